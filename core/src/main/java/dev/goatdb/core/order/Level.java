package dev.goatdb.core.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One level of a stamp; levels are ordered by their parts from left to right.
 *
 * @param round which round it is of
 * @param mark which process made it
 * @param count where in the run of that round and process it stands
 * @param chance what keeps equal ones apart
 */
record Level(int round, int mark, int count, int chance) {
  private static final int MARK_DIGITS = 2;
  private static final int CHANCE_DIGITS = 3;

  /** So many marks there are. */
  static final int MARKS = 62 * 62;

  /** So many chances there are. */
  static final int CHANCES = 62 * 62 * 62;

  /** Below all others: no stamp ends with it, so there is always one below. */
  static final Level FLOOR = new Level(Digits.LEAST, 0, Digits.LEAST, 0);

  /** Above all others, and never written. */
  static final Level BEYOND = new Level(Digits.MOST + 1, -1, 0, 0);

  /** The levels of a stamp, or nothing where the text is none. */
  static Optional<List<Level>> parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Digits.isDigit(text.charAt(i))) {
        return Optional.empty();
      }
    }
    List<Level> levels = new ArrayList<>();
    Level last = FLOOR;
    for (int at = 0; at < text.length(); ) {
      int mark = at + Digits.width(text, at);
      int count = mark + MARK_DIGITS;
      int chance = count + Digits.width(text, count);
      int end = chance + CHANCE_DIGITS;
      if (end > text.length()) {
        return Optional.empty();
      }
      last =
          new Level(
              Digits.value(text, at),
              Digits.value(text, mark, MARK_DIGITS),
              Digits.value(text, count),
              Digits.value(text, chance, CHANCE_DIGITS));
      levels.add(last);
      at = end;
    }
    return last.equals(FLOOR) ? Optional.empty() : Optional.of(levels);
  }

  void write(StringBuilder out) {
    Digits.write(out, round);
    Digits.write(out, mark, MARK_DIGITS);
    Digits.write(out, count);
    Digits.write(out, chance, CHANCE_DIGITS);
  }

  /** Where this run stands to the one of a round and mark: below 0, 0 or above 0. */
  int compareRun(int otherRound, int otherMark) {
    return round != otherRound
        ? Integer.compare(round, otherRound)
        : Integer.compare(mark, otherMark);
  }
}
