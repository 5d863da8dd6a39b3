package dev.goatdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes, references, and sets and maps in sets and maps: written, merged, stored and read. */
final class NestedValuesTest {
  private static final Field<Map<String, Set<String>>> SEEN =
      Field.map("seen", Type.setOf(Field.STRING));
  private static final Field<Set<Map<String, Long>>> POINTS =
      Field.set("points", Type.mapOf(Field.INTEGER));
  private static final Field<Map<String, Set<String>>> STRICT =
      Field.map("strict", Type.setOf(Field.STRING)).merge(MergePolicy.REMOVALS_WIN);
  private static final Field<byte[]> ICON = Field.bytes("icon");
  private static final Field<String> PARENT = Field.reference("parent");
  private static final Field<Set<byte[]>> KEYS = Field.set("keys", Field.BYTES);
  private static final Schema NOTE = Schema.of("note", 1, SEEN, POINTS, STRICT, ICON, PARENT, KEYS);
  private static final String PATH = "/data/n/a";

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAlsoAfterTheDatabaseWasClosed() {
    try (GoatDB db = GoatDB.open(folder.resolve("d"), NOTE)) {
      Item note = db.createAt(PATH, NOTE, Map.of("seen", Map.of("ann", List.of("b", "a", "b"))));
      assertEquals(Map.of("ann", Set.of("a", "b")), note.get(SEEN));
      note.put(SEEN, "bob", Set.of());
      note.add(POINTS, Map.of("x", 1L, "y", 2L));
      note.add(POINTS, Map.of("x", 3L));
      note.set(PARENT, note.path());
      note.set("icon", new byte[] {0, -1});
      note.add(KEYS, new byte[] {7});
      assertThrows(UnsupportedOperationException.class, () -> note.get(SEEN).get("ann").add("c"));
    }
    try (GoatDB db = GoatDB.open(folder.resolve("d"), NOTE)) {
      Item note = db.item(PATH);
      assertEquals(Map.of("ann", Set.of("a", "b"), "bob", Set.of()), note.get(SEEN));
      assertEquals(Set.of(Map.of("x", 1L, "y", 2L), Map.of("x", 3L)), note.get("points"));
      assertEquals(PATH, note.get(PARENT));
      assertArrayEquals(new byte[] {0, -1}, note.get(ICON));
      note.remove(POINTS, Map.of("y", 2L, "x", 1L));
      note.remove(KEYS, new byte[] {7});
      note.remove(SEEN, "bob");
      assertEquals(Set.of(Map.of("x", 3L)), note.get(POINTS));
      assertEquals(Set.of(), note.get(KEYS));
      assertEquals(Map.of("ann", Set.of("a", "b")), note.get(SEEN));
    }
  }

  @Test
  void bytesAreCopiedOnTheWayInAndOut() {
    try (GoatDB db = GoatDB.inMemory(NOTE)) {
      byte[] given = {1, 2, 3};
      Item note = db.create("/data/n", NOTE, Map.of("icon", given));
      given[0] = 9;
      note.get(ICON)[1] = 9;
      assertArrayEquals(new byte[] {1, 2, 3}, note.get(ICON));
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWithWhatWould() {
    try (GoatDB db = GoatDB.inMemory(NOTE)) {
      Item note = db.create("/data/n", NOTE, Map.of());
      refused("cannot hold the string '/data/n'", () -> note.set(PARENT, "/data/n"));
      refused("Give it the path of an item", () -> note.set("parent", 5));
      refused("Give it bytes", () -> note.set("icon", "AAEC"));
      refused("a map of sets of string", () -> note.set("seen", Map.of("ann", Set.of(5))));
      refused("a map of sets of string", () -> note.set("seen", Map.of("ann", "x")));
      refused("null", () -> note.set("seen", Map.of("ann", Arrays.asList("x", null))));
      refused("a set of maps of integer", () -> note.set("points", List.of(Map.of("x", "y"))));
      assertEquals(Map.of(), note.get(SEEN));
    }
    Type<Long> counter = Field.counter("c").type();
    assertThrows(GoatException.InvalidDefinition.class, () -> Type.setOf(counter));
  }

  @Test
  void concurrentEditsMeetWithinEntries() throws Exception {
    try (GoatDB server = server();
        GoatDB ann = client();
        GoatDB bob = client()) {
      Item hers =
          ann.createAt(
              PATH,
              NOTE,
              Map.of(
                  "seen", Map.of("both", Set.of("old"), "gone", Set.of("old")),
                  "strict", Map.of("gone", Set.of("old")),
                  "points", Set.of(Map.of("x", 0L))));
      try (Pipe one = new Pipe(ann, server);
          Pipe two = new Pipe(bob, server)) {
        SyncTest.await(hers::isOnServer);
        SyncTest.await(() -> bob.find(PATH).isPresent());
      }
      Item his = bob.item(PATH);
      hers.put(SEEN, "ann", Set.of("a"));
      hers.put(SEEN, "both", Set.of("old", "by ann"));
      hers.remove(SEEN, "gone");
      hers.remove(STRICT, "gone");
      hers.add(POINTS, Map.of("x", 1L));
      ann.flush();
      Thread.sleep(5); // His clock is the later one.
      his.set(
          "seen", Map.of("both", Set.of("old", "by bob"), "gone", Set.of("kept"), "bob", Set.of()));
      his.put(STRICT, "gone", Set.of("kept"));
      his.set(POINTS, Set.of(Map.of("x", 2L)));
      bob.flush();
      try (Pipe one = new Pipe(ann, server);
          Pipe two = new Pipe(bob, server)) {
        SyncTest.await(() -> hers.get(SEEN).containsKey("bob") && his.get(SEEN).containsKey("ann"));
        SyncTest.await(() -> hers.isOnServer() && his.isOnServer());
        assertEquals(
            Map.of(
                "ann", Set.of("a"),
                "bob", Set.of(),
                "both", Set.of("old", "by ann", "by bob"),
                "gone", Set.of("kept")),
            hers.get(SEEN));
        assertEquals(Map.of(), hers.get(STRICT));
        assertEquals(Set.of(Map.of("x", 1L), Map.of("x", 2L)), hers.get(POINTS));
        assertEquals(hers.values(), his.values());
        assertEquals(hers.values(), server.item(PATH).values());
      }
    }
  }

  @Test
  void aReferenceLeadsFromItemToItem() {
    try (GoatDB db = GoatDB.inMemory(NOTE)) {
      Item parent = db.create("/data/n", NOTE, Map.of());
      Item child = db.create("/data/n", NOTE, Map.of("parent", parent.path()));
      assertEquals(parent, db.item(child.get(PARENT)));
      Optional<String> wanted = Optional.of(parent.path());
      try (Query found =
          db.query("/data/n").where(item -> item.find(PARENT).equals(wanted)).open()) {
        assertEquals(List.of(child), found.results());
      }
    }
  }

  private static GoatDB server() {
    return GoatDB.inMemory(o -> o.schemas(NOTE).authority());
  }

  private static GoatDB client() {
    return GoatDB.inMemory(o -> o.schemas(NOTE).server("ws://127.0.0.1:1").commitsPerSecond(1000));
  }

  private static void refused(String reason, org.junit.jupiter.api.function.Executable what) {
    var error = assertThrows(GoatException.InvalidValue.class, what);
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }
}
