package dev.goatdb.sim.machine;

import dev.goatdb.core.host.Limits;

/** The limits of a world: little memory and little room, so that floods need not be large. */
public final class Scale {
  /** How many commits may wait for a parent. */
  public static final int PENDING_COMMITS = 100;

  /** How long a server waits for what it lost. */
  private static final int PATIENCE_MILLIS = 5_000;

  private static final int REFUSALS = 50;
  private static final int CHANNELS = 8;

  /** So little memory that items leave it, an index is written, and commits wait for room. */
  static final Limits LIMITS =
      with(
          Limits.DEFAULT
              .within(4, 40_000)
              .indexedEvery(8)
              .keepingValuesFrom(3)
              .window(6_000)
              .restoringWithin(PATIENCE_MILLIS),
          PENDING_COMMITS);

  /** The same without a bound on what waits: a fault to be found. */
  static final Limits BOUNDLESS = with(LIMITS, Integer.MAX_VALUE);

  private Scale() {}

  private static Limits with(Limits of, int pending) {
    return new Limits(
        of.frameBytes(),
        of.dataBytes(),
        of.windowBytes(),
        of.packBytes(),
        of.packCommits(),
        of.bodyBytes(),
        of.operations(),
        of.parents(),
        of.depth(),
        pending,
        of.needs(),
        CHANNELS,
        of.liveMillis(),
        of.liveBytes(),
        of.presenceChars(),
        of.presences(),
        REFUSALS,
        of.clockAheadMillis(),
        of.certificateMillis(),
        of.restoringMillis(),
        of.indexCommits(),
        of.residentItems(),
        of.longHistory(),
        of.pageBytes(),
        of.anonymous(),
        of.trusted());
  }
}
