package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Yardstick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows for which every sample is a fresh process. */
final class FreshRows {
  private static final double SECONDS = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final long KILOBYTE = 1024;

  private final Workshop workshop;
  private final Stock stock;

  FreshRows(Workshop workshop, Stock stock) {
    this.workshop = workshop;
    this.stock = stock;
  }

  /** How long it takes from the start of a process to its first read. */
  Row cold(String id, double goal, Yardstick yardstick, List<String> flags) throws IOException {
    Map<Engine, Samples> samples =
        eachAfresh(engine ->
            ContestantProcess.readOnce(
                workshop, engine, flags, stock.folder(engine), stock.count() / 2));
    String about =
        String.format(
            Locale.ROOT,
            "from the start of a process, Java's included, until it printed a field of one of %,d"
                + " documents; java %s",
            stock.count(),
            String.join(" ", flags));
    return new Comparison(Mode.READING, samples, SECONDS)
        .lower(id, about, "s", goal)
        .against(yardstick);
  }

  /** How much memory of the machine a process has taken when it has read everything once. */
  Row resident(String id, double goal, List<String> flags) throws IOException {
    Map<Engine, Samples> samples = eachAfresh(engine -> grown(engine, flags));
    String about =
        String.format(
            Locale.ROOT,
            "resident memory of a process that has opened a folder of %,d documents and read every"
                + " field of all of them once, less what it was before; mapped files count; java %s",
            stock.count(),
            String.join(" ", flags));
    return new Comparison(Mode.READING, samples, MEGABYTE).lower(id, about, "MB", goal);
  }

  private long grown(Engine engine, List<String> flags) throws IOException {
    try (ContestantProcess process = ContestantProcess.start(workshop, engine, flags)) {
      process.take("settle");
      long before = process.residentKilobytes();
      process.open(stock.folder(engine), Mode.READING, stock.count());
      process.take("all");
      return (process.residentKilobytes() - before) * KILOBYTE;
    }
  }

  /** Measures with a fresh process of one engine. */
  @FunctionalInterface
  private interface Fresh {
    long measure(Engine engine) throws IOException;
  }

  /** They alternate; one of the others that fails is left out. */
  private Map<Engine, Samples> eachAfresh(Fresh fresh) throws IOException {
    Map<Engine, Samples> all = new EnumMap<>(Engine.class);
    List<Engine> engines = new ArrayList<>(stock.engines());
    for (int round = 0; round < workshop.effort().starts(); round++) {
      for (Engine engine : List.copyOf(engines)) {
        try {
          long sample = fresh.measure(engine);
          all.computeIfAbsent(engine, e -> new Samples()).add(sample);
        } catch (IOException failed) {
          if (engine == Engine.GOAT) {
            throw failed;
          }
          workshop.sheet().miss(engine.label(), failed);
          engines.remove(engine);
          all.remove(engine);
        }
      }
    }
    return all;
  }
}
