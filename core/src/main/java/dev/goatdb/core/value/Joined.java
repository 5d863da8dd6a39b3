package dev.goatdb.core.value;

/**
 * The long text that was joined last: who reads one reads it again soon, and one is all that is
 * kept, for versions of a text stay with many commits. Threads may overwrite each other's.
 */
final class Joined {
  private static Joined last = new Joined(LongText.EMPTY, "");

  private final LongText pieces;
  private final String text;

  private Joined(LongText pieces, String text) {
    this.pieces = pieces;
    this.text = text;
  }

  static String of(LongText pieces) {
    Joined known = last;
    if (known.pieces != pieces) {
      known = new Joined(pieces, pieces.toString());
      last = known;
    }
    return known.text;
  }
}
