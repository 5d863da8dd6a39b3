package dev.goatdb.core.schema.file;

import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Optional;

/**
 * The definition file, {@code goat.json}: the schemas with their versions, the organisation where
 * it is pinned, and the rules.
 *
 * @param organisationLabel how the organisation is called; it means nothing to the engine
 * @param organisationRoot the root public key, base64url, where the file pins one
 * @param rules who may do what; everybody everything where there are none
 */
public record GoatFile(
    Schemas schemas,
    Optional<String> organisationLabel,
    Optional<String> organisationRoot,
    List<Rule> rules) {

  public GoatFile {
    rules = List.copyOf(rules);
  }

  /** A file of schemas and nothing else. */
  public static GoatFile of(Schemas schemas) {
    return new GoatFile(schemas, Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * Reads a definition file; throws {@code InvalidDefinition} for the first mistake, with line,
   * column and what was expected.
   */
  public static GoatFile parse(String json) {
    Mistakes mistakes = new Mistakes(json);
    GoatFile file =
        new DefinitionReader(ParsedExpression::parse, mistakes).read(JsonReader.read(json));
    mistakes.throwFirst();
    return file;
  }

  /** All mistakes of a definition file; none where it is good. Text that is no JSON has one. */
  public static List<Mistake> mistakes(String json) {
    Mistakes mistakes = new Mistakes(json);
    try {
      new DefinitionReader(ParsedExpression::parse, mistakes).read(JsonReader.read(json));
    } catch (GoatException.InvalidDefinition noJson) {
      mistakes.add(noJson.at(), noJson);
    }
    return mistakes.all();
  }

  /** The text of the file: what reads back as an equal one, in one form. */
  public String toJson() {
    return DefinitionWriter.file(this);
  }
}
