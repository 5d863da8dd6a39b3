package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Randomness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One repository on one connection: the state of its filter cycles, without any I/O.
 *
 * <p>The initiator opens a cycle, repeats rounds with fresh seeds until the digests are equal, then
 * asks every 30 seconds whether they still are. A difference must be seen twice, two seconds apart,
 * before it starts a new cycle, because messages may cross. Every step has a deadline, so lost
 * messages only cost time. Whoever repeats a step is twice as patient afterwards, and half as much
 * when digests were compared: a slow network must not be filled with questions.
 */
public final class Channel {
  static final int PATIENCE_MILLIS = 5_000;
  static final int LONGEST_PATIENCE_MILLIS = 60_000;
  static final long PULSE_MILLIS = 30_000;
  static final long DOUBT_MILLIS = 2_000;

  private final int number;
  private final boolean initiator;
  private final Holdings holdings;
  private final Randomness randomness;
  private final InFlight inFlight = new InFlight();
  private Phase phase = Phase.IDLE;
  private long deadlineMillis = Long.MAX_VALUE;
  private int patienceMillis = PATIENCE_MILLIS;
  private int cycle;
  private int round;
  private int received;
  private int repairs;
  private int retries;

  /** Where the initiator stands. */
  private enum Phase {
    IDLE,
    /** Asked whether there is anything to do, before a large filter is made. */
    GREETING,
    OFFERED,
    CLOSING,
    SETTLED,
    ASKING,
    DOUBTING,
    ASKING_AGAIN
  }

  public Channel(int number, boolean initiator, Holdings holdings, Randomness randomness) {
    this.number = number;
    this.initiator = initiator;
    this.holdings = holdings;
    this.randomness = randomness;
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

  /** Opens a cycle; where the filter would be large, only if the digests differ. */
  public List<Outgoing> start(long nowMillis) {
    cycle++;
    round = 0;
    boolean large = holdings.digest().count() > Filter.MOST_SHORT_IDS;
    return List.of(large ? close(Phase.GREETING, nowMillis) : offer(nowMillis));
  }

  /** Asks whether both sides hold the same now, where the last answer may be old. */
  public List<Outgoing> compare(long nowMillis) {
    return phase == Phase.SETTLED ? List.of(close(Phase.ASKING, nowMillis)) : List.of();
  }

  /** Notes that commits are sent now and gives the number of their data message. */
  public int send(List<CommitId> commits, int bytes, long nowMillis) {
    return inFlight.send(commits, bytes, nowMillis);
  }

  /**
   * Notes a message of the peer that is no step of a cycle: it shows that the peer is busy with us.
   */
  public void heard(long nowMillis) {
    if (phase == Phase.GREETING || phase == Phase.OFFERED || phase == Phase.CLOSING) {
      deadlineMillis = nowMillis + patienceMillis;
    }
  }

  /** Notes a data message. */
  public void received(int sequence, long nowMillis) {
    received = Math.max(received, sequence);
    heard(nowMillis);
  }

  public List<Outgoing> receive(Message.Offer offer, long nowMillis) {
    inFlight.arrived(offer.received(), nowMillis);
    if (offer.answer()) {
      return offer.cycle() == cycle && offer.round() == round && phase == Phase.OFFERED
          ? List.of(deliver(offer.filter()), close(Phase.CLOSING, nowMillis))
          : List.of();
    }
    if (agrees(offer.count(), offer.sum())) {
      return List.of(
          new Outgoing.Say(new Message.Closed(number, offer.cycle(), offer.round(), true)));
    }
    return List.of(deliver(offer.filter()), answer(offer));
  }

  public List<Outgoing> receive(Message.Close close, long nowMillis) {
    inFlight.arrived(close.received(), nowMillis);
    boolean equal = agrees(close.count(), close.sum());
    return List.of(
        new Outgoing.Say(new Message.Closed(number, close.cycle(), close.round(), equal)));
  }

  public List<Outgoing> receive(Message.Closed closed, long nowMillis) {
    if (closed.cycle() != cycle || closed.round() != round) {
      return List.of();
    }
    patienceMillis = Math.max(PATIENCE_MILLIS, patienceMillis / 2);
    if (closed.equal()) {
      settle(nowMillis);
      return List.of();
    }
    return switch (phase) {
      case GREETING -> List.of(offer(nowMillis));
      case CLOSING -> {
        repairs++;
        round++;
        yield List.of(offer(nowMillis));
      }
      case ASKING -> {
        step(Phase.DOUBTING, nowMillis + DOUBT_MILLIS);
        yield List.of();
      }
      case ASKING_AGAIN -> {
        repairs++;
        cycle++;
        round = 0;
        yield List.of(offer(nowMillis));
      }
      case IDLE, OFFERED, SETTLED, DOUBTING -> List.of();
    };
  }

  /** Does what is due. */
  public List<Outgoing> tick(long nowMillis) {
    if (nowMillis < deadlineMillis) {
      return List.of();
    }
    return switch (phase) {
      case IDLE -> List.of();
      case SETTLED -> List.of(close(Phase.ASKING, nowMillis));
      case DOUBTING -> List.of(close(Phase.ASKING_AGAIN, nowMillis));
      case GREETING, OFFERED, CLOSING, ASKING, ASKING_AGAIN -> {
        retries++;
        patienceMillis = Math.min(LONGEST_PATIENCE_MILLIS, 2 * patienceMillis);
        List<Outgoing> again = new ArrayList<>();
        again.add(new Outgoing.Resubscribe());
        again.addAll(start(nowMillis));
        yield again;
      }
    };
  }

  private Outgoing offer(long nowMillis) {
    step(Phase.OFFERED, nowMillis + patienceMillis);
    SetDigest mine = holdings.digest();
    return new Outgoing.Say(
        new Message.Offer(
            number, cycle, round, false, received, mine.count(), mine.sum(), filter()));
  }

  private Outgoing answer(Message.Offer to) {
    SetDigest mine = holdings.digest();
    return new Outgoing.Say(
        new Message.Offer(
            number, to.cycle(), to.round(), true, received, mine.count(), mine.sum(), filter()));
  }

  private Outgoing close(Phase next, long nowMillis) {
    step(next, nowMillis + patienceMillis);
    SetDigest mine = holdings.digest();
    return new Outgoing.Say(
        new Message.Close(number, cycle, round, received, mine.count(), mine.sum()));
  }

  private Filter filter() {
    return Filter.of(holdings.ids(), randomness);
  }

  private Outgoing deliver(Filter filter) {
    Set<CommitId> coming = inFlight.commits();
    List<CommitId> lacking = new ArrayList<>();
    for (CommitId id : holdings.ids()) {
      if (!coming.contains(id) && !filter.mayContain(id)) {
        lacking.add(id);
      }
    }
    return new Outgoing.Deliver(lacking);
  }

  /** Whether the peer's digest is that of what both sides should hold. */
  private boolean agrees(int count, Octets sum) {
    SetDigest agreed = inFlight.without(holdings.digest());
    return agreed.count() == count && agreed.sum().equals(sum);
  }

  private void settle(long nowMillis) {
    step(Phase.SETTLED, initiator ? nowMillis + PULSE_MILLIS : Long.MAX_VALUE);
  }

  private void step(Phase next, long deadline) {
    phase = next;
    deadlineMillis = deadline;
  }
}
