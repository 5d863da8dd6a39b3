package dev.goatdb.server.command;

import dev.goatdb.GoatDB;
import dev.goatdb.RefusedEdit;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.importer.Importer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What an import tells on standard error: progress, bad lines, and what came of it. */
final class ImportReport implements Importer.Progress {
  private static final int SHOWN_ERRORS = 20;
  private static final long BILLION = 1_000_000_000;

  private final PrintWriter err;
  private final boolean interactive;
  private final long startNanos = System.nanoTime();
  private long nextNanos;
  private int errors;
  private boolean lineOpen;

  ImportReport(PrintWriter err, boolean interactive) {
    this.err = err;
    this.interactive = interactive;
    this.nextNanos = startNanos + stepNanos();
  }

  @Override
  public void line(Importer.Counts counts) {
    if (System.nanoTime() < nextNanos) {
      return;
    }
    nextNanos = System.nanoTime() + stepNanos();
    status("%,d lines, %,.0f/s".formatted(counts.lines(), counts.lines() / seconds()));
  }

  @Override
  public void failed(long line, GoatException reason) {
    if (++errors <= SHOWN_ERRORS) {
      error("line " + line + ": " + reason.getMessage());
    } else if (errors == SHOWN_ERRORS + 1) {
      error("more lines failed; they are only counted from here on");
    }
  }

  void waiting() {
    status("waiting until everything is safe");
  }

  void pending(int commits) {
    status("waiting until everything is safe, %,d commits to go".formatted(commits));
  }

  /** Prints the summary; true where nothing failed. */
  boolean finish(Importer.Counts counts, GoatDB db, String repository) {
    closeLine();
    List<RefusedEdit> refused = db.refused();
    refused.stream()
        .limit(SHOWN_ERRORS)
        .forEach(
            edit -> error(edit.path() + " was refused (" + edit.code() + "): " + edit.reason()));
    err.printf(
        Locale.ROOT,
        "%,d lines: %,d created, %,d updated, %,d unchanged, %,d failed, %,d refused%n",
        counts.lines(),
        counts.created(),
        counts.updated(),
        counts.unchanged(),
        counts.failed(),
        refused.size());
    err.printf(
        Locale.ROOT,
        "%,d bytes in %.1f s, %,.0f lines/s; %s has %,d items now%n",
        counts.bytes(),
        seconds(),
        counts.lines() / seconds(),
        repository,
        db.counts(repository).items());
    err.flush();
    return counts.failed() == 0 && refused.isEmpty();
  }

  /** On a terminal one line is written over again and again; elsewhere lines come seldom. */
  private void status(String text) {
    if (interactive) {
      err.print("\r" + text + "\u001b[K");
      lineOpen = true;
    } else {
      err.println(text);
    }
    err.flush();
  }

  private void error(String text) {
    closeLine();
    err.println(text);
  }

  private void closeLine() {
    if (lineOpen) {
      err.print("\r\u001b[K");
      lineOpen = false;
    }
  }

  private long stepNanos() {
    return interactive ? BILLION / 5 : 5 * BILLION;
  }

  private double seconds() {
    return Math.max(1, System.nanoTime() - startNanos) / (double) BILLION;
  }
}
