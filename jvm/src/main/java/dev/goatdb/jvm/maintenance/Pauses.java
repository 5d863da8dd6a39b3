package dev.goatdb.jvm.maintenance;

/** A moment in which a write that was under way gets done. */
final class Pauses {
  private static final long MILLIS = 50;

  private Pauses() {}

  static void sleep() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
