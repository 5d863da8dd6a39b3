package dev.goatdb.server.command;

import dev.goatdb.GoatFile;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which definition file a command uses: the one that was named, or goat.json where it is. */
final class Definitions {
  static final Path USUAL = Path.of("goat.json");

  private Definitions() {}

  /** The text of a definition file; throws {@code NotFound} where it cannot be read. */
  static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException failed) {
      throw new GoatException.NotFound(
              "Could not read the definition file " + path + ".", "Give the path of a goat.json.")
          .causedBy(failed);
    }
  }

  /** Throws {@code NotFound} or {@code InvalidDefinition} where the file cannot be used. */
  static Optional<GoatFile> load(@Nullable Path named) {
    if (named != null) {
      return Optional.of(GoatFile.load(named));
    }
    return Files.exists(USUAL) ? Optional.of(GoatFile.load(USUAL)) : Optional.empty();
  }
}
