package dev.goatdb.bench;

import java.util.SplittableRandom;

/**
 * A paper being written, keystroke by keystroke, always the same: words are typed, some letters of
 * them taken back at once, and every 40 keystrokes or so the writer goes elsewhere.
 */
final class Trace {
  static final int EDITS = 260_000;
  private static final int STAY = 40;
  private static final double DELETIONS = 0.2985;

  /** Where each keystroke is; and what it types, or 0 where it deletes the character there. */
  final int[] places = new int[EDITS];

  final char[] typed = new char[EDITS];
  private final SplittableRandom random = new SplittableRandom(8);
  private int count;

  Trace() {
    int length = 0;
    int cursor = 0;
    while (count < EDITS) {
      boolean back = length > 0 && random.nextDouble() < DELETIONS;
      for (int run = 1 + random.nextInt(9); run > 0 && count < EDITS; run--) {
        if (random.nextInt(STAY) == 0) {
          cursor = random.nextInt(length + 1);
        }
        if (back && cursor > 0) {
          add(--cursor, (char) 0);
          length--;
        } else {
          add(cursor++, letter());
          length++;
        }
      }
    }
  }

  private char letter() {
    return random.nextInt(6) == 0 ? ' ' : (char) ('a' + random.nextInt(26));
  }

  private void add(int place, char character) {
    places[count] = place;
    typed[count++] = character;
  }
}
