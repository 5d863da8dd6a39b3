package dev.goatdb.error;

/**
 * A check for what must always hold; it is never switched off, and what it finds is a bug in this
 * engine.
 */
public final class Invariant {
  private Invariant() {}

  /**
   * Throws an {@link AssertionError} that names the broken {@code promise} unless {@code holds}.
   */
  public static void check(boolean holds, String promise) {
    if (!holds) {
      throw new AssertionError("a bug in GoatDB, please report it: " + promise);
    }
  }
}
