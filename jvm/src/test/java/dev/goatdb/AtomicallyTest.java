package dev.goatdb;

import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static dev.goatdb.GoatDBTest.VOTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of several items that count all together or not at all. */
final class AtomicallyTest {
  @TempDir Path folder;

  @Test
  void whoEditsSeesTheEditsAndOthersWaitForAllOfThem() throws Exception {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      Item one = db.createAt("/data/t/one", TASK, Map.of("text", "first"));
      Item two = db.createAt("/data/t/two", TASK, Map.of("text", "second"));
      List<Object> told = new ArrayList<>();
      try (Query all = db.query("/data/t").open()) {
        CountDownLatch looks = new CountDownLatch(1);
        AtomicReference<String> seen = new AtomicReference<>("");
        Thread other =
            new Thread(() -> {
              looks.countDown();
              seen.set(one.get(TEXT) + " and " + two.get(TEXT));
            });
        all.onChange(told::add);
        db.atomically(() -> {
          one.set(TEXT, "new");
          assertEquals("new", one.get(TEXT));
          two.set(TEXT, "new");
          other.start();
          try {
            looks.await();
            Thread.sleep(20);
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
          assertEquals("", seen.get());
          assertEquals(List.of(), told);
          assertEquals("new", db.item(two.path()).get(TEXT));
        });
        other.join();
        assertEquals("new and new", seen.get());
        SyncTest.await(() -> told.size() == 2);
      }
    }
  }

  @Test
  void editsThatThrowLeaveNothing() {
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      Item one = db.createAt("/data/t/one", TASK, Map.of("text", "first"));
      db.flush();
      assertThrows(
          IllegalStateException.class,
          () ->
              db.atomically(() -> {
                one.set(TEXT, "new");
                Item two = db.createAt("/data/t/two", TASK, Map.of("text", "second"));
                two.set(TEXT, "changed");
                assertEquals("changed", two.get(TEXT));
                assertEquals("changed", db.item(two.path()).get(TEXT));
                throw new IllegalStateException("changed my mind");
              }));
      assertEquals("first", one.get(TEXT));
      assertTrue(db.find("/data/t/two").isEmpty());
      assertThrows(
          GoatException.InvalidValue.class,
          () ->
              db.atomically(() -> {
                one.set(TEXT, "new");
                db.createAt("/data/other/two", TASK, Map.of("text", "elsewhere"));
              }));
      assertEquals("first", one.get(TEXT));
      one.set(TEXT, "goes on");
    }
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      assertEquals("goes on", db.item("/data/t/one").get(TEXT));
      assertEquals(List.of("one"), db.keys("/data/t"));
      assertTrue(db.find("/data/other/two").isEmpty());
    }
  }

  @Test
  void tooMuchAtOnceIsAnErrorAndLeavesNothing() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      GoatException tooMany =
          assertThrows(
              GoatException.LimitExceeded.class,
              () ->
                  db.atomically(() -> {
                    for (int i = 0; i <= 1_024; i++) {
                      db.create("/data/t", TASK, Map.of("text", "t" + i));
                    }
                  }));
      assertTrue(tooMany.getMessage().contains("1024 items"), tooMany.getMessage());
      assertEquals(List.of(), db.keys("/data/t"));
      assertThrows(
          GoatException.LimitExceeded.class,
          () ->
              db.atomically(() -> {
                for (int i = 0; i < 8; i++) {
                  db.create("/data/t", TASK, Map.of("text", "x".repeat(100_000)));
                }
              }));
      assertEquals(List.of(), db.keys("/data/t"));
      db.create("/data/t", TASK, Map.of("text", "goes on"));
    }
  }

  @Test
  void nobodyEverSeesHalf() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client();
        GoatDB bob = SyncTest.client();
        Pipe first = new Pipe(ann, server);
        Pipe second = new Pipe(bob, server)) {
      Item from = ann.createAt("/data/t/from", TASK, Map.of("text", "from"));
      Item to = ann.createAt("/data/t/to", TASK, Map.of("text", "to"));
      SyncTest.await(() -> bob.find(from.path()).isPresent() && bob.find(to.path()).isPresent());
      Item bobsFrom = bob.item(from.path());
      Item bobsTo = bob.item(to.path());
      AtomicBoolean done = new AtomicBoolean();
      AtomicReference<String> wrong = new AtomicReference<>("");
      Thread reader =
          new Thread(() -> {
            while (!done.get()) {
              // What is given later is read first: it may have arrived by then, but never before.
              long before = bobsTo.get(VOTES);
              long after = bobsFrom.get(VOTES);
              if (-after < before) {
                wrong.set(before + " arrived where " + -after + " were given");
              }
            }
          });
      reader.start();
      for (int i = 0; i < 200; i++) {
        ann.atomically(() -> {
          to.add(VOTES, 1);
          from.add(VOTES, -1);
        });
      }
      SyncTest.await(() -> bobsTo.get(VOTES) == 200);
      done.set(true);
      reader.join();
      assertEquals("", wrong.get());
      assertEquals(-200, bobsFrom.get(VOTES));
      SyncTest.await(to::isOnServer);
    }
  }

  @Test
  void nothingWaitsWithinTheEdits() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB db = SyncTest.client();
        Pipe pipe = new Pipe(db, server)) {
      Item one = db.createAt("/data/t/one", TASK, Map.of("text", "first"));
      List<Runnable> waits = List.of(db::flush, db::sync, db::close);
      for (Runnable wait : waits) {
        assertThrows(
            GoatException.InvalidValue.class,
            () ->
                db.atomically(() -> {
                  one.set(TEXT, "new");
                  wait.run();
                }));
        assertEquals("first", one.get(TEXT));
      }
      db.atomically(() -> one.set(TEXT, "new"));
      SyncTest.await(one::isOnServer);
    }
  }

  @Test
  void anItemIsRefusedUntilItIsEditedAgain() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client();
        GoatDB bob = SyncTest.client()) {
      Item one = ann.createAt("/data/t/one", TASK, Map.of("text", "first"));
      try (Pipe first = new Pipe(ann, server);
          Pipe second = new Pipe(bob, server)) {
        SyncTest.await(() -> bob.find(one.path()).isPresent() && one.isOnServer());
      }
      Item same = bob.item(one.path());
      bob.atomically(bob.heads(one.path()), () -> same.set(TEXT, "second, by bob"));
      one.set(TEXT, "second, by ann");
      assertEquals(Saved.HERE, flushed(bob, same));
      try (Pipe first = new Pipe(ann, server)) {
        SyncTest.await(one::isOnServer);
      }
      try (Pipe second = new Pipe(bob, server)) {
        SyncTest.await(() -> same.saved() == Saved.REFUSED);
        assertEquals("conflict", same.refusal().orElseThrow().code());
        assertEquals("second, by bob", same.refusal().orElseThrow().values().get("text"));
        SyncTest.await(() -> same.get(TEXT).equals("second, by ann"));
        same.set(TEXT, "third");
        assertTrue(same.refusal().isEmpty());
        SyncTest.await(same::isOnServer);
      }
    }
  }

  private static Saved flushed(GoatDB db, Item item) {
    db.flush();
    return item.saved();
  }

  @Test
  void whatIsExpectedIsCheckedHereAtOnce() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      Item one = db.createAt("/data/t/one", TASK, Map.of("text", "first"));
      Heads seen = db.heads(one.path());
      assertEquals(seen, db.heads(one.path()));
      db.atomically(seen, () -> one.set(TEXT, "second"));
      GoatException moved =
          assertThrows(
              GoatException.Conflict.class,
              () -> db.atomically(seen, () -> one.set(TEXT, "third")));
      assertEquals("conflict", moved.code());
      assertEquals("second", one.get(TEXT));
    }
  }
}
