package dev.goatdb;

import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copying the folder while it is written is a valid backup. */
final class CopiedFolderTest {
  private static final String TODOS = "/data/todos";

  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  @Test
  void aCopyMadeWhileTheFolderIsWrittenHoldsAllThatWasFlushedBefore() throws Exception {
    List<Path> copies = new ArrayList<>();
    List<Set<String>> flushed = new ArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    try (GoatDB db =
        GoatDB.open(
            data(), o -> o.schemas(TASK).durability(Durability.BUFFERED).commitsPerSecond(1000))) {
      Thread writer = Thread.ofPlatform().start(() -> write(db, done));
      for (int i = 0; i < 8; i++) {
        int wanted = 1_500 * (i + 1);
        while (db.counts(TODOS).items() < wanted) {
          Thread.sleep(1);
        }
        flushed.add(new HashSet<>(db.keys(TODOS)));
        db.flush(i % 2 == 0 ? Durability.BUFFERED : Durability.SYNCED);
        copies.add(copy(folder.resolve("copy" + i), i % 4 < 2));
      }
      done.set(true);
      writer.join();
    }
    assertTrue(Files.size(data().resolve("repositories/data/todos.index")) > 0);
    for (int i = 0; i < copies.size(); i++) {
      expect(copies.get(i), flushed.get(i));
    }
  }

  private static void write(GoatDB db, AtomicBoolean done) {
    Item edited = db.create(TODOS, TASK, Map.of("text", "edited"));
    for (int i = 0; !done.get(); i++) {
      db.create(TODOS, TASK, Map.of("text", "task " + i));
      if (i % 3 == 0) {
        edited.set(TEXT, "edited " + i);
      }
    }
  }

  /** All files in one order or the other, so that an index is older or newer than its log. */
  private Path copy(Path to, boolean indexFirst) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(data())) {
      files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
    }
    Comparator<Path> order = Comparator.comparing(Path::toString);
    files.sort(indexFirst ? order : order.reversed());
    for (Path file : files) {
      Path target = to.resolve(data().relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    return to;
  }

  private static void expect(Path copy, Set<String> flushed) {
    Set<String> held;
    try (GoatDB db = GoatDB.open(copy, TASK)) {
      held = new HashSet<>(db.keys(TODOS));
      for (String key : held) {
        String text = db.item(TODOS + "/" + key).get(TEXT);
        assertTrue(text.startsWith("task ") || text.startsWith("edited"), text);
      }
      db.create(TODOS, TASK, Map.of("text", "task written to the copy"));
    }
    Set<String> missing = new HashSet<>(flushed);
    missing.removeAll(held);
    assertEquals(Set.of(), missing);
    try (GoatDB db = GoatDB.open(copy, TASK)) {
      assertEquals(held.size() + 1, db.counts(TODOS).items());
    }
  }
}
