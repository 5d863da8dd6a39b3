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

  /** Up to so many commits a ladder is no use: their filter is small. */
  private static final int FEW = 1_024;

  /** From this round on all is compared, whatever a ladder says. */
  private static final int LAST_LADDER = 3;

  private final int number;
  private final boolean initiator;
  private final Holdings holdings;
  private final Counterpart peer;
  private Phase phase = Phase.IDLE;
  private long deadlineMillis = Long.MAX_VALUE;
  private int patienceMillis = PATIENCE_MILLIS;
  private long eagerMillis = DOUBT_MILLIS;
  private int cycle;
  private int round;
  private int repairs;
  private int retries;

  public Channel(int number, boolean initiator, Holdings holdings, Randomness randomness) {
    this.number = number;
    this.initiator = initiator;
    this.holdings = holdings;
    this.peer = new Counterpart(holdings, randomness);
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
    cycle++;
    round = 0;
    step(Phase.OFFERED, nowMillis + patienceMillis);
    return offerTail();
  }

  /** Asks whether both sides hold the same now, where the last answer may be old. */
  public List<Outgoing> compare(long nowMillis) {
    if (phase != Phase.SETTLED) {
      return List.of();
    }
    step(Phase.ASKING, nowMillis + patienceMillis);
    return List.of(close());
  }

  /** What is known of the other side. */
  public Counterpart peer() {
    return peer;
  }

  /**
   * Notes a message of the peer that is no step of a cycle: it shows that the peer is busy with us.
   */
  public void heard(long nowMillis) {
    if (phase == Phase.SEARCHING || phase == Phase.OFFERED || phase == Phase.CLOSING) {
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
      answer.add(new Outgoing.Say(() -> answer(offer)));
      return answer;
    }
    if (offer.cycle() != cycle || offer.round() != round || phase != Phase.OFFERED) {
      return List.of();
    }
    step(Phase.CLOSING, nowMillis + patienceMillis);
    return List.of(
        new Outgoing.Tell(offer.summary().heads()),
        new Outgoing.Deliver(peer.lacking(offer)),
        close());
  }

  public List<Outgoing> receive(Message.Search search, long nowMillis) {
    peer.arrived(search.received(), nowMillis);
    return List.of(
        new Outgoing.Say(() ->
            new Message.Found(
                number, search.cycle(), search.round(), search.ladder().differing(holdings))));
  }

  public List<Outgoing> receive(Message.Found found, long nowMillis) {
    if (found.cycle() != cycle || found.round() != round || phase != Phase.SEARCHING) {
      return List.of();
    }
    step(Phase.OFFERED, nowMillis + patienceMillis);
    return List.of(offer(new Scope.Within(found.spans())));
  }

  public List<Outgoing> receive(Message.Close close, long nowMillis) {
    peer.arrived(close.received(), nowMillis);
    return List.of(
        new Outgoing.Tell(close.summary().heads()),
        new Outgoing.Say(() -> closed(close.cycle(), close.round(), peer.agrees(close.summary()))));
  }

  public List<Outgoing> receive(Message.Closed closed, long nowMillis) {
    peer.arrived(closed.received(), nowMillis);
    if (closed.cycle() != cycle || closed.round() != round) {
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
        if (closed.equal()) {
          // What was sent before this may still come, where the transport changes the order.
          step(Phase.DOUBTING, nowMillis + DOUBT_MILLIS);
        } else {
          repairs++;
          round++;
          next.add(search(closed.summary().count(), nowMillis));
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
        yield List.of(close());
      }
      case DOUBTING -> {
        step(Phase.ASKING_AGAIN, nowMillis + patienceMillis);
        yield List.of(close());
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
      first.add(offer(new Scope.Tail(), new Filter.Empty()));
    } else {
      first.add(offer(new Scope.Tail()));
    }
    return first;
  }

  /** A further round: what to look at, or how to find it. */
  private Outgoing search(int theirCount, long nowMillis) {
    boolean few = Math.max(theirCount, holdings.digest().count()) <= FEW;
    if (few || round > LAST_LADDER) {
      step(Phase.OFFERED, nowMillis + patienceMillis);
      return offer(new Scope.All());
    }
    step(Phase.SEARCHING, nowMillis + patienceMillis);
    return new Outgoing.Say(
        () -> new Message.Search(number, cycle, round, peer.received(), Ladder.of(holdings)));
  }

  private Outgoing offer(Scope scope) {
    return offer(scope, peer.filter(scope));
  }

  private Outgoing offer(Scope scope, Filter filter) {
    return new Outgoing.Say(() ->
        new Message.Offer(
            number, cycle, round, false, peer.received(), peer.summary(), scope, filter));
  }

  /** The end of the cycle where both hold the same now, else the other half of the exchange. */
  private Message answer(Message.Offer to) {
    if (peer.agrees(to.summary())) {
      return closed(to.cycle(), to.round(), true);
    }
    return new Message.Offer(
        number,
        to.cycle(),
        to.round(),
        true,
        peer.received(),
        peer.summary(),
        to.scope(),
        peer.filter(to.scope()));
  }

  private Outgoing close() {
    return new Outgoing.Say(
        () -> new Message.Close(number, cycle, round, peer.received(), peer.summary()));
  }

  private Message closed(int ofCycle, int ofRound, boolean equal) {
    return new Message.Closed(number, ofCycle, ofRound, equal, peer.received(), peer.summary());
  }

  /** Where records are missing, they are asked for soon, though ever more rarely. */
  private void settle(Summary theirs, long nowMillis) {
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
