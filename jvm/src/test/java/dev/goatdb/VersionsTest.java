package dev.goatdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications of several versions on the same data, and what constraints let through. */
final class VersionsTest {
  private static final Field<String> TEXT = Field.string("text").required();
  private static final Field<Long> POINTS = Field.integer("points");
  private static final Schema FIRST = Schema.of("note", 1, TEXT, POINTS);

  private static final Field<String> TITLE =
      Field.string("title").required().constraint("size(value) > 0 && size(value) <= 20");
  private static final Field<Long> TENTHS = Field.integer("tenths");
  private static final Schema SECOND =
      Schema.of("note", 2, TITLE, TENTHS)
          .upgrade(
              FIRST,
              up -> up.rename("text", "title").drop("points").set("tenths", "old.points * 10"));

  private static final Field<Long> LOW =
      Field.integer("low").required().constraint("value <= high");
  private static final Field<Long> HIGH =
      Field.integer("high").required().constraint("value >= low");
  private static final Schema RANGE = Schema.of("range", 1, LOW, HIGH);

  @TempDir Path folder;

  private static GoatDB client(Schema... schemas) {
    return GoatDB.inMemory(
        o -> o.schemas(schemas).server("ws://127.0.0.1:1").commitsPerSecond(1000));
  }

  @Test
  void oldAndNewApplicationsWorkOnTheSameItem() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(FIRST, SECOND).authority());
        GoatDB old = client(FIRST);
        GoatDB current = client(FIRST, SECOND);
        Pipe one = new Pipe(old, server);
        Pipe two = new Pipe(current, server)) {
      Item theirs = old.createAt("/data/n/a", FIRST, Map.of("text", "first", "points", 4L));
      SyncTest.await(() -> current.find("/data/n/a").isPresent());
      Item ours = current.item("/data/n/a");
      assertEquals("first", ours.get(TITLE));
      assertEquals(40L, ours.get(TENTHS));
      ours.set(TITLE, "second");
      SyncTest.await(ours::isOnServer);
      SyncTest.await(() -> server.item("/data/n/a").get(TITLE).equals("second"));
      assertEquals("first", theirs.get(TEXT), "an old application does not see newer edits");
      theirs.set(POINTS, 5L);
      SyncTest.await(() -> ours.get(TENTHS) == 50L);
      assertEquals("second", ours.get(TITLE));
      theirs.set(TEXT, "third");
      SyncTest.await(() -> ours.get(TITLE).equals("third"));
    }
  }

  @Test
  void whatOnlyNewerApplicationsMadeIsNotThereForOlderOnes() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(FIRST, SECOND).authority());
        GoatDB old = client(FIRST);
        GoatDB current = client(FIRST, SECOND);
        Pipe one = new Pipe(old, server);
        Pipe two = new Pipe(current, server)) {
      current.createAt("/data/n/new", SECOND, Map.of("title", "new"));
      Item both = old.createAt("/data/n/old", FIRST, Map.of("text", "old"));
      current.sync();
      old.sync();
      SyncTest.await(() -> old.counts("/data/n").commits() == 2);
      assertTrue(old.find("/data/n/new").isEmpty());
      assertEquals(Set.of("old"), Set.copyOf(old.keys("/data/n")));
      assertEquals(1, old.query("/data/n").open().results().size());
      assertEquals("old", both.get(TEXT));
      assertEquals(2, current.keys("/data/n").size());
    }
  }

  @Test
  void goingBackToTheOldVersionLosesNothing() {
    Path data = folder.resolve("data");
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      db.createAt("/data/n/a", FIRST, Map.of("text", "first", "points", 1L));
    }
    try (GoatDB db = GoatDB.open(data, FIRST, SECOND)) {
      db.item("/data/n/a").set(TITLE, "second");
    }
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      assertEquals("first", db.item("/data/n/a").get(TEXT));
    }
    try (GoatDB db = GoatDB.open(data, FIRST, SECOND)) {
      assertEquals("second", db.item("/data/n/a").get(TITLE));
      assertEquals(10L, db.item("/data/n/a").get(TENTHS));
    }
  }

  @Test
  void anotherDefinitionUnderTheSameVersionIsRefused() {
    Path data = folder.resolve("data");
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      db.createAt("/data/n/a", FIRST, Map.of("text", "first"));
    }
    Schema another = Schema.of("note", 1, TEXT, POINTS, Field.integer("stars"));
    try (GoatDB db = GoatDB.open(data, another)) {
      GoatException error =
          assertThrows(GoatException.InvalidDefinition.class, () -> db.keys("/data/n"));
      assertTrue(error.getMessage().contains("two different definitions"), error.getMessage());
      assertTrue(error.getMessage().contains("add version 2"), error.getMessage());
      db.createAt("/data/other/a", another, Map.of("text", "a repository of its own"));
    }
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      assertEquals("first", db.item("/data/n/a").get(TEXT), "nothing is lost");
    }
  }

  @Test
  void anUpgradeThatFailsMarksOneItemAndNamesTheField() {
    try (GoatDB db = GoatDB.open(folder.resolve("d"), FIRST)) {
      db.createAt("/data/n/good", FIRST, Map.of("text", "good", "points", 1L));
      db.createAt("/data/n/bad", FIRST, Map.of("text", "bad"));
    }
    try (GoatDB db = GoatDB.open(folder.resolve("d"), FIRST, SECOND)) {
      assertEquals(Map.of(), db.item("/data/n/good").problems());
      Map<String, String> problems = db.item("/data/n/bad").problems();
      assertEquals(Set.of("tenths"), problems.keySet());
      assertTrue(problems.get("tenths").contains("could not be computed"), problems::toString);
      assertEquals("bad", db.item("/data/n/bad").get(TITLE));
    }
  }

  @Test
  void aConstraintIsJudgedWhenAValueIsSet() {
    try (GoatDB db = GoatDB.inMemory(FIRST, SECOND)) {
      GoatException.InvalidValue refused =
          assertThrows(
              GoatException.InvalidValue.class,
              () -> db.create("/data/n", SECOND, Map.of("title", "")));
      assertTrue(refused.getMessage().contains("'title'"), refused::getMessage);
      Item note = db.create("/data/n", SECOND, Map.of("title", "fine"));
      assertThrows(GoatException.InvalidValue.class, () -> note.set(TITLE, "x".repeat(21)));
      assertEquals("fine", note.get(TITLE));
    }
  }

  @Test
  void whatIsEmptyCanBeAskedForInConstraintsAndUpgrades() {
    Field<Set<String>> tags = Field.set("tags", Field.STRING);
    Field<Long> votes = Field.counter("votes");
    Field<Boolean> open = Field.bool("open").constraint("!value || size(tags) == 0 && votes == 0");
    Schema one = Schema.of("poll", 1, tags, votes, open);
    Field<Long> size = Field.integer("size");
    Schema two =
        Schema.of("poll", 2, size).upgrade(one, up -> up.set("size", "size(old.tags) + old.votes"));
    try (GoatDB db = GoatDB.open(folder.resolve("p"), one)) {
      db.createAt("/data/p/a", one, Map.of("open", true));
      Item used = db.createAt("/data/p/b", one, Map.of("open", false, "tags", Set.of("x")));
      assertThrows(GoatException.InvalidValue.class, () -> used.set(open, true));
    }
    try (GoatDB db = GoatDB.open(folder.resolve("p"), one, two)) {
      assertEquals(0L, db.item("/data/p/a").get(size));
      assertEquals(1L, db.item("/data/p/b").get(size));
      assertEquals(Map.of(), db.item("/data/p/a").problems());
    }
  }

  @Test
  void whatMergingBreaksIsFlaggedAndBlocksNobody() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(RANGE).authority());
        GoatDB ann = client(RANGE);
        GoatDB bob = client(RANGE)) {
      Item hers = ann.createAt("/data/r/a", RANGE, Map.of("low", 1L, "high", 10L));
      try (Pipe one = new Pipe(ann, server);
          Pipe two = new Pipe(bob, server)) {
        SyncTest.await(() -> bob.find("/data/r/a").isPresent());
      }
      Item his = bob.item("/data/r/a");
      hers.set(LOW, 8L);
      his.set(HIGH, 3L);
      ann.flush();
      bob.flush();
      try (Pipe one = new Pipe(ann, server);
          Pipe two = new Pipe(bob, server)) {
        SyncTest.await(() -> !hers.problems().isEmpty() && !his.problems().isEmpty());
        assertEquals(Set.of("low", "high"), hers.problems().keySet());
        his.set(HIGH, 9L);
        SyncTest.await(() -> hers.problems().isEmpty());
        assertEquals(8L, his.get(LOW));
      }
    }
  }
}
