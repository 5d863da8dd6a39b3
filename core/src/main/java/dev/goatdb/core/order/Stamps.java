package dev.goatdb.core.order;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/** Makes order stamps between others; the host gives chance, and the mark of its process. */
public final class Stamps {
  /** Stands for the start of every list: it is below all stamps, and is none. */
  public static final String START = "";

  /** Stands for the end of every list: it is above all stamps, and is none. */
  public static final String END = "~";

  /** Marks are numbers below this one; a process draws one and keeps it. */
  public static final int MARKS = Level.MARKS;

  /** How many random bytes each stamp needs. */
  public static final int CHANCE_BYTES = 8;

  /** The greatest length of a stamp. */
  public static final int MOST_CHARACTERS = 4096;

  /** The most stamps that can be asked for at once. */
  public static final int MOST_STAMPS = 1_000_000;

  private static final int SHOWN = 40;

  private Stamps() {}

  /** The text itself, if it is a stamp. */
  public static String require(String text) {
    levels(text);
    return text;
  }

  /**
   * New stamps between two others, in order.
   *
   * @param after a stamp, or {@link #START}
   * @param before a greater stamp, or {@link #END}
   * @param count how many are wanted
   * @param mark the mark of this process
   * @param chance {@link #CHANCE_BYTES} random bytes for each
   */
  public static List<String> between(
      String after, String before, int count, int mark, Octets chance) {
    List<Level> low = after.equals(START) || after.equals(END) ? List.of() : levels(after);
    List<Level> high = before.equals(START) || before.equals(END) ? List.of() : levels(before);
    if (after.compareTo(before) >= 0) {
      throw new GoatException.InvalidValue(
          "There is nothing between " + shown(after) + " and " + shown(before) + ".",
          "Give the stamp of the item before first; where two items have the same, give one a new one.");
    }
    if (count < 0 || count > MOST_STAMPS) {
      throw new GoatException.InvalidValue(
          count + " stamps cannot be made at once.", "Ask for 0 to " + MOST_STAMPS + ".");
    }
    List<String> stamps = new ArrayList<>(count);
    if (count > 0) {
      Gap gap = new Placing(mark, count).find(low, high);
      int part = gap.room() / count;
      for (int i = 0; i < count; i++) {
        int at = i * CHANCE_BYTES;
        int step = i * part + below(part, chance.intAt(at));
        int own = below(Level.CHANCES, chance.intAt(at + 4));
        stamps.add(text(gap.above(), new Level(gap.round(), mark, gap.least() + step, own)));
      }
    }
    return stamps;
  }

  private static int below(int bound, int random) {
    return (random & Integer.MAX_VALUE) % bound;
  }

  private static String text(List<Level> above, Level last) {
    StringBuilder out = new StringBuilder();
    for (Level level : above) {
      level.write(out);
    }
    last.write(out);
    if (out.length() > MOST_CHARACTERS) {
      throw new GoatException.LimitExceeded(
          "A stamp for this place would be longer than " + MOST_CHARACTERS + " characters.",
          "Give all items of the list new stamps: OrderStamp.between(start, end, count).");
    }
    return out.toString();
  }

  private static List<Level> levels(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new GoatException.InvalidValue(
          shown(text) + " is no order stamp: it has more than " + MOST_CHARACTERS + " characters.",
          "Give the text of a stamp that OrderStamp.between made.");
    }
    return Level.parse(text).orElseThrow(() -> noStamp(text));
  }

  private static GoatException noStamp(String text) {
    return new GoatException.InvalidValue(
        shown(text) + " is no order stamp.",
        "Give the text of a stamp that OrderStamp.between made.");
  }

  private static String shown(String text) {
    return text.equals(START)
        ? "the start"
        : text.equals(END)
            ? "the end"
            : "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
  }
}
