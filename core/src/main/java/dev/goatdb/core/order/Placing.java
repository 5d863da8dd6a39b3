package dev.goatdb.core.order;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for room between two stamps.
 *
 * @param mark the mark of the process that asks
 * @param stamps how many stamps are wanted
 */
record Placing(int mark, int stamps) {
  /** Of two neighbours in a run so far apart at most, others find room between them. */
  private static final int SPREAD = 256;

  /** Room for as many stamps as are wanted; without levels is the start, or the end. */
  Gap find(List<Level> after, List<Level> before) {
    int same = 0;
    while (same < after.size()
        && same < before.size()
        && after.get(same).equals(before.get(same))) {
      same++;
    }
    if (same == after.size()) {
      return before.isEmpty() ? fresh(after, 0) : below(before, same);
    }
    // The shortest stamp is on the uppermost level; only there is the stamp behind in the way.
    for (int depth = same; depth < after.size(); depth++) {
      Level limit = depth < before.size() && depth == same ? before.get(depth) : Level.BEYOND;
      Gap gap = between(after.subList(0, depth), after.get(depth), limit);
      if (gap.room() >= stamps) {
        return gap;
      }
    }
    return fresh(after, 0);
  }

  /** Room between two levels below the same ones; often there is none. */
  private Gap between(List<Level> above, Level low, Level high) {
    boolean isOneRun = low.compareRun(high.round(), high.mark()) == 0;
    if (low.mark() == mark) {
      int end = isOneRun ? high.count() - 1 : Digits.MOST;
      Gap gap = upwards(above, low, end);
      if (gap.room() >= stamps) {
        return gap;
      }
    }
    if (high.mark() == mark && !isOneRun) {
      Gap gap = downwards(above, high);
      if (gap.room() >= stamps) {
        return gap;
      }
    }
    int round = low.mark() < mark ? low.round() : low.round() + 1;
    boolean fits = high.compareRun(round, mark) > 0;
    return fits ? fresh(above, round) : new Gap(above, round, 1, 0);
  }

  /** Room below a level and all that follow it, where the stamp before ends above it. */
  private Gap below(List<Level> before, int depth) {
    Level high = before.get(depth);
    List<Level> above = before.subList(0, depth);
    if (high.mark() == mark) {
      Gap gap = downwards(above, high);
      if (gap.room() >= stamps) {
        return gap;
      }
    }
    int round = mark < high.mark() ? high.round() : high.round() - 1;
    if (round >= Digits.LEAST) {
      return fresh(above, round);
    }
    if (high.equals(Level.FLOOR)) {
      return below(before, depth + 1);
    }
    List<Level> floor = new ArrayList<>(above);
    floor.add(Level.FLOOR);
    return fresh(floor, 0);
  }

  /** The end of a run, up to a count. */
  private Gap upwards(List<Level> above, Level last, int end) {
    int most = Math.min(end, last.count() + SPREAD * stamps);
    return new Gap(above, last.round(), last.count() + 1, most);
  }

  /** The beginning of a run; the least count of all is left to the floor. */
  private Gap downwards(List<Level> above, Level first) {
    int least = Math.max(Digits.LEAST + 1, first.count() - SPREAD * stamps);
    return new Gap(above, first.round(), least, first.count() - 1);
  }

  /** A run of its own, around the middle, so that it has room on both sides. */
  private Gap fresh(List<Level> above, int round) {
    int room = stamps == 1 ? Digits.SINGLE : SPREAD * stamps;
    return new Gap(above, round, -room / 2, room - room / 2 - 1);
  }
}
