package dev.goatdb.core.sync;

/** Which cycle it is, and which round of it; what a round is about depends on that. */
final class Rounds {
  /** Up to so many commits a ladder is no use: their filter is small. */
  private static final int FEW = 1_024;

  /** From this round on all is compared, whatever a ladder says. */
  private static final int LAST_LADDER = 3;

  /** After so many rounds something is wrong that more of them do not mend. */
  private static final int LAST = 8;

  private static final long LEAST_PAUSE_MILLIS = 20_000;

  private int cycle;
  private int round;
  private int givenUp;

  /** The first round of another cycle. */
  void begin() {
    cycle++;
    round = 0;
  }

  void next() {
    round++;
  }

  int cycle() {
    return cycle;
  }

  int round() {
    return round;
  }

  /** Whether a message is about this round. */
  boolean is(int ofCycle, int ofRound) {
    return ofCycle == cycle && ofRound == round;
  }

  /** Whether it is time to wait instead. */
  boolean areOver() {
    return round > LAST;
  }

  /** Waits, each time twice as long; returns how many milliseconds. */
  long giveUp() {
    return LEAST_PAUSE_MILLIS << Math.min(givenUp++, 5);
  }

  /** Whether it was in vain more than once, so that no message that got lost is to blame. */
  boolean areVain() {
    return givenUp > 1;
  }

  /** Both sides agree. */
  void succeed() {
    givenUp = 0;
  }

  /** Whether a ladder shall show where so many commits differ. */
  boolean wantLadder(int commits) {
    return commits > FEW && round <= LAST_LADDER;
  }
}
