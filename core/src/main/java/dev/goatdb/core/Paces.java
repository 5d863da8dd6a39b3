package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.Scope;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast sessions may bring commits that have no receipt: each has a bucket of tokens, which
 * fills at a steady rate, and a commit costs one.
 *
 * <p>Nothing is refused beyond that. A message that leaves the bucket in debt is taken in as a
 * whole, and what comes behind it waits until the debt is paid: its sender gets no credit for more
 * meanwhile, and so is as slow as it may be.
 */
final class Paces {
  private static final int MANY = 1_000;
  private static final long PARTS = 1_000;

  private final Limits limits;
  private final Map<SessionId, Bucket> buckets = new TreeMap<>();

  Paces(Limits limits) {
    this.limits = limits;
  }

  /** What a session has left, in thousandths of a commit. */
  private static final class Bucket {
    final Limits.Rate rate;
    long parts;
    long filledMillis;

    Bucket(Limits.Rate rate, long nowMillis) {
      this.rate = rate;
      this.parts = rate.burst() * PARTS;
      this.filledMillis = nowMillis;
    }

    boolean fill(long nowMillis) {
      long most = rate.burst() * PARTS;
      parts = Math.min(most, parts + (nowMillis - filledMillis) * rate.commitsPerSecond());
      filledMillis = nowMillis;
      return parts == most;
    }
  }

  /** How many sessions are remembered. */
  int size() {
    return buckets.size();
  }

  /** A session brings so many commits; returns from when on it may bring more. */
  long spend(Certificate session, int commits, long nowMillis) {
    if (buckets.size() > MANY) {
      buckets.values().removeIf(bucket -> bucket.fill(nowMillis));
    }
    Limits.Rate rate = session.trusted() ? limits.trusted() : limits.anonymous();
    Bucket bucket = buckets.computeIfAbsent(session.session(), id -> new Bucket(rate, nowMillis));
    bucket.fill(nowMillis);
    bucket.parts -= commits * PARTS;
    long debt = Math.max(0, -bucket.parts);
    return nowMillis + (debt + rate.commitsPerSecond() - 1) / rate.commitsPerSecond();
  }

  /**
   * What a question costs whoever puts it, in commits: looking at all commits is a hundredth of
   * taking them in.
   *
   * @param held how many commits there are
   */
  static int cost(Message.OnChannel message, int held) {
    return switch (message) {
      case Message.Search search -> 1 + held / 100;
      case Message.Offer offer ->
          offer.scope() instanceof Scope.Tail && !offer.summary().heads().isEmpty()
              ? 0
              : 1 + held / 100;
      case Message.Need need -> 1 + need.commits().size() / 10;
      case Message.LiveEdits edits -> 1;
      case Message.Presence presence -> 1;
      default -> 0;
    };
  }
}
