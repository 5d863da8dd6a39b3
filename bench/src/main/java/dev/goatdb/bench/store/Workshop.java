package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Sheet;
import java.nio.file.Path;
import java.util.List;

/**
 * What measuring needs: libraries, a folder for everything that is written, how much effort is
 * wanted, and where the rows go.
 */
record Workshop(Libraries libraries, Path folder, Effort effort, Sheet sheet) {
  /** Flags for Java where memory is not what is measured: a heap the machine gave beforehand. */
  static final List<String> ROOMY = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

  /** A folder for one engine and one purpose. */
  Path folder(String purpose, Engine engine) {
    return folder.resolve(purpose).resolve(engine.label());
  }
}
