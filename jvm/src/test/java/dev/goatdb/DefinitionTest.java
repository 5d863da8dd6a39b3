package dev.goatdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Definitions by builders, and as files. */
class DefinitionTest {
  private static final Schema TASK_1 =
      Schema.of("task", 1, Field.string("text").required(), Field.counter("votes"));
  private static final Field<String> TITLE =
      Field.string("title").required().constraint("size(value) > 0");
  private static final Field<Long> BEST = Field.integer("best").merge(MergePolicy.MAXIMUM);
  private static final Schema TASK_2 =
      Schema.of(
              "task",
              2,
              TITLE,
              BEST,
              Field.set("tags", Field.STRING)
                  .defaultsTo(Set.of("new"))
                  .merge(MergePolicy.REMOVALS_WIN),
              Field.integer("length").constraint(Expr.expr("value == null || value < best")))
          .upgrade(
              TASK_1,
              up -> up.rename("text", "title").drop("votes").set("length", "size(old.text)"));

  private static final String FILE =
      """
      {
        "schemas": {
          "task": [
            {
              "version": 1,
              "fields": {
                "text": {"type": "string", "required": true},
                "votes": {"type": "counter"}
              }
            },
            {
              "version": 2,
              "fields": {
                "title": {"type": "string", "required": true, "constraint": "size(value) > 0"},
                "best": {"type": "integer", "merge": "maximum"},
                "tags": {"type": "set", "of": "string", "default": ["new"], "merge": "removals-win"},
                "length": {"type": "integer", "constraint": "value == null || value < best"}
              },
              "upgrade": {"rename": {"text": "title"}, "drop": ["votes"], "set": {"length": "size(old.text)"}}
            }
          ]
        }
      }
      """;

  @Test
  void buildersAndFileSayTheSame() {
    assertEquals(FILE, GoatFile.of(TASK_1, TASK_2).toJson());
    GoatFile read = GoatFile.parse(FILE);
    assertEquals(FILE, read.toJson());
    assertEquals(TASK_2.definition(), read.schema("task").definition());
    assertEquals(
        "{\n  \"version\": 1,\n  \"fields\": {\n"
            + "    \"text\": {\"type\": \"string\", \"required\": true},\n"
            + "    \"votes\": {\"type\": \"counter\"}\n  }\n}",
        TASK_1.toJson());
  }

  @Test
  void aDatabaseTakesAllVersionsInAnyOrderButNotHalfOfThem() {
    try (GoatDB db = GoatDB.inMemory(o -> o.schemas(TASK_2).schemas(TASK_1))) {
      Item task = db.create("/data/tasks", TASK_2, Map.of("title", "x", "best", 5));
      assertEquals(5L, task.get(BEST));
      assertEquals("x", task.get(TITLE));
    }
    refused(
        "the version before is not here", () -> GoatDB.inMemory(o -> o.schemas(TASK_2)).close());
  }

  @Test
  void everyPolicyHasItsWord() {
    for (MergePolicy policy : MergePolicy.values()) {
      assertEquals(policy.name(), policy.definition().name());
    }
    refused("cannot merge by 'sum'", () -> Field.string("a").merge(MergePolicy.SUM));
  }

  @Test
  void whatDoesNotFitIsRefusedAtOnce() {
    Field<Long> number = Field.integer("text");
    refused(
        "turns a string into an integer",
        () -> Schema.of("task", 2, number).upgrade(TASK_1, up -> up));
    refused(
        "no field 'txt'",
        () -> Schema.of("task", 2, TITLE).upgrade(TASK_1, up -> up.rename("txt", "title")));
    refused(
        "names the field 'text' twice",
        () ->
            Schema.of("task", 2, TITLE)
                .upgrade(TASK_1, up -> up.rename("text", "title").rename("text", "x")));
    refused(
        "names the field 'text' twice",
        () -> Schema.of("task", 2, TITLE).upgrade(TASK_1, up -> up.drop("text").drop("text")));
    refused(
        "is not the version before",
        () -> Schema.of("task", 3, TITLE).upgrade(TASK_1, up -> up.rename("text", "title")));
    refused(
        "'valu' is not known", () -> Schema.of("a", 1, Field.string("a").constraint("valu > 1")));
    refused("line 1, column 8", () -> Field.string("a").constraint("value >"));
  }

  @Test
  void mistakesHavePlaces() {
    assertEquals(List.of(), GoatFile.mistakes(FILE));
    List<GoatFile.Mistake> mistakes =
        GoatFile.mistakes(
            FILE.replace("size(value)", "size(vale)").replace("best\": {", "bst\": {"));
    assertEquals(2, mistakes.size());
    assertEquals(
        new GoatFile.Mistake(
            14,
            77,
            "In the constraint of the field 'title': 'vale' is not known.",
            "Write 'value'."),
        mistakes.get(0));
    assertEquals(17, mistakes.get(1).line());
    refused(
        "Line 14, column 77: ", () -> GoatFile.parse(FILE.replace("size(value)", "size(vale)")));
  }

  private static void refused(String reason, org.junit.jupiter.api.function.Executable what) {
    var error = assertThrows(GoatException.InvalidDefinition.class, what);
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }
}
