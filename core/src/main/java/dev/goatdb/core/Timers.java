package dev.goatdb.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is due when, on the engine's own notion of time. */
final class Timers {
  private final TreeMap<Long, List<Runnable>> due = new TreeMap<>();
  private long nowMillis;
  private long announcedMillis = Long.MAX_VALUE;

  long nowMillis() {
    return nowMillis;
  }

  void at(long millis, Runnable action) {
    due.computeIfAbsent(millis, time -> new ArrayList<>(1)).add(action);
  }

  /** Moves time on, never back, and runs what is due. */
  void advance(long toMillis) {
    nowMillis = Math.max(nowMillis, toMillis);
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

  /** The next time somebody must report, or -1 where the last announcement still holds. */
  long announce() {
    if (due.isEmpty() || due.firstKey() >= announcedMillis) {
      return -1;
    }
    announcedMillis = due.firstKey();
    return announcedMillis;
  }
}
