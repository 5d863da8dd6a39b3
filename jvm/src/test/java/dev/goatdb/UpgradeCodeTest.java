package dev.goatdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Upgrades that need code: a function of the application, run where the authority is. */
final class UpgradeCodeTest {
  private static final Field<String> TEXT = Field.string("text").required();
  private static final Field<String> LABELS = Field.string("labels");
  private static final Field<Long> POINTS = Field.integer("points");
  private static final Schema FIRST = Schema.of("note", 1, TEXT, LABELS, POINTS);

  private static final Field<Set<String>> TAGS = Field.set("tags", Field.STRING);
  private static final Field<Long> TOTAL = Field.counter("points");
  private static final Field<Map<String, Long>> PLACES = Field.map("places", Field.INTEGER);
  private static final Field<Long> LENGTH =
      Field.integer("length").required().constraint("value < 100");
  private static final Schema SECOND =
      Schema.of("note", 2, TEXT, TAGS, TOTAL, PLACES, LENGTH)
          .upgrade(FIRST, up -> up.code("tags", "points", "places").code("length"));

  @TempDir Path folder;
  private final AtomicInteger calls = new AtomicInteger();

  /** What an application would give. */
  private Map<String, ?> split(ItemView old) {
    calls.incrementAndGet();
    Set<String> tags = new HashSet<>();
    Map<String, Long> places = new HashMap<>();
    for (String label : old.find(LABELS).orElse("").split(",")) {
      if (!label.isEmpty()) {
        tags.add(label);
        places.put(label, (long) places.size());
      }
    }
    return Map.of(
        "tags",
        tags,
        "places",
        places,
        "points",
        old.find(POINTS).orElse(0L),
        "length",
        (long) old.get(TEXT).length());
  }

  private Consumer<Options> upgrading() {
    return o -> o.schemas(FIRST, SECOND).upgrade("note", 2, this::split);
  }

  private static GoatDB client(Schema... schemas) {
    return GoatDB.inMemory(
        o -> o.schemas(schemas).server("ws://127.0.0.1:1").commitsPerSecond(1000));
  }

  private static void awaitOf(Item item, Map<String, Object> values) throws InterruptedException {
    SyncTest.await(() -> item.values().equals(values) && item.problems().isEmpty());
  }

  @Test
  void anOwnDatabaseUpgradesItsItemsOnceAfterItWasOpened() throws Exception {
    Path data = folder.resolve("data");
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      db.createAt("/data/n/a", FIRST, Map.of("text", "one", "labels", "x,y", "points", 3L));
      db.createAt("/data/n/b", FIRST, Map.of("text", "other"));
    }
    try (GoatDB db = GoatDB.open(data, upgrading())) {
      Item a = db.item("/data/n/a");
      awaitOf(
          a,
          Map.of(
              "text",
              "one",
              "tags",
              Set.of("x", "y"),
              "points",
              3L,
              "places",
              Map.of("x", 0L, "y", 1L),
              "length",
              3L));
      SyncTest.await(() -> db.counts("/data/n").commits() == 4);
      a.add(TOTAL, 1);
    }
    assertEquals(2, calls.get());
    try (GoatDB db = GoatDB.open(data, upgrading())) {
      Item c = db.createAt("/data/n/c", SECOND, Map.of("text", "new", "length", 1L));
      assertEquals(4L, db.item("/data/n/a").get(TOTAL));
      db.flush();
      assertEquals(Map.of(), c.problems());
      assertEquals(6, db.counts("/data/n").commits());
    }
    assertEquals(2, calls.get(), "nothing waits any more");
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      db.item("/data/n/a").set(LABELS, "x,y,z");
    }
    try (GoatDB db = GoatDB.open(data, upgrading())) {
      SyncTest.await(() -> db.item("/data/n/a").get(TAGS).size() == 3);
      assertEquals(Map.of("x", 0L, "y", 1L, "z", 2L), db.item("/data/n/a").get(PLACES));
      assertEquals(4L, db.item("/data/n/a").get(TOTAL));
    }
  }

  @Test
  void aServerUpgradesForItsClients() throws Exception {
    try (GoatDB server = GoatDB.inMemory(upgrading().andThen(Options::authority));
        GoatDB old = client(FIRST);
        GoatDB current = client(FIRST, SECOND);
        Pipe two = new Pipe(current, server)) {
      Item theirs =
          old.createAt("/data/n/a", FIRST, Map.of("text", "one", "labels", "x", "points", 3L));
      try (Pipe one = new Pipe(old, server)) {
        SyncTest.await(() -> current.find("/data/n/a").isPresent());
        Item ours = current.item("/data/n/a");
        SyncTest.await(() -> ours.get(TOTAL) == 3L && ours.problems().isEmpty());
        ours.add(TAGS, "mine");
        ours.add(TOTAL, 10);
        ours.put(PLACES, "x", 7L);
        SyncTest.await(() -> ours.isOnServer());
        theirs.set(LABELS, "x,y");
        SyncTest.await(() -> ours.get(TAGS).equals(Set.of("mine", "x", "y")));
        assertEquals(13L, ours.get(TOTAL));
        assertEquals(Map.of("x", 7L, "y", 1L), ours.get(PLACES));
        theirs.set(POINTS, 5L);
        SyncTest.await(() -> ours.get(TOTAL) == 15L);
        assertEquals("x,y", theirs.get(LABELS), "an old application sees none of it");
        assertEquals(5L, theirs.get(POINTS));
      }
    }
  }

  @Test
  void aRequiredFieldWaitsForTheServer() throws Exception {
    Path data = folder.resolve("server");
    try (GoatDB current = client(FIRST, SECOND);
        GoatDB old = client(FIRST)) {
      old.createAt("/data/n/a", FIRST, Map.of("text", "one", "points", 2L));
      try (GoatDB server = GoatDB.open(data, o -> o.schemas(FIRST, SECOND).authority());
          Pipe one = new Pipe(old, server);
          Pipe two = new Pipe(current, server)) {
        SyncTest.await(() -> current.find("/data/n/a").isPresent());
        Item ours = current.item("/data/n/a");
        assertEquals(Map.of("length", "waits for the upgrade by the server"), ours.problems());
        assertEquals(0L, ours.get(TOTAL));
        assertEquals(Set.of(), ours.get(TAGS));
        ours.set(LENGTH, 42L);
        SyncTest.await(() -> ours.isOnServer());
      }
      try (GoatDB server = GoatDB.open(data, upgrading().andThen(Options::authority));
          Pipe two = new Pipe(current, server)) {
        Item ours = current.item("/data/n/a");
        SyncTest.await(() -> ours.get(TOTAL) == 2L);
        assertEquals(42L, ours.get(LENGTH), "somebody wrote it later than the old edit");
        assertEquals(Map.of(), ours.problems());
      }
    }
  }

  @Test
  void whatFailsMarksItsItemAndLeavesTheRest() throws Exception {
    Path data = folder.resolve("d");
    Map<String, String> reasons =
        Map.of(
            "throws", "IllegalStateException: no luck",
            "null", "returned null",
            "other", "'text', which is not under \"code\"",
            "unknown", "no field 'txt'",
            "type", "cannot hold the string 'one'",
            "missing", "'length' of 'note version 2' is required",
            "constraint", "does not meet its constraint",
            "large", "takes");
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      reasons.keySet().forEach(name -> db.createAt("/data/n/" + name, FIRST, Map.of("text", name)));
      db.createAt("/data/n/good", FIRST, Map.of("text", "good"));
    }
    try (GoatDB db =
        GoatDB.open(
            data, o -> o.schemas(FIRST, SECOND).upgrade("note", 2, UpgradeCodeTest::fail))) {
      Item good = db.item("/data/n/good");
      SyncTest.await(() -> good.problems().isEmpty());
      for (Map.Entry<String, String> reason : reasons.entrySet()) {
        Item bad = db.item("/data/n/" + reason.getKey());
        SyncTest.await(() -> bad.problems().size() == 4);
        String said = bad.problems().get("length");
        assertTrue(said.startsWith("could not be computed by the upgrade to version 2: "), said);
        assertTrue(said.contains(reason.getValue()), said);
      }
      assertEquals(10, db.counts("/data/n").commits());
      Item bad = db.item("/data/n/throws");
      bad.set(TEXT, "touched");
      SyncTest.await(() -> bad.problems().get("length").contains("2 of 2"));
    }
    try (GoatDB db = GoatDB.open(data, upgrading())) {
      Item bad = db.item("/data/n/throws");
      SyncTest.await(() -> bad.problems().isEmpty());
      assertEquals(6L, bad.get(LENGTH), "computed of the old version, which says 'throws'");
    }
  }

  private static final AtomicInteger THROWN = new AtomicInteger();

  private static Map<String, ?> fail(ItemView old) {
    String how = old.get(TEXT);
    char[] much = new char[200_000];
    Arrays.fill(much, 'x');
    return switch (how) {
      case "throws" ->
          throw new IllegalStateException("no luck\n" + THROWN.incrementAndGet() + " of 2");
      case "null" -> nothing();
      case "other" -> Map.of("length", 1L, "text", "no");
      case "unknown" -> Map.of("length", 1L, "txt", "no");
      case "type" -> Map.of("length", "one");
      case "missing" -> Map.of();
      case "constraint" -> Map.of("length", 100L);
      case "large" -> Map.of("length", 1L, "tags", Set.of(new String(much)));
      default -> Map.of("length", 1L);
    };
  }

  @SuppressWarnings("NullAway") // What callers without null checks do.
  private static Map<String, ?> nothing() {
    return null;
  }

  @Test
  void manyItemsAreUpgradedWhileOthersWork() throws Exception {
    Path data = folder.resolve("many");
    int items = 2_000;
    try (GoatDB db = GoatDB.open(data, FIRST)) {
      for (int i = 0; i < items; i++) {
        db.createAt("/data/n/i" + i, FIRST, Map.of("text", "t", "points", (long) i));
      }
    }
    try (GoatDB db = GoatDB.open(data, upgrading())) {
      Item last = db.item("/data/n/i" + (items - 1));
      last.add(TOTAL, 1);
      SyncTest.await(() -> db.counts("/data/n").commits() == 2 * items + 1);
      assertEquals((long) items, last.get(TOTAL));
      assertEquals(5L, db.item("/data/n/i5").get(TOTAL));
      assertEquals(items, calls.get());
    }
  }

  @Test
  void aClientNeverRunsItAndCodeForNothingIsAMistake() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(FIRST, SECOND).authority());
        GoatDB old = client(FIRST);
        GoatDB current = GoatDB.inMemory(upgrading().andThen(o -> o.server("ws://127.0.0.1:1")))) {
      old.createAt("/data/n/a", FIRST, Map.of("text", "one"));
      try (Pipe one = new Pipe(old, server);
          Pipe two = new Pipe(current, server)) {
        SyncTest.await(() -> current.find("/data/n/a").isPresent());
        current.item("/data/n/a").set(TEXT, "two");
        SyncTest.await(() -> current.item("/data/n/a").isOnServer());
      }
    }
    assertEquals(0, calls.get());
    GoatException none =
        assertThrows(
            GoatException.InvalidDefinition.class,
            () -> GoatDB.inMemory(o -> o.schemas(FIRST).upgrade("note", 1, this::split)));
    assertTrue(none.getMessage().contains("asks for none"), none::getMessage);
    GoatException twice =
        assertThrows(
            GoatException.InvalidDefinition.class,
            () -> GoatDB.inMemory(upgrading().andThen(o -> o.upgrade("note", 2, this::split))));
    assertTrue(twice.getMessage().contains("two functions"), twice::getMessage);
  }

  @Test
  void codeIsWrittenAndReadLikeTheRest() {
    GoatFile file = GoatFile.of(FIRST, SECOND);
    assertTrue(
        file.toJson()
            .contains("\"upgrade\": {\"code\": [\"length\", \"places\", \"points\", \"tags\"]}"),
        file::toJson);
    assertEquals(SECOND.definition(), GoatFile.parse(file.toJson()).schema("note").definition());
    GoatException twice =
        assertThrows(
            GoatException.InvalidDefinition.class,
            () -> SECOND.upgrade(FIRST, up -> up.code("tags").code("tags")));
    assertTrue(twice.getMessage().contains("'tags' twice"), twice::getMessage);
    GoatException without =
        assertThrows(
            GoatException.InvalidDefinition.class,
            () -> Schema.of("note", 2, TEXT, TOTAL).upgrade(FIRST, up -> up));
    assertTrue(without.getMessage().contains("under \"code\""), without::getMessage);
  }
}
