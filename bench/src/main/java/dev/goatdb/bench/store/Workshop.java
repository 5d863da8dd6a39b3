package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Sheet;
import java.nio.file.Path;

/**
 * What measuring needs: libraries, a folder for everything that is written, how much effort is
 * wanted, and where the rows go.
 */
record Workshop(Libraries libraries, Path folder, Effort effort, Sheet sheet) {
  /** A folder for one engine and one purpose. */
  Path folder(String purpose, Engine engine) {
    return folder.resolve(purpose).resolve(engine.label());
  }
}
