package dev.goatdb.bench.sync;

import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Scratch;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.error.GoatException;
import java.io.IOException;

/** Clients in step with a real server process on the loopback interface. */
public final class SyncGroup implements Group {
  @Override
  public String name() {
    return "sync";
  }

  @Override
  public String method() {
    return """
    A server runs in a process of its own, as `goat serve` does; every commit is sealed by its author, and judged and
    receipted by the server. Clients are databases in this program, in memory, unless a row says otherwise; they share
    the processors with the server. In rows about edits one client edits and the listener of another stops the clock;
    the first round warms up, in rows about ingesting the first half of the rounds. Bytes are counted by a proxy that
    reads WebSocket frames, from the first one after the greeting on: headers of frames count, those of TCP do not.
    Heaps are what `jcmd` says after a collection. With `--quick` everything is smaller than goals and names of rows
    mean, and each row says how large.\
    """;
  }

  @Override
  public void run(boolean quick, Sheet sheet) throws Exception {
    try (Scratch scratch = new Scratch()) {
      measure(new Workshop(scratch.path(), Effort.of(quick), sheet));
    }
  }

  /** What cannot be measured is noted, and the report goes on. */
  static void measure(Workshop workshop) throws InterruptedException {
    attempt(workshop, "edits on their way", new LatencyRows(workshop)::measure);
    attempt(workshop, "reconnecting", new ReconnectRows(workshop)::measure);
    attempt(workshop, "a fresh client", new LoadRows(workshop)::fresh);
    attempt(workshop, "a wiped server", new LoadRows(workshop)::restore);
    attempt(workshop, "ingesting", new IngestRows(workshop)::measure);
    attempt(workshop, "idle connections", new IdleRows(workshop)::heap);
    attempt(workshop, "an idle connection", new IdleRows(workshop)::traffic);
  }

  private static void attempt(Workshop workshop, String what, Rows rows)
      throws InterruptedException {
    workshop.sheet().note(what);
    try {
      rows.measure();
    } catch (IOException | GoatException failed) {
      workshop.sheet().miss(what, failed);
    }
  }

  /** Measures rows and puts them on the sheet. */
  @FunctionalInterface
  private interface Rows {
    void measure() throws IOException, InterruptedException;
  }
}
