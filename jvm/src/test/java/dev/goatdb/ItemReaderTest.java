package dev.goatdb;

import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Reading all items sees each once, whatever goes on beside it, and never waits for itself. */
final class ItemReaderTest {
  private static final String TODOS = "/data/todos";
  private static final int COUNT = 3_000;

  private static GoatDB filled() {
    GoatDB db = GoatDB.inMemory(TASK);
    for (int i = 0; i < COUNT; i++) {
      db.createAt(TODOS + "/" + i, TASK, Map.of("text", "text " + i));
    }
    return db;
  }

  @Test
  void eachItemIsSeenOnceWhileOthersWrite() throws Exception {
    try (GoatDB db = filled()) {
      AtomicBoolean over = new AtomicBoolean();
      Thread writer =
          new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
              db.item(TODOS + "/" + i % COUNT).set(TEXT, "again " + i);
            }
          });
      writer.start();
      try {
        for (int round = 0; round < 20; round++) {
          Set<String> seen = new HashSet<>();
          for (ItemView item : db.items(TODOS)) {
            assertTrue(seen.add(item.key()), () -> item.key() + " came twice");
          }
          assertEquals(COUNT, seen.size());
        }
      } finally {
        over.set(true);
        writer.join();
      }
    }
  }

  @Test
  void readingWithinAtomicEditsWaitsForNobody() {
    try (GoatDB db = filled()) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            for (int round = 0; round < 200; round++) {
              Iterator<ItemView> begun = db.items(TODOS).iterator();
              begun.next();
              Set<String> seen = new HashSet<>();
              db.atomically(() -> {
                begun.forEachRemaining(item -> seen.add(item.key()));
                db.items(TODOS).forEach(item -> seen.add(item.key()));
              });
              assertEquals(COUNT, seen.size());
            }
          });
    }
  }

  @Test
  void aDatabaseThatIsClosedMeanwhileSaysSo() {
    GoatDB db = filled();
    Iterator<ItemView> items = db.items(TODOS).iterator();
    items.next();
    db.close();
    assertThrows(GoatException.Closed.class, () -> items.forEachRemaining(item -> {}));
  }
}
