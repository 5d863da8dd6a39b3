package dev.goatdb.server.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What stands in a module, and that prettier would leave it so. */
final class TypeScriptTest {
  @Test
  void aModuleHoldsTheWholeFileAndNamesTheTypes() {
    String json =
        """
        {"$schema": "goat.schema.json",
         "organisation": {"root": "abc"},
         "schemas": {
          "task": [{"version": 1, "fields": {
            "text": {"type": "string", "required": true},
            "created": {"type": "instant", "default": {"expr": "now()"}},
            "tags": {"type": "set", "of": "string", "default": ["it's", "say \\"it's\\""]},
            "seen": {"type": "map", "of": {"type": "set", "of": "bytes"}, "default": {"ann": ["AAEC"]}}}}],
          "task_list": [{"version": 1, "fields": {"n": {"type": "number", "default": 1.50}}}]}}
        """;
    assertEquals(
        """
        // Made by `goat types goat.json`; edit goat.json instead.
        import { defineApp, type ValuesOf } from '@goatdb/client';

        export const app = defineApp({
          $schema: 'goat.schema.json',
          organisation: { root: 'abc' },
          schemas: {
            task: [
              {
                version: 1,
                fields: {
                  text: { type: 'string', required: true },
                  created: { type: 'instant', default: { expr: 'now()' } },
                  tags: { type: 'set', of: 'string', default: ["it's", 'say "it\\'s"'] },
                  seen: { type: 'map', of: { type: 'set', of: 'bytes' }, default: { ann: ['AAEC'] } },
                },
              },
            ],
            task_list: [
              {
                version: 1,
                fields: {
                  n: { type: 'number', default: 1.5 },
                },
              },
            ],
          },
        });

        export type Task = ValuesOf<typeof app.task>;
        export type TaskList = ValuesOf<typeof app.task_list>;
        """,
        TypeScript.module("goat.json", json));
  }

  @Test
  void expressionsAreImportedWhereADefaultNeedsThem() {
    assertTrue(
        withDefault("now() + duration('1h')").contains("import '@goatdb/client/expressions';\n"));
    assertTrue(withDefault("now( )").contains("import '@goatdb/client/expressions';\n"));
    assertFalse(withDefault("now()").contains("/expressions"));
  }

  @Test
  void expressionsAreImportedForConstraintsAndUpgradesThatCompute() {
    String plain = "{\"type\": \"integer\"}";
    assertFalse(versions(plain, "{\"rename\": {\"f\": \"g\"}}").contains("/expressions"));
    String coded = versions(plain, "{\"code\": [\"g\"]}");
    assertFalse(coded.contains("/expressions"));
    assertTrue(coded.contains("code: ['g'],"), coded);
    assertTrue(versions(plain, "{\"set\": {\"g\": \"old.f\"}}").contains("/expressions"));
    assertTrue(
        versions("{\"type\": \"integer\", \"constraint\": \"value > 0\"}", "{}")
            .contains("/expressions"));
    assertFalse(
        versions("{\"type\": \"map\", \"of\": \"string\", \"default\": {\"a\": \"b\"}}", "{}")
            .contains("/expressions"));
  }

  /** Fields may be called as entries of a definition are. */
  private static String versions(String field, String upgrade) {
    return TypeScript.module(
        "goat.json",
        """
        {"schemas": {"a": [
          {"version": 1, "fields": {"f": {"type": "integer"}, "constraint": {"type": "string"}}},
          {"version": 2, "fields": {"g": {"type": "integer"}, "set": %s}, "upgrade": %s}]}}
        """
            .formatted(field, upgrade));
  }

  private static String withDefault(String source) {
    return TypeScript.module(
        "goat.json",
        """
        {"schemas": {"a": [{"version": 1, "fields": {
          "f": {"type": "instant", "default": {"expr": "%s"}}}}]}}
        """
            .formatted(source));
  }

  @Test
  void theExampleIsUpToDate() throws IOException {
    Path example = Path.of("..", "examples", "todo");
    assertEquals(
        TypeScript.module("goat.json", Files.readString(example.resolve("goat.json"))),
        Files.readString(example.resolve("src").resolve("goat.ts")));
  }

  @Test
  void whatIsTooLongForALineIsSpreadOut() {
    String words = "\"" + "word ".repeat(20) + "\"";
    assertEquals(
        """
        {
          a: [
            1000001, 1000002, 1000003, 1000004, 1000005, 1000006, 1000007, 1000008, 1000009, 1000010,
            1000011, 1000012,
          ],
          long:
        """
                .stripTrailing()
            + " 'word word".replaceFirst("word word", "word ".repeat(20))
            + "',\n  longer:\n    '"
            + "word ".repeat(20)
            + "',\n  'b c': [\n    { d: 1, e: 2 },\n    { d: 3, e: 4 },\n  ],\n  none: [],\n}",
        TypeScriptLiteral.of(
            new JsonObject(
                "{\"a\": [1000001, 1000002, 1000003, 1000004, 1000005, 1000006, 1000007, 1000008,"
                    + " 1000009, 1000010, 1000011, 1000012], \"long\": "
                    + words
                    + ", \"longer\": "
                    + words
                    + ", \"b c\": [{\"d\": 1, \"e\": 2}, {\"d\": 3, \"e\": 4}], \"none\": []}")));
  }

  @Test
  void aFileWithoutSchemasNeedsNoTypes() {
    String module = TypeScript.module("goat.json", "{}");
    assertTrue(module.endsWith("defineApp({});\n"), module);
    assertFalse(module.contains("ValuesOf"), module);
  }

  @Test
  void namesThatTypeScriptCannotHaveAreRefusedWithAnother() {
    assertTrue(refusal("to-do").contains("such as 'to_do'"), refusal("to-do"));
    assertTrue(refusal("1st").contains("such as 'item_1st'"), refusal("1st"));
    assertTrue(refusal("_").contains("Rename the schema"), refusal("_"));
    assertTrue(refusal("__proto__").contains("Choose another"), refusal("__proto__"));
    assertTrue(refusal("valuesOf").contains("cannot be called ValuesOf"), refusal("valuesOf"));
    assertTrue(
        refusal("task_list", "taskList").contains("'taskList' and 'task_list'"),
        refusal("task_list", "taskList"));
  }

  @Test
  void aNumberThatJavaScriptWouldRoundIsRefused() {
    String json =
        """
        {"schemas": {"a": [{"version": 1, "fields": {
          "n": {"type": "integer", "default": 9007199254740993}}}]}}
        """;
    GoatException wrong =
        assertThrows(GoatException.InvalidDefinition.class, () -> TypeScript.module("x", json));
    assertTrue(wrong.getMessage().contains("9007199254740993"), wrong.getMessage());
  }

  private static String refusal(String... schemas) {
    JsonObject named = new JsonObject();
    for (String schema : schemas) {
      named.put(
          schema,
          new io.vertx.core.json.JsonArray(
              "[{\"version\": 1, \"fields\": {\"a\": {\"type\": \"string\"}}}]"));
    }
    String json = new JsonObject().put("schemas", named).encode();
    return assertThrows(
            GoatException.InvalidDefinition.class, () -> TypeScript.module("goat.json", json))
        .getMessage();
  }
}
