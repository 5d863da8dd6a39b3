package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Yardstick;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Rows about creating and changing documents. */
final class WriteRows {
  private static final double MICROS = 1e3;
  private static final double MILLIS = 1e6;
  private static final List<Engine> THAT_SYNC =
      List.of(Engine.GOAT, Engine.SQLITE, Engine.MVSTORE, Engine.ROCKSDB, Engine.OBJECTBOX);

  private final Workshop workshop;

  WriteRows(Workshop workshop) {
    this.workshop = workshop;
  }

  void measure() throws IOException {
    workshop.sheet().note("writing");
    buffered();
    synced();
    ingest();
  }

  private void buffered() throws IOException {
    try (Lineup lineup = Lineup.start(workshop, List.of(Engine.values()), Workshop.ROOMY)) {
      open(lineup, Mode.BUFFERED, "write");
      lineup.warmUp();
      Comparison hundred = rounds(lineup, Mode.BUFFERED, "create 20 100", MILLIS);
      add(
          hundred.againstSqlite(
              hundred.lower(
                  "store.create100.buffered",
                  "create 100 documents and flush once, in a warm program; nobody waits for the disk"
                      + " but ObjectBox, which always does",
                  "ms",
                  0.4)));
      add(
          rounds(lineup, Mode.BUFFERED, "create 100 1", MICROS)
              .lower(
                  "store.create1.buffered",
                  "create one document, in a warm program; nobody waits for the disk but ObjectBox,"
                      + " which always does",
                  "us",
                  30)
              .against(Yardstick.original(1060)));
      add(
          rounds(lineup, Mode.BUFFERED, "finish 100", MICROS)
              .lower(
                  "store.update1.buffered",
                  "find a document by its key and set one field, each time another document; as"
                      + " above",
                  "us",
                  30)
              .against(Yardstick.original(490)));
    }
  }

  private void synced() throws IOException {
    try (Lineup lineup = Lineup.start(workshop, THAT_SYNC, Workshop.ROOMY)) {
      open(lineup, Mode.SYNCED, "synced");
      lineup.warmUp();
      Comparison one = rounds(lineup, Mode.SYNCED, "create 20 1", MICROS);
      Row row =
          one.againstSqlite(
              one.lower(
                  "store.create1.synced",
                  "create one document and wait until it is on the disk; the goal is SQLite in the"
                      + " same run; Nitrite cannot wait",
                  "us",
                  0));
      double goal = row.yardstick().map(Yardstick::figure).orElse(0.0);
      add(row.aimingAt(goal));
    }
  }

  private void ingest() throws IOException {
    try (Lineup lineup = Lineup.start(workshop, List.of(Engine.values()), Workshop.ROOMY)) {
      open(lineup, Mode.BUFFERED, "ingest");
      lineup.warmUp();
      String command = "pour " + workshop.effort().pourMillis();
      Map<Engine, Samples> rates =
          lineup.rounds(process -> {
            long[] answer = process.take(command);
            return Samples.of(Math.round(answer[0] * 1e9 / answer[1]));
          });
      add(
          new Comparison(Mode.BUFFERED, rates, 1)
              .higher(
                  "store.ingest",
                  "documents created per second, one after another by one thread, until all are"
                      + " flushed; the others commit every 1,000; nobody waits for the disk but"
                      + " ObjectBox",
                  "1/s",
                  150_000)
              .against(Yardstick.original(676)));
    }
  }

  private Comparison rounds(Lineup lineup, Mode mode, String command, double scale)
      throws IOException {
    return new Comparison(mode, lineup.rounds(process -> Samples.of(process.take(command))), scale);
  }

  /** Everybody opens an empty folder. */
  private void open(Lineup lineup, Mode mode, String purpose) throws IOException {
    lineup.once(process -> process.open(workshop.folder(purpose, process.engine()), mode, 0));
  }

  private void add(Row row) {
    workshop.sheet().add(row);
  }
}
