package dev.goatdb.core.sync;

import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.SetDigest;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The data messages that may still be on their way to the peer; a comparison of digests leaves them
 * out, and only so many bytes are on their way at once.
 *
 * <p>What should have arrived long ago counts as arrived: if it was lost, the digests differ and a
 * cycle repairs it. As long as others arrive, those behind them are on their way over a slow
 * network: sending them again would make it slower still.
 */
final class InFlight {
  private static final int LONGEST_MILLIS = 10_000;
  private static final int SLOWEST_BYTES_PER_MILLI = 10;

  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private long bytes;
  private int sequence;
  private int arrived;
  private long heardMillis;

  /** A data message that was sent. */
  private record Sent(int sequence, long dueMillis, int bytes, List<Integer> commits) {}

  /** The number of the next data message, of which the packs are so many bytes. */
  int send(List<Integer> commits, int size, long nowMillis) {
    long start =
        Math.max(nowMillis + LONGEST_MILLIS, sent.isEmpty() ? 0 : sent.getLast().dueMillis());
    long due = start + size / SLOWEST_BYTES_PER_MILLI;
    sent.add(new Sent(++sequence, due, size, commits));
    bytes += size;
    return sequence;
  }

  /** The peer says that it has seen messages up to one. */
  void arrived(int claimed, long nowMillis) {
    int received = Math.min(claimed, sequence);
    boolean stuck = received <= arrived;
    if (!stuck) {
      arrived = received;
      heardMillis = nowMillis;
    }
    forget(received, stuck ? nowMillis : Long.MIN_VALUE);
  }

  /** Nobody may say any more what arrived: what was due by now counts as arrived. */
  void expire(long nowMillis) {
    if (nowMillis >= dueMillis()) {
      forget(arrived, nowMillis);
    }
  }

  private void forget(int received, long nowMillis) {
    sent.removeIf(message -> {
      boolean over = message.sequence() <= received || nowMillis > message.dueMillis();
      bytes -= over ? message.bytes() : 0;
      return over;
    });
  }

  /** The number of the last message that was sent. */
  int sequence() {
    return sequence;
  }

  /** Whether a message up to that number is on its way. */
  boolean isBefore(int number) {
    return !sent.isEmpty() && sent.element().sequence() <= number;
  }

  /** How many bytes are on their way. */
  long bytes() {
    return bytes;
  }

  /** When the first message that is on its way counts as arrived where nothing is heard of it. */
  long dueMillis() {
    return sent.isEmpty()
        ? Long.MAX_VALUE
        : Math.max(sent.element().dueMillis(), heardMillis + LONGEST_MILLIS) + 1;
  }

  /**
   * What the peer can know of: all that is held but what is in flight.
   *
   * @param theirs what came from the peer, and so is there already
   */
  SetDigest without(Holdings holdings, Numbers theirs) {
    SetDigest agreed = holdings.digest().copy();
    commits()
        .forEach(number -> {
          if (holdings.holds(number) && !theirs.contains(number)) {
            agreed.remove(holdings.id(number));
          }
        });
    return agreed;
  }

  /** The commits that are on their way. */
  Numbers commits() {
    Numbers commits = new Numbers();
    sent.forEach(message -> message.commits().forEach(commits::add));
    return commits;
  }
}
