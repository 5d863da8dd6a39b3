package dev.goatdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More repositories than are open at once, and more items than fit in memory. */
class ManyRepositoriesTest {
  private static final int REPOSITORIES = 700;
  private static final int ITEMS = 3_000;
  private static final Field<String> TEXT = Field.string("text").required();
  private static final Schema TASK = Schema.of("task", 1, TEXT);

  @TempDir Path folder;

  private GoatDB open() {
    return GoatDB.open(
        folder, o -> o.schemas(TASK).durability(Durability.BUFFERED).memory(1 << 20));
  }

  @Test
  void whoIsNotUsedIsClosedAndNobodyNotices() {
    Map<String, String> plain = new HashMap<>();
    AtomicInteger changes = new AtomicInteger();
    try (GoatDB db = open();
        Query watched = db.query("/data/repo0").open()) {
      watched.onChange(change -> changes.incrementAndGet());
      for (int i = 0; i < REPOSITORIES; i++) {
        Item item = db.create("/data/repo" + i, TASK, Map.of("text", "first of " + i));
        plain.put(item.path(), "first of " + i);
        if (i % 50 == 0) {
          db.flush(Durability.SYNCED);
        }
      }
      plain.forEach((path, text) -> assertEquals(text, db.item(path).get(TEXT)));
      for (String path : List.copyOf(plain.keySet())) {
        db.item(path).set(TEXT, "changed");
        plain.put(path, "changed");
      }
      plain.forEach((path, text) -> assertEquals(text, db.item(path).get(TEXT)));
      assertEquals(REPOSITORIES, db.repositories().size());
      assertEquals(1, watched.results().size());
    }
    assertTrue(changes.get() >= 1, "a repository that is watched stays open");
    try (GoatDB db = open()) {
      plain.forEach((path, text) -> assertEquals(text, db.item(path).get(TEXT)));
    }
  }

  @Test
  void itemsThatDoNotFitInMemoryAreReadAgain() {
    Map<String, String> plain = new HashMap<>();
    try (GoatDB db = open()) {
      for (int i = 0; i < ITEMS; i++) {
        plain.put(db.create("/data/many", TASK, Map.of("text", "item " + i)).path(), "item " + i);
      }
      db.flush(Durability.SYNCED);
      int number = 0;
      for (String path : List.copyOf(plain.keySet())) {
        if (number++ % 3 == 0) {
          db.item(path).set(TEXT, "edited");
          plain.put(path, "edited");
        }
      }
      check(db, plain);
    }
    try (GoatDB db = open()) {
      check(db, plain);
      for (String path : List.copyOf(plain.keySet()).subList(0, 100)) {
        db.item(path).delete();
        plain.remove(path);
      }
      check(db, plain);
    }
  }

  private static void check(GoatDB db, Map<String, String> plain) {
    Map<String, String> seen = new HashMap<>();
    for (ItemView item : db.items("/data/many")) {
      seen.put(item.path(), item.get(TEXT));
    }
    assertEquals(plain, seen);
    plain.forEach((path, text) -> assertEquals(text, db.item(path).get(TEXT)));
    try (Query all = db.query("/data/many").open()) {
      assertEquals(plain.size(), all.results().size());
    }
  }
}
