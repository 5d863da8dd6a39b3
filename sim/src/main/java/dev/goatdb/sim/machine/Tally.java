package dev.goatdb.sim.machine;

import java.util.EnumMap;
import java.util.Map;

/** How often each thing happened. */
public final class Tally {
  private final Map<Count, Long> counts = new EnumMap<>(Count.class);

  public void add(Count what, long more) {
    counts.merge(what, more, Long::sum);
  }

  public void addAll(Tally other) {
    other.counts.forEach(this::add);
  }

  public long of(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  /** How often something had to be sent again. */
  public long retransmissions() {
    return of(Count.RETRIES) + of(Count.RESENDS);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Count what : Count.values()) {
      text.append(text.isEmpty() ? "" : ", ").append(what.word()).append(' ').append(of(what));
    }
    return text.toString();
  }
}
