package dev.goatdb.core.value;

import dev.goatdb.error.Invariant;
import java.util.Arrays;

/**
 * A text in pieces, so that a change of a long one copies little: one piece, and the list of them.
 * Immutable; positions count the characters of a String.
 */
public final class LongText {
  public static final LongText EMPTY = new LongText(new String[0], new int[0]);
  private static final int MOST = 2048;
  private static final int LEAST = 512;

  private final String[] pieces;

  /** Where each piece ends. */
  private final int[] ends;

  private LongText(String[] pieces, int[] ends) {
    this.pieces = pieces;
    this.ends = ends;
  }

  public static LongText of(String text) {
    return EMPTY.splice(0, 0, text);
  }

  public int length() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** The character at a place, which must be within it. */
  public char charAt(int index) {
    int piece = endingAt(index + 1);
    return pieces[piece].charAt(index - start(piece));
  }

  /** The first piece that ends at a place or after it. */
  private int endingAt(int place) {
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (ends[middle] < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int start(int piece) {
    return piece == 0 ? 0 : ends[piece - 1];
  }

  /** A copy in which a text stands in the place of so many characters; all must be within it. */
  public LongText splice(int at, int delete, String insert) {
    Invariant.check(
        at >= 0 && delete >= 0 && at + delete <= length(), "a place is within its text");
    int first = endingAt(at);
    int last = endingAt(at + delete);
    String before = first < pieces.length ? pieces[first].substring(0, at - start(first)) : "";
    String after = last < pieces.length ? pieces[last].substring(at + delete - start(last)) : "";
    if (before.length() + insert.length() + after.length() < LEAST && first > 0) {
      first--;
      before = pieces[first].concat(before);
    }
    return joined(first, before.concat(insert).concat(after), Math.min(last + 1, pieces.length));
  }

  /** The pieces before one, then a text, then the pieces from another one on. */
  private LongText joined(int first, String middle, int next) {
    int count = (middle.length() + MOST - 1) / MOST;
    String[] joined = Arrays.copyOf(pieces, first + count + pieces.length - next);
    int[] places = Arrays.copyOf(ends, joined.length);
    int begin = start(first);
    for (int i = 0; i < count; i++) {
      int end = Math.min(middle.length(), (i + 1) * MOST);
      joined[first + i] = middle.substring(i * MOST, end);
      places[first + i] = begin + end;
    }
    System.arraycopy(pieces, next, joined, first + count, pieces.length - next);
    int shift = begin + middle.length() - start(next);
    for (int i = next; i < ends.length; i++) {
      places[first + count + i - next] = ends[i] + shift;
    }
    return new LongText(joined, places);
  }

  /** Whether both are the same text, in whatever pieces. */
  boolean isSame(LongText other) {
    if (this == other) {
      return true;
    }
    boolean same = length() == other.length();
    int mine = 0;
    int theirs = 0;
    int at = 0;
    while (same && mine < pieces.length) {
      int end = Math.min(ends[mine], other.ends[theirs]);
      String piece = pieces[mine];
      String twin = other.pieces[theirs];
      boolean whole = end - at == piece.length() && piece.length() == twin.length();
      int from = at - start(mine);
      same =
          whole
              ? piece.equals(twin)
              : piece.regionMatches(from, twin, at - other.start(theirs), end - at);
      mine += end == ends[mine] ? 1 : 0;
      theirs += end == other.ends[theirs] ? 1 : 0;
      at = end;
    }
    return same;
  }

  @Override
  public String toString() {
    if (pieces.length == 1) {
      return pieces[0];
    }
    StringBuilder text = new StringBuilder(length());
    for (String piece : pieces) {
      text.append(piece);
    }
    return text.toString();
  }
}
