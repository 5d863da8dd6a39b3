package dev.goatdb;

import static dev.goatdb.Expr.expr;
import static dev.goatdb.Field.STRING;
import static dev.goatdb.Field.bool;
import static dev.goatdb.Field.counter;
import static dev.goatdb.Field.instant;
import static dev.goatdb.Field.set;
import static dev.goatdb.Field.string;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public API on one device. */
final class GoatDBTest {
  static final Field<String> TEXT = string("text").required();
  static final Field<Boolean> DONE = bool("done").defaultsTo(false);
  static final Field<Instant> CREATED = instant("created").defaultsTo(expr("now()"));
  static final Field<Set<String>> TAGS = set("tags", STRING);
  static final Field<Long> VOTES = counter("votes");
  static final Schema TASK = Schema.of("task", 1, TEXT, DONE, CREATED, TAGS, VOTES);

  @TempDir Path folder;

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    String path;
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      Item task = db.create("/data/todos", TASK, Map.of("text", "Hello, goat"));
      task.set(DONE, true);
      task.add(TAGS, "first");
      task.add(VOTES, 3);
      task.add(VOTES, 4);
      path = task.path();
    }
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      Item task = db.find(path).orElseThrow();
      assertEquals("Hello, goat", task.get(TEXT));
      assertTrue(task.get(DONE));
      assertEquals(Set.of("first"), task.get(TAGS));
      assertEquals(7, task.get(VOTES));
    }
  }

  @Test
  void aQueryFollowsChanges() {
    try (GoatDB db = GoatDB.inMemory(TASK);
        Query open =
            db.query("/data/todos")
                .schema(TASK)
                .where(item -> !item.get(DONE))
                .orderBy(TEXT)
                .open()) {
      Item second = db.create("/data/todos", TASK, Map.of("text", "b"));
      Item first = db.create("/data/todos", TASK, Map.of("text", "a"));
      assertEquals(List.of(first, second), open.results());
      first.set(DONE, true);
      assertEquals(List.of(second), open.results());
      second.delete();
      assertTrue(open.results().isEmpty());
      assertFalse(db.find(second.path()).isPresent());
    }
  }
}
