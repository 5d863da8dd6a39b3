package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.host.Randomness;
import java.util.ArrayList;
import java.util.List;

/**
 * One repository on one connection: the state of its filter cycles, without any I/O.
 *
 * <p>The initiator opens a cycle, repeats rounds with fresh seeds until the digests are equal, then
 * asks every 30 seconds whether they still are. The first round is about the {@link Scope.Tail},
 * which finds nearly everything; where it does not, a {@link Ladder} shows where to look, and last
 * of all everything is compared. A difference must be seen twice, two seconds apart, before it
 * starts a new cycle, because messages may cross. Every step has a deadline, so lost messages only
 * cost time. Whoever repeats a step is twice as patient afterwards, and half as much when digests
 * were compared: a slow network must not be filled with questions.
 */
public final class Channel {
  static final int PATIENCE_MILLIS = 5_000;
  static final int LONGEST_PATIENCE_MILLIS = 60_000;
  static final long PULSE_MILLIS = 30_000;
  static final long DOUBT_MILLIS = 2_000;

  /** Up to so many commits of a tail are sent at once, which says exactly what there is. */
  private static final int MOST_INLINE = 128;

  private final int number;
  private final boolean initiator;
  private final Holdings holdings;
  private final Counterpart peer;
  private final Rounds rounds = new Rounds();
  private final Steps steps;
  private Phase phase = Phase.IDLE;
  private long deadlineMillis = Long.MAX_VALUE;
  private int patienceMillis = PATIENCE_MILLIS;
  private long eagerMillis = DOUBT_MILLIS;
  private int repairs;
  private int retries;

  public Channel(int number, boolean initiator, Holdings holdings, Randomness randomness) {
    this.number = number;
    this.initiator = initiator;
    this.holdings = holdings;
    this.peer = new Counterpart(holdings, randomness);
    this.steps = new Steps(number, holdings, peer, rounds);
  }

  public int number() {
    return number;
  }

  /** Whether the last comparison of digests found both sides equal. */
  public boolean isSettled() {
    return phase == Phase.SETTLED;
  }

  /** Rounds after the first one of a cycle, and cycles started because digests differed. */
  public int repairs() {
    return repairs;
  }

  /** Steps repeated because no answer came. */
  public int retries() {
    return retries;
  }

  /** When {@link #tick} is due, in milliseconds since 1970. */
  public long deadlineMillis() {
    return deadlineMillis;
  }

  /** Opens a cycle. */
  public List<Outgoing> start(long nowMillis) {
    rounds.begin();
    step(Phase.OFFERED, nowMillis + patienceMillis);
    return offerTail();
  }

  /** Asks whether both sides hold the same now, where the last answer may be old. */
  public List<Outgoing> compare(long nowMillis) {
    if (phase != Phase.SETTLED) {
      return List.of();
    }
    step(Phase.ASKING, nowMillis + patienceMillis);
    return List.of(steps.close());
  }

  /** What is known of the other side. */
  public Counterpart peer() {
    return peer;
  }

  /**
   * Notes a message of the peer that is no step of a cycle: it shows that the peer is busy with us.
   */
  public void heard(long nowMillis) {
    if (phase != Phase.IDLE && phase != Phase.SETTLED && phase != Phase.DOUBTING) {
      deadlineMillis = nowMillis + patienceMillis;
    }
  }

  /** Notes a data message. */
  public void received(int sequence, long nowMillis) {
    peer.received(sequence);
    heard(nowMillis);
  }

  public List<Outgoing> receive(Message.Offer offer, long nowMillis) {
    peer.arrived(offer.received(), nowMillis);
    if (!offer.answer()) {
      List<Outgoing> answer = new ArrayList<>();
      answer.add(new Outgoing.Tell(offer.summary().heads()));
      if (!peer.agrees(offer.summary())) {
        answer.add(new Outgoing.Deliver(peer.lacking(offer)));
      }
      answer.add(new Outgoing.Say(() -> steps.answer(offer)));
      return answer;
    }
    if (!rounds.is(offer.cycle(), offer.round()) || phase != Phase.OFFERED) {
      return List.of();
    }
    step(Phase.CLOSING, nowMillis + patienceMillis);
    return List.of(
        new Outgoing.Tell(offer.summary().heads()),
        new Outgoing.Deliver(peer.lacking(offer)),
        steps.close());
  }

  public List<Outgoing> receive(Message.Search search, long nowMillis) {
    peer.arrived(search.received(), nowMillis);
    return List.of(
        new Outgoing.Say(() ->
            new Message.Found(
                number, search.cycle(), search.round(), search.ladder().differing(holdings))));
  }

  public List<Outgoing> receive(Message.Found found, long nowMillis) {
    if (!rounds.is(found.cycle(), found.round()) || phase != Phase.SEARCHING) {
      return List.of();
    }
    step(Phase.OFFERED, nowMillis + patienceMillis);
    return List.of(steps.offer(new Scope.Within(found.spans())));
  }

  public List<Outgoing> receive(Message.Close close, long nowMillis) {
    peer.arrived(close.received(), nowMillis);
    return List.of(
        new Outgoing.Tell(close.summary().heads()),
        new Outgoing.Say(
            () -> steps.closed(close.cycle(), close.round(), peer.agrees(close.summary()))));
  }

  public List<Outgoing> receive(Message.Closed closed, long nowMillis) {
    peer.arrived(closed.received(), nowMillis);
    if (!rounds.is(closed.cycle(), closed.round())) {
      return List.of();
    }
    patienceMillis = Math.max(PATIENCE_MILLIS, patienceMillis / 2);
    List<Outgoing> next = new ArrayList<>();
    next.add(new Outgoing.Tell(closed.summary().heads()));
    if (closed.equal() && peer.agrees(closed.summary())) {
      settle(closed.summary(), nowMillis);
      return next;
    }
    switch (phase) {
      case OFFERED, CLOSING -> {
        if (closed.equal() || peer.isLate()) {
          // What was sent may still come, where the transport changes the order.
          step(Phase.DOUBTING, nowMillis + DOUBT_MILLIS);
        } else {
          repairs++;
          rounds.next();
          next.addAll(goOn(closed.summary(), nowMillis));
        }
      }
      case ASKING -> step(Phase.DOUBTING, nowMillis + DOUBT_MILLIS);
      case ASKING_AGAIN -> {
        repairs++;
        next.addAll(start(nowMillis));
      }
      case IDLE, SEARCHING, SETTLED, DOUBTING -> {}
    }
    return next;
  }

  /** Does what is due. */
  public List<Outgoing> tick(long nowMillis) {
    if (nowMillis < deadlineMillis) {
      return List.of();
    }
    return switch (phase) {
      case IDLE -> List.of();
      case SETTLED -> {
        step(Phase.ASKING, nowMillis + patienceMillis);
        yield List.of(steps.close());
      }
      case DOUBTING -> {
        step(Phase.ASKING_AGAIN, nowMillis + patienceMillis);
        yield List.of(steps.close());
      }
      case OFFERED, SEARCHING, CLOSING, ASKING, ASKING_AGAIN -> {
        retries++;
        patienceMillis = Math.min(LONGEST_PATIENCE_MILLIS, 2 * patienceMillis);
        List<Outgoing> again = new ArrayList<>();
        again.add(new Outgoing.Resubscribe());
        again.addAll(start(nowMillis));
        yield again;
      }
    };
  }

  /**
   * The first round: what must exist is asked for by its ids, and a small tail goes along, which
   * says exactly what there is.
   */
  private List<Outgoing> offerTail() {
    List<Outgoing> first = new ArrayList<>();
    List<CommitId> absent = holdings.absent();
    if (!absent.isEmpty()) {
      first.add(new Outgoing.Say(() -> new Message.Need(number, absent)));
    }
    Numbers tail = peer.unsent();
    if (tail.size() <= MOST_INLINE) {
      first.add(new Outgoing.Deliver(tail));
      first.add(steps.offer(new Scope.Tail(), new Filter.Empty()));
    } else {
      first.add(steps.offer(new Scope.Tail()));
    }
    return first;
  }

  /** Another round, unless there were so many that it is time to wait, and to say so. */
  private List<Outgoing> goOn(Summary theirs, long nowMillis) {
    if (!rounds.areOver()) {
      return List.of(search(theirs.count(), nowMillis));
    }
    step(Phase.DOUBTING, nowMillis + rounds.giveUp());
    return rounds.areVain() ? List.of(new Outgoing.Complain(theirs.count())) : List.of();
  }

  /** A further round: what to look at, or how to find it. */
  private Outgoing search(int theirCount, long nowMillis) {
    if (!rounds.wantLadder(Math.max(theirCount, holdings.digest().count()))) {
      step(Phase.OFFERED, nowMillis + patienceMillis);
      return steps.offer(new Scope.All());
    }
    step(Phase.SEARCHING, nowMillis + patienceMillis);
    return steps.search();
  }

  /** Where records are missing, they are asked for soon, though ever more rarely. */
  private void settle(Summary theirs, long nowMillis) {
    rounds.succeed();
    boolean same = theirs.heads().equals(holdings.heads());
    eagerMillis = same ? DOUBT_MILLIS / 2 : Math.min(PULSE_MILLIS, 2 * eagerMillis);
    long pause = same ? PULSE_MILLIS : eagerMillis;
    step(Phase.SETTLED, initiator ? nowMillis + pause : Long.MAX_VALUE);
  }

  private void step(Phase next, long deadline) {
    phase = next;
    deadlineMillis = deadline;
  }
}
