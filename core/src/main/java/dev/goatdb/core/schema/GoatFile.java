package dev.goatdb.core.schema;

import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The definition file, {@code goat.json}: the schemas with their versions, and the organisation
 * where it is pinned.
 *
 * @param organisationRoot the root public key, base64url, where the file pins one
 * @param rules the rules as they stand in the file; they are kept, not yet enforced
 */
public record GoatFile(Schemas schemas, Optional<String> organisationRoot, List<Value> rules) {

  /**
   * Reads a definition file; throws {@code InvalidDefinition} that says where and what was
   * expected.
   */
  public static GoatFile parse(String json) {
    return parse(json, ExpressionDefault::parse);
  }

  /**
   * The same where something else reads expressions; it throws {@code InvalidDefinition} for text
   * that is none.
   */
  public static GoatFile parse(String json, Function<String, Computed> reader) {
    Map<String, Value> root = dict(JsonReader.parse(json), "The file");
    only(root, "The file", "$schema", "organisation", "schemas", "rules");
    Schemas schemas = new Schemas();
    dict(root.getOrDefault("schemas", Value.EMPTY_DICT), "\"schemas\"")
        .forEach((namespace, versions) -> addVersions(schemas, namespace, versions, reader));
    List<Value> rules = array(root.getOrDefault("rules", new Value.Array(List.of())), "\"rules\"");
    Map<String, Value> organisation =
        dict(root.getOrDefault("organisation", Value.EMPTY_DICT), "\"organisation\"");
    Optional<String> pinned =
        Optional.ofNullable(organisation.get("root"))
            .map(value -> text(value, "\"root\" of \"organisation\""));
    return new GoatFile(schemas, pinned, rules);
  }

  private static void addVersions(
      Schemas schemas, String namespace, Value versions, Function<String, Computed> reader) {
    for (Value version : array(versions, "The schema '" + namespace + "'")) {
      String where = "A version of the schema '" + namespace + "'";
      Map<String, Value> entries = dict(version, where);
      only(entries, where, "version", "fields");
      if (!(entries.get("version") instanceof Value.Int number)
          || number.value() < 1
          || number.value() > Integer.MAX_VALUE) {
        throw bad(where + " has no number from 1 up.", "Write \"version\": 1.");
      }
      List<FieldDefinition> fields = new ArrayList<>();
      dict(entries.getOrDefault("fields", Value.EMPTY_DICT), "\"fields\" of '" + namespace + "'")
          .forEach((name, field) -> fields.add(field(namespace, name, field, reader)));
      schemas.add(Schema.of(namespace, (int) number.value(), fields));
    }
  }

  private static FieldDefinition field(
      String namespace, String name, Value definition, Function<String, Computed> reader) {
    String where = "The field '" + name + "' of '" + namespace + "'";
    Map<String, Value> entries = dict(definition, where);
    only(entries, where, "type", "of", "required", "default", "merge");
    String word = text(entries.getOrDefault("type", Value.of("")), "\"type\" of '" + name + "'");
    String of = text(entries.getOrDefault("of", Value.of("string")), "\"of\" of '" + name + "'");
    FieldType type = FieldType.parse(word, of, where);
    if (!(entries.getOrDefault("required", Value.FALSE) instanceof Value.Bool required)) {
      throw bad("\"required\" of '" + name + "' is not a boolean.", "Write true or false.");
    }
    Optional<Value> fallback = Optional.ofNullable(entries.get("default"));
    Optional<Computed> computed =
        fallback
            .flatMap(value ->
                Optional.ofNullable(
                    value instanceof Value.Dict dict ? dict.entries().get("expr") : null))
            .map(value -> reader.apply(text(value, "\"expr\" of '" + name + "'")));
    FieldDefinition plain = FieldDefinition.of(name, type).withRequired(required.value());
    FieldDefinition defaulting =
        computed
            .map(plain::withComputed)
            .or(() -> fallback.map(value -> plain.withFallback(literal(type, value))))
            .orElse(plain);
    return Optional.ofNullable(entries.get("merge"))
        .map(value -> MergePolicy.parse(text(value, "\"merge\" of '" + name + "'"), where))
        .map(defaulting::withMerge)
        .orElse(defaulting);
  }

  /**
   * JSON has neither sets nor instants: a list stands for a set, milliseconds since 1970 for an
   * instant.
   */
  private static Value literal(FieldType type, Value json) {
    if (type instanceof FieldType.SetOf && json instanceof Value.Array array) {
      return Value.setOf(array.items());
    }
    if (type == FieldType.Scalar.INSTANT && json instanceof Value.Int millis) {
      return new Value.Moment(millis.value());
    }
    return json;
  }

  private static void only(Map<String, Value> entries, String where, String... known) {
    for (String key : entries.keySet()) {
      if (!List.of(known).contains(key)) {
        throw bad(
            where + " has the unknown entry \"" + key + "\".",
            "Known are: " + String.join(", ", known) + ".");
      }
    }
  }

  private static Map<String, Value> dict(Value value, String where) {
    if (value instanceof Value.Dict dict) {
      return dict.entries();
    }
    throw bad(where + " is not an object.", "Write { ... }.");
  }

  private static List<Value> array(Value value, String where) {
    if (value instanceof Value.Array array) {
      return array.items();
    }
    throw bad(where + " is not a list.", "Write [ ... ].");
  }

  private static String text(Value value, String where) {
    if (value instanceof Value.Str text) {
      return text.value();
    }
    throw bad(where + " is not a text.", "Write it in double quotes.");
  }

  private static GoatException bad(String what, String remedy) {
    return new GoatException.InvalidDefinition(what, remedy);
  }
}
