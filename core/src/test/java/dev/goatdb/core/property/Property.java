package dev.goatdb.core.property;

/**
 * A claim that must hold for every seed. A failure names its seed; {@code -Dproperty.seed=N} runs
 * that one alone.
 */
public final class Property {
  private Property() {}

  /** What is claimed. */
  @FunctionalInterface
  public interface Claim {
    void hold(Chance chance) throws Exception;
  }

  /** Checks the claim with seeds 0 to {@code runs - 1}. */
  public static void check(int runs, Claim claim) {
    Integer only = Integer.getInteger("property.seed");
    int first = only == null ? 0 : only;
    int end = only == null ? runs : only + 1;
    for (int seed = first; seed < end; seed++) {
      try {
        claim.hold(new Chance(seed));
      } catch (Exception | AssertionError failure) {
        throw new AssertionError("fails with -Dproperty.seed=" + seed + ": " + failure, failure);
      }
    }
  }
}
