package dev.goatdb.server.torture;

import dev.goatdb.error.GoatException;
import java.util.function.BooleanSupplier;

/** Waiting, for a time or for something. */
public final class Waiting {
  private static final long STEP_MILLIS = 5;
  private static final long PATIENCE_MILLIS = 60_000;

  private Waiting() {}

  /** Waits for a time. */
  public static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new GoatException.Closed("It was interrupted.", "Start it again.")
          .causedBy(interrupted);
    }
  }

  /** Throws {@code Unreachable} where it takes more than a minute. */
  public static void until(BooleanSupplier state, String otherwise) {
    if (!isTrueWithin(PATIENCE_MILLIS, state)) {
      throw new GoatException.Unreachable(
          otherwise, "See what the programs said in the scratch folder.");
    }
  }

  /** Whether it becomes true within a time. */
  public static boolean isTrueWithin(long millis, BooleanSupplier state) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      sleep(STEP_MILLIS);
    }
    return true;
  }
}
