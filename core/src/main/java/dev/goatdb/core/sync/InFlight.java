package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The data messages that may still be on their way to the peer; a comparison of digests leaves them
 * out.
 *
 * <p>What should have arrived long ago counts as arrived: if it was lost, the digests differ and a
 * cycle repairs it. As long as others arrive, those behind them are on their way over a slow
 * network: sending them again would make it slower still.
 */
final class InFlight {
  private static final int LONGEST_MILLIS = 10_000;
  private static final int SLOWEST_BYTES_PER_MILLI = 10;

  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private int sequence;
  private int arrived;

  /** A data message that was sent. */
  private record Sent(int sequence, long dueMillis, List<CommitId> commits) {}

  /** The number of the next data message, of which the packs are so many bytes. */
  int send(List<CommitId> commits, int bytes, long nowMillis) {
    long due = nowMillis + (LONGEST_MILLIS + bytes / SLOWEST_BYTES_PER_MILLI);
    sent.add(new Sent(++sequence, due, commits));
    return sequence;
  }

  /** The peer has seen messages up to {@code received}. */
  void arrived(int received, long nowMillis) {
    boolean stuck = received <= arrived;
    arrived = received;
    sent.removeIf(
        message -> message.sequence() <= received || stuck && nowMillis > message.dueMillis());
  }

  /** What the peer can know of: all that is held but what is in flight. */
  SetDigest without(SetDigest held) {
    SetDigest agreed = held.copy();
    commits().forEach(agreed::remove);
    return agreed;
  }

  /** The commits that are on their way. */
  Set<CommitId> commits() {
    Set<CommitId> commits = new HashSet<>();
    sent.forEach(message -> commits.addAll(message.commits()));
    return commits;
  }
}
