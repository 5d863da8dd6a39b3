package dev.goatdb.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is due when, on the engine's own notion of time. */
final class Timers {
  private final TreeMap<Long, List<Runnable>> due = new TreeMap<>();
  private long nowMillis;
  private long wallMillis;
  private long announcedMillis = Long.MAX_VALUE;

  long nowMillis() {
    return nowMillis;
  }

  /** What the host's clock says, which may be set back. */
  long wallMillis() {
    return wallMillis;
  }

  void at(long millis, Runnable action) {
    due.computeIfAbsent(millis, time -> new ArrayList<>(1)).add(action);
  }

  /**
   * Moves time on as far as the host's clock did, and runs what is due. A clock that was set back
   * moves nothing: what waits comes after as long as it would have, and the host is asked anew.
   */
  void advance(long toMillis) {
    if (toMillis < wallMillis) {
      announcedMillis = Long.MAX_VALUE;
    }
    nowMillis += Math.max(0, toMillis - wallMillis);
    wallMillis = toMillis;
    if (nowMillis >= announcedMillis) {
      announcedMillis = Long.MAX_VALUE;
    }
    while (!due.isEmpty() && due.firstKey() <= nowMillis) {
      takeFirst().run();
    }
  }

  /** One action at a time, so that one that fails takes no other with it. */
  private Runnable takeFirst() {
    Map.Entry<Long, List<Runnable>> first = due.firstEntry();
    Runnable action = first.getValue().remove(0);
    if (first.getValue().isEmpty()) {
      due.remove(first.getKey());
    }
    return action;
  }

  /**
   * When somebody must report, by the host's clock, or -1 where the last announcement still holds.
   */
  long announce() {
    if (due.isEmpty() || due.firstKey() >= announcedMillis) {
      return -1;
    }
    announcedMillis = due.firstKey();
    return announcedMillis - nowMillis + wallMillis;
  }
}
