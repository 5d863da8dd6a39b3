package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Octets;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time: events in the order of time, then of their making, and a running hash of all that
 * happened.
 */
public final class Schedule {
  /** When every world begins, in milliseconds since 1970. */
  public static final long BEGINNING_MILLIS = 1_700_000_000_000L;

  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Event::atMillis).thenComparingLong(Event::sequence));
  private long nowMillis = BEGINNING_MILLIS;
  private long sequence;
  private long events;
  private long hash;

  /** Something that will happen. */
  private record Event(long atMillis, long sequence, String label, Runnable action) {}

  public long nowMillis() {
    return nowMillis;
  }

  /** How many events happened. */
  public long events() {
    return events;
  }

  /** Equal for two runs exactly when they went the same way. */
  public long hash() {
    return hash;
  }

  /** Lets {@code action} happen at that time, or next where the time is over. */
  public void at(long millis, String label, Runnable action) {
    queue.add(new Event(Math.max(millis, nowMillis), sequence++, label, action));
  }

  public void after(long delayMillis, String label, Runnable action) {
    at(nowMillis + delayMillis, label, action);
  }

  /** Lets everything happen that is due until that time. */
  public void runUntil(long millis) {
    while (!queue.isEmpty() && queue.element().atMillis() <= millis) {
      Event event = queue.remove();
      nowMillis = event.atMillis();
      events++;
      note(nowMillis);
      note(event.label().hashCode());
      event.action().run();
    }
    nowMillis = Math.max(nowMillis, millis);
  }

  /** Mixes a number into the hash. */
  public void note(long value) {
    hash = Dice.split(hash ^ value);
  }

  /** Mixes bytes into the hash. */
  public void note(Octets bytes) {
    long sum = bytes.size();
    for (byte b : bytes.array()) {
      sum = sum * 31 + b;
    }
    note(sum);
  }
}
