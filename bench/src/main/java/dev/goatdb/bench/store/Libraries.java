package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The libraries of each engine, as the build laid them out: ours in one folder, and within it every
 * other in a folder of its own, so that none sees those of another.
 *
 * @param lib where the build puts libraries
 * @param own the classes of the benchmarks themselves
 */
record Libraries(Path lib, Path own) {
  static Libraries here() {
    return new Libraries(Checkout.here().libraries(), Checkout.built());
  }

  /** The class path of a program that runs nothing but that engine. */
  String classPath(Engine engine) throws IOException {
    List<Path> all = new ArrayList<>(List.of(own));
    all.addAll(jars(engine));
    return all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** What stands on it: file names without their ending. */
  String versions(Engine engine) throws IOException {
    return jars(engine).stream()
        .map(jar -> String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", ""))
        .collect(Collectors.joining(", "));
  }

  private List<Path> jars(Engine engine) throws IOException {
    Path folder = engine == Engine.GOAT ? lib : lib.resolve("peers").resolve(engine.label());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(jar -> engine.needs(String.valueOf(jar.getFileName()))).sorted().toList();
    }
  }
}
