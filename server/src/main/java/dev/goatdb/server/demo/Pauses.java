package dev.goatdb.server.demo;

import dev.goatdb.error.GoatException;
import java.util.function.BooleanSupplier;

/** Waiting for something to become true. */
final class Pauses {
  private static final long STEP_MILLIS = 20;
  private static final long PATIENCE_MILLIS = 60_000;

  private Pauses() {}

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new GoatException.Closed("The demo was interrupted.", "Start it again.")
          .causedBy(interrupted);
    }
  }

  /** Throws {@code Unreachable} with what did not happen. */
  static void require(BooleanSupplier state, String otherwise) {
    if (!until(PATIENCE_MILLIS, state)) {
      throw new GoatException.Unreachable(otherwise, "Look at the log of the server.");
    }
  }

  /** False where it is not true within that time. */
  static boolean until(long millis, BooleanSupplier state) {
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
