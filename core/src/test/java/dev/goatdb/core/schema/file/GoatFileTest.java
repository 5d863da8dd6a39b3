package dev.goatdb.core.schema.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.Base32;
import dev.goatdb.core.value.Base64Url;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definition files and the schemas in them. */
class GoatFileTest {
  private static final String FILE =
      """
      { "$schema": "goat.schema.json",
        "organisation": {"label": "acme", "root": "AAAA"},
        "schemas": { "task": [
          { "version": 1, "fields": { "text": {"type": "string", "required": true} } },
          { "version": 2, "fields": {
              "text":    {"type": "string", "required": true},
              "done":    {"type": "boolean", "default": false},
              "votes":   {"type": "counter", "default": 3},
              "size":    {"type": "number", "default": 1.5},
              "tags":    {"type": "set", "of": "string", "default": ["b", "a", "b"]},
              "marks":   {"type": "map", "of": "integer", "default": {"a": 1}},
              "due":     {"type": "instant", "default": 1000},
              "created": {"type": "instant", "default": {"expr": "now()"}} } } ] },
        "rules": [ {"name": "all", "path": "/data/*/{item}", "allow": ["read"]} ] }
      """;

  @Test
  void aGoodFileSaysWhatItSays() {
    GoatFile file = GoatFile.parse(FILE);
    Schema task = file.schemas().newest("task");
    assertEquals(2, task.version());
    assertEquals(Optional.of("AAAA"), file.organisationRoot());
    assertEquals(1, file.rules().size());
    assertTrue(task.field("text").required());
    assertEquals(new FieldType.MapOf(FieldType.Scalar.INTEGER), task.field("marks").type());
    assertEquals(Optional.of(ParsedExpression.parse("now()")), task.field("created").computed());
    assertEquals(
        Value.dictOf(
            Map.of(
                "done", Value.FALSE,
                "votes", Value.of(3L),
                "size", Value.of(1.5),
                "tags", Value.setOf(List.of(Value.of("a"), Value.of("b"))),
                "marks", Value.dictOf(Map.of("a", Value.of(1L))),
                "due", new Value.Moment(1000))),
        task.defaults());
  }

  @Test
  void theOrderOfFieldsAndSpacesDoesNotMatterToTheDigest() {
    String one = schema("{\"a\": {\"type\":\"string\"}, \"b\": {\"type\":\"integer\"}}");
    String other = schema("{ \"b\":{\"type\":\"integer\"},\n\"a\":{\"type\":\"string\"} }");
    String third = schema("{\"a\": {\"type\":\"string\"}, \"b\": {\"type\":\"number\"}}");
    assertEquals(id(one), id(other));
    assertNotEquals(id(one), id(third));
  }

  @Test
  void anEmptyFileIsAFile() {
    assertEquals(List.of(), GoatFile.parse("{}").schemas().all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[] | The file is not an object",
        "{\"schema\": {}} | unknown entry \"schema\"",
        "{\"schemas\": []} | \"schemas\" is not an object",
        "{\"schemas\": {\"a\": {}}} | The schema 'a' is not a list",
        "{\"schemas\": {\"a\": [{}]}} | has no number",
        "{\"schemas\": {\"a\": [{\"version\": 0}]}} | has no number from 1 up",
        "{\"schemas\": {\"a\": [{\"version\": -4294967295}]}} | has no number from 1 up",
        "{\"schemas\": {\"a\": [{\"version\": 4294967297}]}} | has no number from 1 up",
        "{\"schemas\": {\"a\": [{\"version\": 1}]}} | incomplete",
        "{\"schemas\": {\"a\": [{\"version\": 1, \"field\": {}}]}} | unknown entry \"field\"",
        "{\"rules\": {}} | \"rules\" is not a list",
        "{\"organisation\": {\"root\": 1}} | \"root\" of \"organisation\" is not a text",
        "{\"schemas\": {\"\\ud800\": []}} | surrogate"
      })
  void aBadFileIsRefusedWithTheReason(String json, String reason) {
    refused(json, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"type\":\"strin\"} | unknown",
        "{} | has no type",
        "{\"type\":\"set\",\"of\":\"counter\"} | is 'counter', which is unknown",
        "{\"type\":\"set\",\"of\":\"set\"} | is 'set', but not of what",
        "{\"type\":\"set\",\"of\":\"blob\"} | reserved",
        "{\"type\":\"string\",\"requird\":true} | unknown entry \"requird\"",
        "{\"type\":\"string\",\"required\":\"yes\"} | \"required\" of the field 'f' of 'a' is not a boolean",
        "{\"type\":\"string\",\"default\":1} | is not a string",
        "{\"type\":\"integer\",\"default\":1.5} | is not an integer",
        "{\"type\":\"string\",\"default\":null} | is not a string",
        "{\"type\":\"set\",\"of\":\"string\",\"default\":[1]} | is not a set of string",
        "{\"type\":\"string\",\"default\":{\"expr\":\"later()\"}} | function 'later' is not known",
        "{\"type\":\"string\",\"default\":{\"expr\":\"now()\"}} | gives timestamp, not a string",
        "{\"type\":\"instant\",\"default\":{\"expr\":\"newId()\"}} | gives string, not an instant"
      })
  void aBadFieldIsRefusedWithTheReason(String field, String reason) {
    refused(schema("{\"f\": " + field + "}"), reason);
  }

  @Test
  void aFieldHasAProperName() {
    for (String name : List.of("", "1a", "a b", "ä", "a-b")) {
      refused(schema("{\"" + name + "\": {\"type\":\"string\"}}"), "not a name for a field");
    }
    GoatFile.parse(schema("{\"_a1\": {\"type\":\"string\"}}"));
  }

  @Test
  void anotherDefinitionOfTheSameVersionMustBumpTheVersion() {
    Schema one = of("a", 1, FieldType.Scalar.STRING);
    Schema other = of("a", 1, FieldType.Scalar.INTEGER);
    Schemas schemas = Schemas.of(List.of(one, of("a", 2, FieldType.Scalar.STRING)));
    schemas.add(of("a", 1, FieldType.Scalar.STRING));
    var refusal = assertThrows(GoatException.InvalidDefinition.class, () -> schemas.add(other));
    assertTrue(refusal.getMessage().contains("bump the version: add version 2"));
    assertThrows(GoatException.InvalidDefinition.class, () -> schemas.require(other.id()));
    assertEquals(one, schemas.require(one.id()));
    assertEquals(Optional.empty(), schemas.find(other.id()));
    assertEquals(2, schemas.newest("a").version());
    assertThrows(GoatException.NotFound.class, () -> schemas.newest("b"));
    assertThrows(
        GoatException.NotFound.class,
        () -> schemas.require(of("a", 3, FieldType.Scalar.STRING).id()));
  }

  @Test
  void newIdsAreWrittenAsRfc4648Says() {
    List<String> spelled = List.of("", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi");
    for (int i = 0; i < spelled.size(); i++) {
      byte[] bytes = "foobar".substring(0, i).getBytes(StandardCharsets.US_ASCII);
      assertEquals(spelled.get(i), Base32.encode(Octets.wrap(bytes)));
    }
  }

  @Test
  void bytesAreWrittenAsRfc4648Says() {
    List<String> spelled = List.of("", "Zg", "Zm8", "Zm9v", "Zm9vYg", "Zm9vYmE", "Zm9vYmFy");
    for (int i = 0; i < spelled.size(); i++) {
      Octets bytes = Octets.of("foobar".substring(0, i).getBytes(StandardCharsets.US_ASCII));
      assertEquals(spelled.get(i), Base64Url.encode(bytes));
      assertEquals(Optional.of(bytes), Base64Url.decode(spelled.get(i)));
    }
    assertEquals(Optional.of(Octets.ofHex("fbefff")), Base64Url.decode("--__"));
    for (String none : List.of("Z", "Zh", "Zm9vY", "Zg==", "Zm9+", "Zm9/", "ä")) {
      assertEquals(Optional.empty(), Base64Url.decode(none), none);
    }
  }

  private static Schema of(String namespace, int version, FieldType type) {
    return Schema.of(namespace, version, List.of(FieldDefinition.of("f", type)));
  }

  private static SchemaId id(String json) {
    return GoatFile.parse(json).schemas().newest("a").id();
  }

  private static String schema(String fields) {
    return "{\"schemas\": {\"a\": [{\"version\": 1, \"fields\": " + fields + "}]}}";
  }

  private static void refused(String json, String reason) {
    var error = assertThrows(GoatException.InvalidDefinition.class, () -> GoatFile.parse(json));
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }
}
