package dev.goatdb.bench;

import dev.goatdb.Expr;
import dev.goatdb.Field;
import dev.goatdb.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The document that all rows are about: a task with a text of 40 characters. */
final class Tasks {
  static final Field<String> TEXT = Field.string("text").required();
  static final Field<Boolean> DONE = Field.bool("done").defaultsTo(false);
  static final Field<Instant> CREATED = Field.instant("created").defaultsTo(Expr.expr("now()"));
  static final Field<Set<String>> TAGS = Field.set("tags", Field.STRING);
  static final Schema TASK = Schema.of("task", 1, TEXT, DONE, CREATED, TAGS);

  /** The same schema as a definition file. */
  static final String FILE =
      """
      {"schemas": {"task": [{"version": 1, "fields": {
        "text": {"type": "string", "required": true},
        "done": {"type": "boolean", "default": false},
        "created": {"type": "instant", "default": {"expr": "now()"}},
        "tags": {"type": "set", "of": "string"}}}]}}
      """;

  private Tasks() {}

  static Map<String, Object> values(int number) {
    return Map.of("text", text(number), "tags", Set.of("home", "garden"));
  }

  static String text(int number) {
    String digits = "00000000" + number;
    return "Water the plants on the balcony " + digits.substring(digits.length() - 8);
  }
}
