package dev.goatdb.server.command;

import java.io.PrintWriter;
import java.util.Locale;

/** A line on a terminal that says how far long work has got; nothing where nobody looks. */
final class ProgressLine implements AutoCloseable {
  private static final long EVERY_NANOS = 200_000_000;
  private static final long MEGABYTE = 1 << 20;

  private final PrintWriter err;
  private final boolean shown = Terminal.isInteractive();
  private long nextNanos = System.nanoTime() + EVERY_NANOS;
  private boolean dirty;

  ProgressLine(PrintWriter err) {
    this.err = err;
  }

  /** Says what is done, and with how many bytes; called often, shown now and then. */
  void show(String what, long bytes) {
    if (shown && System.nanoTime() >= nextNanos) {
      nextNanos = System.nanoTime() + EVERY_NANOS;
      dirty = true;
      err.printf(Locale.ROOT, "\r\u001b[K%s, %,d MiB", what, bytes / MEGABYTE);
      err.flush();
    }
  }

  /** Makes room for another line. */
  void clear() {
    if (dirty) {
      err.print("\r\u001b[K");
      err.flush();
      dirty = false;
    }
  }

  @Override
  public void close() {
    clear();
  }
}
