package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows about opening a stock in a warm program. */
final class OpenRows {
  private static final double MILLIS = 1e6;

  private final Workshop workshop;
  private final Stock stock;

  OpenRows(Workshop workshop, Stock stock) {
    this.workshop = workshop;
    this.stock = stock;
  }

  /** Opens a folder as it was left by closing it. */
  Row withIndex(String id, double goal, List<String> flags) throws IOException {
    try (Lineup lineup = Lineup.start(workshop, stock.engines(), flags)) {
      Comparison comparison = new Comparison(Mode.READING, lineup.rounds(this::visit), MILLIS);
      String about =
          String.format(
              Locale.ROOT,
              "open a folder of %,d documents that was closed properly and read a field of one, in a"
                  + " warm program",
              stock.count());
      return comparison.againstSqlite(comparison.lower(id, about, "ms", goal));
    }
  }

  /** Opens a folder of which only the logs are left. */
  Row withoutIndex(String id, double goal) throws IOException {
    try (Lineup lineup = Lineup.start(workshop, List.of(Engine.GOAT), Workshop.ROOMY)) {
      Map<Engine, Samples> samples =
          lineup.rounds(process -> {
            stock.dropDerivedFiles();
            return visit(process);
          });
      String about =
          "the same where only the logs are left, each time; SQLite as above, for none of the others"
              + " can make its index anew";
      return new Comparison(Mode.READING, samples, MILLIS).lower(id, about, "ms", goal);
    }
  }

  private Samples visit(ContestantProcess process) throws IOException {
    return Samples.of(
        process.take("visit " + stock.folder(process.engine()) + " " + stock.count()));
  }
}
