package dev.goatdb.server.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatFile;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.file.Entry;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The JSON Schema says what the parser says, as far as it can. */
final class EditorSchemaTest {
  private static final Path CASES =
      Path.of("..", "core", "src", "test", "resources", "definitions");
  private static final String UNSEEN = ": only the parser sees it";

  private final JsonObject schema = new JsonObject(EditorSchema.text());
  private final Validator validator =
      Validator.create(
          JsonSchema.of(schema),
          new JsonSchemaOptions().setBaseUri("https://goatdb.dev").setDraft(Draft.DRAFT202012));

  private boolean takes(String json) {
    try {
      return Boolean.TRUE.equals(validator.validate(new JsonObject(json)).getValid());
    } catch (DecodeException noJson) {
      return false;
    }
  }

  /** The files of the tests by what they are about. */
  private static Map<String, String> cases(String resource) throws IOException {
    Map<String, String> cases = new TreeMap<>();
    for (String block : Files.readString(CASES.resolve(resource)).split("(?m)^=== ")) {
      int end = block.indexOf('\n');
      if (end > 0) {
        cases.put(block.substring(0, end), block.substring(end + 1));
      }
    }
    assertTrue(cases.size() > 3, resource);
    return cases;
  }

  @Test
  void goodFilesAreGoodToBoth() throws IOException {
    cases("good.txt")
        .forEach((name, file) -> {
          assertEquals(List.of(), GoatFile.mistakes(file), name);
          assertTrue(takes(file), name);
        });
  }

  @Test
  void badFilesAreBadToBothWhereJsonSchemaCanTell() throws IOException {
    cases("bad.txt")
        .forEach((name, file) -> {
          assertFalse(GoatFile.mistakes(file).isEmpty(), name);
          boolean isJson = !name.startsWith("no JSON");
          assertEquals(isJson && name.endsWith(UNSEEN), takes(file), name);
        });
  }

  @Test
  void entriesAndWordsAreThoseOfTheParser() {
    JsonObject parts = schema.getJsonObject("$defs");
    JsonObject version = parts.getJsonObject("version");
    JsonObject field = parts.getJsonObject("field");
    JsonObject rule = parts.getJsonObject("rule");
    assertEntries(Entry.OF_FILE, schema);
    assertEntries(Entry.OF_ORGANISATION, property(schema, "organisation"));
    assertEntries(Entry.OF_VERSION, version);
    assertEntries(Entry.OF_UPGRADE, property(version, "upgrade"));
    assertEntries(Entry.OF_FIELD, field);
    assertEntries(Entry.OF_DEFAULT, parts.getJsonObject("computed"));
    assertEntries(Entry.OF_RULE, rule);
    assertWords(FieldType.words(), property(field, "type"));
    JsonArray element = parts.getJsonObject("element").getJsonArray("anyOf");
    assertEntries(Entry.OF_ELEMENT, element.getJsonObject(1));
    List<String> nested = new ArrayList<>(FieldType.words());
    nested.removeAll(List.of("counter", "text", "list"));
    assertWords(nested, property(element.getJsonObject(1), "type"));
    nested.removeAll(List.of("set", "map"));
    assertWords(nested, element.getJsonObject(0));
    assertWords(MergePolicy.words(), property(field, "merge"));
    assertWords(
        Arrays.stream(Access.values()).map(Access::word).toList(),
        property(rule, "allow").getJsonObject("items"));
  }

  @Test
  void policiesSuitTheSameTypes() {
    for (String type : FieldType.words()) {
      for (MergePolicy policy : MergePolicy.values()) {
        String file =
            """
            {"schemas": {"a": [{"version": 1, "fields": {"f": {"type": "%s", "merge": "%s"}}}]}}
            """
                .formatted(type, policy.word());
        assertEquals(GoatFile.mistakes(file).isEmpty(), takes(file), file);
      }
    }
  }

  private static JsonObject property(JsonObject of, String name) {
    return of.getJsonObject("properties").getJsonObject(name);
  }

  private static void assertEntries(List<String> entries, JsonObject part) {
    assertEquals(
        new TreeSet<>(entries), new TreeSet<>(part.getJsonObject("properties").fieldNames()));
    assertEquals(false, part.getValue("additionalProperties"));
  }

  private static void assertWords(List<String> words, JsonObject part) {
    JsonArray given = part.getJsonArray("enum");
    assertEquals(Set.copyOf(words), Set.copyOf(given.stream().map(Object::toString).toList()));
  }
}
