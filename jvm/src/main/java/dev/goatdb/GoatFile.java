package dev.goatdb;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A definition file, {@code goat.json}: the schemas that a server and all its clients share. */
public final class GoatFile {
  private final dev.goatdb.core.schema.file.GoatFile file;

  private GoatFile(dev.goatdb.core.schema.file.GoatFile file) {
    this.file = file;
  }

  /**
   * Reads a definition file.
   *
   * @throws GoatException.NotFound where it cannot be read
   * @throws GoatException.InvalidDefinition where it is wrong; the message says where
   */
  public static GoatFile load(Path path) {
    try {
      return parse(Files.readString(path));
    } catch (IOException failed) {
      throw new GoatException.NotFound(
              "Could not read the definition file " + path + ".", "Give the path of a goat.json.")
          .causedBy(failed);
    } catch (GoatException.InvalidDefinition wrong) {
      throw new GoatException.InvalidDefinition(path + ": " + wrong.getMessage(), "")
          .causedBy(wrong);
    }
  }

  /** Reads the text of a definition file. */
  public static GoatFile parse(String json) {
    return new GoatFile(dev.goatdb.core.schema.file.GoatFile.parse(json));
  }

  /**
   * The newest version of a schema; throws {@link GoatException.NotFound} where the file has none
   * of that name.
   */
  public Schema schema(String name) {
    return new Schema(file.schemas().newest(name));
  }

  /** All schemas, every version. */
  public List<Schema> schemas() {
    return file.schemas().all().stream().map(Schema::new).toList();
  }

  /** The organisation's root public key in base64url, where the file pins one. */
  public Optional<String> organisationRoot() {
    return file.organisationRoot();
  }
}
