package dev.goatdb.server.demo;

import dev.goatdb.error.GoatException;
import java.util.function.BooleanSupplier;

/** Waiting, for an audience or for something to become true. */
final class Pauses {
  private static final long STEP_MILLIS = 20;

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
