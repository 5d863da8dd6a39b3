package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Folders that hold the same documents, one for each engine, made once and then only read.
 *
 * @param engines that have a folder
 */
record Stock(Workshop workshop, int count, List<Engine> engines) {
  /** Makes them; {@code flags} are further ones for Java. */
  static Stock make(Workshop workshop, int count, List<Engine> engines, List<String> flags)
      throws IOException {
    String fill = "fill " + count;
    workshop
        .sheet()
        .note(
            String.format(
                Locale.ROOT, "making folders of %,d documents, one after another", count));
    try (Lineup lineup = Lineup.start(workshop, engines, flags)) {
      List<Engine> filled =
          List.copyOf(
              lineup
                  .once(process -> {
                    long start = System.nanoTime();
                    process.open(folder(workshop, count, process.engine()), Mode.BUFFERED, 0);
                    process.take(fill);
                    process.take("close");
                    long took = System.nanoTime() - start;
                    workshop.sheet().note(told(workshop, count, process.engine(), took));
                    return Samples.of(took);
                  })
                  .keySet());
      return new Stock(workshop, count, filled);
    }
  }

  Path folder(Engine engine) {
    return folder(workshop, count, engine);
  }

  private static Path folder(Workshop workshop, int count, Engine engine) {
    return workshop.folder("stock-" + count, engine);
  }

  /** Deletes what ours could make again from its logs. */
  void dropDerivedFiles() throws IOException {
    List<Path> derived;
    try (Stream<Path> files = Files.walk(folder(Engine.GOAT).resolve("repositories"))) {
      derived =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().endsWith(".log"))
              .toList();
    }
    for (Path file : derived) {
      Files.delete(file);
    }
  }

  private static String told(Workshop workshop, int count, Engine engine, long took)
      throws IOException {
    long bytes = Scratch.size(folder(workshop, count, engine));
    return String.format(
        Locale.ROOT, "%s: %.1f s, %.1f MB", engine.label(), took / 1e9, bytes / 1e6);
  }
}
