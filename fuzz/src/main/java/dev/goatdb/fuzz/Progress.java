package dev.goatdb.fuzz;

import java.io.PrintStream;
import java.util.Locale;

/** A line now and then that says how far a run has come. */
final class Progress {
  private static final long EVERY_NANOS = 15_000_000_000L;

  private final PrintStream out;
  private final String name;
  private final long begun = System.nanoTime();
  private long next = begun + EVERY_NANOS;

  Progress(PrintStream out, String name) {
    this.out = out;
    this.name = name;
  }

  /** Called often, shown now and then. */
  void show(Jazzer.Numbers numbers) {
    long now = System.nanoTime();
    if (now >= next) {
      next = now + EVERY_NANOS;
      out.printf(
          Locale.ROOT,
          "  %s: %d s, %,d inputs, %,d a second, %,d branches%n",
          name,
          (now - begun) / 1_000_000_000,
          numbers.inputs(),
          numbers.perSecond(),
          numbers.branches());
    }
  }
}
