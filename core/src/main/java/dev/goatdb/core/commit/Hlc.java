package dev.goatdb.core.commit;

/**
 * Hybrid logical clocks (Kulkarni et al., 2014) in a long: 48 bits of milliseconds since 1970, 16
 * bits of counter.
 *
 * <p>A commit's clock is above those of its parents and otherwise follows its author's watch, so
 * the order of clocks respects causality.
 */
public final class Hlc {
  private static final int COUNTER_BITS = 16;

  private Hlc() {}

  public static long ofMillis(long millis) {
    return millis << COUNTER_BITS;
  }

  public static long millis(long clock) {
    return clock >>> COUNTER_BITS;
  }

  /** The clock of a commit made now above parents whose highest clock is given; 0 for none. */
  public static long next(long nowMillis, long highestParent) {
    return Math.max(ofMillis(nowMillis), highestParent + 1);
  }
}
