package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Document;
import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.contestant.Tally;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import java.io.IOException;
import java.util.Map;

/** Rows about reading a stock of 100,000 documents in warm programs. */
final class ReadRows {
  private static final int AT_ONCE = 1000;
  private static final int AMONG = 1024;
  private static final double MILLIS = 1e6;

  private final Workshop workshop;
  private final Stock stock;
  private final Tally expected;

  ReadRows(Workshop workshop, Stock stock) {
    this.workshop = workshop;
    this.stock = stock;
    this.expected = Tally.of(Document.range(0, stock.count()));
  }

  void measure() throws IOException {
    workshop.sheet().note("reading");
    try (Lineup lineup = lineup()) {
      field(lineup);
    }
    try (Lineup lineup = lineup()) {
      all(lineup);
    }
  }

  private Lineup lineup() throws IOException {
    return Lineup.start(workshop, stock.engines(), Workshop.ROOMY);
  }

  private void field(Lineup lineup) throws IOException {
    lineup.once(this::open);
    String command = "read 10 " + AT_ONCE + " " + AMONG;
    Map<Engine, Samples> samples = lineup.rounds(process -> Samples.of(process.take(command)));
    Comparison comparison = new Comparison(Mode.READING, samples, AT_ONCE);
    add(
        comparison.againstSqlite(
            comparison.lower(
                "store.read.field",
                "read a field of a document by its path or key: 1,024 of 100,000 documents again and"
                    + " again in no order; a sample is the mean of 1,000 reads",
                "ns",
                100)));
  }

  private void all(Lineup lineup) throws IOException {
    Map<Engine, Samples> samples =
        lineup.rounds(process -> {
          Samples opened = open(process);
          long[] read = process.take("all");
          process.take("close");
          if (!new Tally((int) read[1], read[2]).equals(expected)) {
            throw new IOException(process.engine().label() + " has other documents");
          }
          return Samples.of(Math.round(opened.median()) + read[0]);
        });
    Comparison comparison = new Comparison(Mode.READING, samples, MILLIS);
    add(
        comparison.againstSqlite(
            comparison.lower(
                "store.readall100k",
                "open a folder of 100,000 documents in a warm program and read every field of all of"
                    + " them once: nothing is in the engine's caches, but in the operating system's",
                "ms",
                60)));
  }

  private Samples open(ContestantProcess process) throws IOException {
    return process.open(stock.folder(process.engine()), Mode.READING, stock.count());
  }

  private void add(Row row) {
    workshop.sheet().add(row);
  }
}
