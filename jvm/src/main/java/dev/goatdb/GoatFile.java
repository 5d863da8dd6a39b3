package dev.goatdb;

import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
   * @throws GoatException.InvalidDefinition where it is wrong; the message names the first mistake,
   *     with line and column
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
   * A file of these schemas.
   *
   * @throws GoatException.InvalidDefinition where two of them do not fit together
   */
  public static GoatFile of(Schema... schemas) {
    Schemas all = Schemas.of(Arrays.stream(schemas).map(Schema::definition).toList());
    return new GoatFile(dev.goatdb.core.schema.file.GoatFile.of(all));
  }

  /** All that is wrong with the text of a definition file, in the order of places. */
  public static List<Mistake> mistakes(String json) {
    return dev.goatdb.core.schema.file.GoatFile.mistakes(json).stream()
        .map(found -> new Mistake(found.line(), found.column(), found.what(), found.remedy()))
        .toList();
  }

  /**
   * Something that is wrong.
   *
   * @param line where, from 1
   * @param column where in the line, in UTF-16 units from 1
   * @param what a sentence that says what is wrong
   * @param remedy a sentence that says what to do
   */
  public record Mistake(int line, int column, String what, String remedy) {}

  /** The text of the file in one form; it reads back as the same schemas. */
  public String toJson() {
    return file.toJson();
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

  /** The rules in their order. */
  List<Rule> rules() {
    return file.rules();
  }

  /** How many rules the file has; everybody may do everything where it has none. */
  public int ruleCount() {
    return file.rules().size();
  }

  /** The organisation's root public key in base64url, where the file pins one. */
  public Optional<String> organisationRoot() {
    return file.organisationRoot();
  }
}
