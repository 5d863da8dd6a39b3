package dev.goatdb.jvm.store;

/** Runs a claim with many seeds; {@code -Dproperty.seed=N} runs one alone. */
final class Seeds {
  private Seeds() {}

  /** What is claimed. */
  @FunctionalInterface
  interface Claim {
    void hold(long seed) throws Exception;
  }

  static void check(int runs, Claim claim) {
    Integer only = Integer.getInteger("property.seed");
    int first = only == null ? 0 : only;
    int end = only == null ? runs : only + 1;
    for (int seed = first; seed < end; seed++) {
      try {
        claim.hold(seed);
      } catch (Exception | AssertionError failure) {
        throw new AssertionError("fails with -Dproperty.seed=" + seed + ": " + failure, failure);
      }
    }
  }
}
