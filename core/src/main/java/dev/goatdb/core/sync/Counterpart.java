package dev.goatdb.core.sync;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.host.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * The other side of a channel, as far as it can be known: what is on its way to it, what came from
 * it, and so what it may lack.
 */
public final class Counterpart {
  private final Holdings holdings;
  private final Randomness randomness;
  private final InFlight inFlight = new InFlight();
  private final Numbers theirs = new Numbers();
  private int received;
  private int asked;

  Counterpart(Holdings holdings, Randomness randomness) {
    this.holdings = holdings;
    this.randomness = randomness;
  }

  /** Notes that commits are sent now and gives the number of their data message. */
  public int send(List<Integer> commits, int bytes, long nowMillis) {
    return inFlight.send(commits, bytes, nowMillis);
  }

  /** How many bytes of data messages are on their way, as far as can be known at a time. */
  public long bytesInFlight(long nowMillis) {
    inFlight.expire(nowMillis);
    return inFlight.bytes();
  }

  /** A question is put now: what was sent before it comes first, where the order is kept. */
  void asks() {
    asked = inFlight.sequence();
  }

  /** Whether something that was sent before the last question is still on its way. */
  boolean isLate() {
    return inFlight.isBefore(asked);
  }

  /** When data that is on its way counts as arrived, though nobody said so. */
  public long expiryMillis() {
    return inFlight.dueMillis();
  }

  /** Notes that data messages up to one have arrived there. */
  public void arrived(int upTo, long nowMillis) {
    inFlight.arrived(upTo, nowMillis);
  }

  /** Notes a data message from there. */
  void received(int sequence) {
    received = Math.max(received, sequence);
  }

  /** The highest number of a data message from there. */
  public int received() {
    return received;
  }

  /** Notes that a commit came from there, which is held. */
  public void cameFrom(int commit) {
    theirs.add(commit);
  }

  /** What is held here, in short. */
  Summary summary() {
    return Summary.of(holdings.heads(), holdings.digest());
  }

  /** Whether it holds what both sides should hold. */
  boolean agrees(Summary other) {
    return other.isOf(inFlight.without(holdings, theirs));
  }

  /** What the sender of an offer seems to lack. */
  Numbers lacking(Message.Offer offer) {
    Numbers lacking = new Numbers();
    boolean tail = offer.scope() instanceof Scope.Tail;
    unsent(numbers(offer.scope(), offer.summary().heads()), tail)
        .forEach(one -> {
          boolean all = offer.filter() instanceof Filter.Empty;
          if (all || !offer.filter().mayContain(holdings.id(one))) {
            lacking.add(one);
          }
        });
    return lacking;
  }

  /** What has no receipt and was not sent in either direction. */
  Numbers unsent() {
    return unsent(holdings.open(), true);
  }

  /**
   * Those that are not on their way; what came from there is left out, too, where it is trusted.
   */
  private Numbers unsent(Numbers candidates, boolean trusted) {
    Numbers coming = inFlight.commits();
    Numbers rest = new Numbers();
    candidates.forEach(one -> {
      if (!coming.contains(one) && !(trusted && theirs.contains(one))) {
        rest.add(one);
      }
    });
    return rest;
  }

  /** A filter of what is held here in a scope. */
  Filter filter(Scope scope) {
    return filter(scope instanceof Scope.Tail ? holdings.open() : numbers(scope, List.of()));
  }

  Filter filter(Numbers numbers) {
    List<CommitId> ids = new ArrayList<>(numbers.size());
    numbers.forEach(one -> ids.add(holdings.id(one)));
    return Filter.of(ids, randomness);
  }

  private Numbers numbers(Scope scope, List<ChainHead> known) {
    return switch (scope) {
      case Scope.All all -> holdings.all();
      case Scope.Tail tail -> holdings.tail(known);
      case Scope.Within within -> within.of(holdings);
    };
  }
}
