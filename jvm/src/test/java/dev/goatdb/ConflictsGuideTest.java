package dev.goatdb;

import static dev.goatdb.Field.STRING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/guide/conflicts.md shows in Java. */
final class ConflictsGuideTest {
  static final Field<Set<String>> GUESTS = Field.set("guests", STRING);
  static final Field<String> HOST = Field.string("host").constraint("value in guests");
  static final Schema EVENT = Schema.of("event", 1, GUESTS, HOST);

  static final Field<Long> POINTS = Field.counter("points");
  static final Schema TEAM = Schema.of("team", 1, POINTS);
  static final Schema NAME = Schema.of("name", 1, Field.string("owner").required());

  /** Moves points from one team to another; nobody ever sees them twice, or not at all. */
  static void give(GoatDB db, Item from, Item to, long points) {
    db.atomically(() -> {
      from.add(POINTS, -points);
      to.add(POINTS, points);
    });
  }

  /** Takes a name, unless somebody has it; the server has the last word. */
  static Item claim(GoatDB db, String name, String owner) {
    String path = "/data/names/" + name;
    Heads free = db.heads(path);
    db.atomically(free, () -> db.createAt(path, NAME, Map.of("owner", owner)));
    return db.item(path);
  }

  /** What to show beside an item that nobody wanted as it is. */
  static String warning(Item event) {
    Map<String, String> problems = event.problems();
    return problems.isEmpty() ? "" : "Please look at: " + String.join(", ", problems.keySet());
  }

  /** The changes of a field that met, such as "lost: set to 'ann'". */
  static List<String> changes(Item event, Field<?> field) {
    return event.explain(field).changes().stream()
        .map(change -> (change.shows() ? "shows: " : "lost: ") + change.what())
        .toList();
  }

  /** Brings back what somebody deleted while others were changing it. */
  static Subscription keepWhatIsEdited(GoatDB db) {
    return db.onDeletedWithUnseenEdits(edits -> edits.item().restore());
  }

  @Test
  void whatIsDeletedWhileSomebodyChangesItComesBack() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(EVENT).authority());
        GoatDB one = client();
        GoatDB other = client();
        Subscription keeping = keepWhatIsEdited(other)) {
      Item ours = one.createAt("/data/e/party", EVENT, Map.of("guests", Set.of("ann")));
      meet(one, other, server, () -> other.find(ours.path()).isPresent());
      ours.add(GUESTS, "bob");
      one.flush();
      other.item(ours.path()).delete();
      other.flush();
      meet(
          one,
          other,
          server,
          () ->
              other
                  .find(ours.path())
                  .filter(event -> event.get(GUESTS).contains("bob"))
                  .isPresent());
      assertEquals(Set.of("ann", "bob"), other.item(ours.path()).get(GUESTS));
    }
  }

  @Test
  void aHostWhoLeavesIsAProblemUntilThereIsAnother() {
    try (GoatDB db = GoatDB.inMemory(EVENT)) {
      Item event = db.create("/data/e", EVENT, Map.of("guests", Set.of("ann"), "host", "ann"));
      assertEquals("", warning(event));
      event.remove(GUESTS, "ann");
      assertEquals("Please look at: host", warning(event));
      event.add(GUESTS, "bob");
      event.set(HOST, "bob");
      assertEquals("", warning(event));
    }
  }

  @Test
  void twoHostsAtOnceAreExplained() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(EVENT).authority());
        GoatDB one = client();
        GoatDB other = client()) {
      Item ours =
          one.createAt("/data/e/party", EVENT, Map.of("guests", Set.of("ann", "bob", "cat")));
      meet(one, other, server, () -> other.find(ours.path()).isPresent());
      ours.set(HOST, "ann");
      one.flush();
      Thread.sleep(2);
      other.item(ours.path()).set(HOST, "bob");
      other.flush();
      meet(one, other, server, () -> ours.get(HOST).equals("bob"));
      assertEquals(List.of("lost: set to 'ann'", "shows: set to 'bob'"), changes(ours, HOST));
      assertEquals("", warning(ours));
      String page = Files.readString(Path.of("../docs/guide/conflicts.md"));
      String printed = page.substring(page.indexOf("```\n'host', by") + 4);
      printed = printed.substring(0, printed.indexOf("```"));
      assertEquals(masked(printed).strip(), masked(ours.explain(HOST).toString()).strip());
    }
  }

  @Test
  void pointsAreGivenAndNamesAreClaimed() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TEAM, NAME).authority());
        GoatDB one = client();
        GoatDB other = client()) {
      Item red = one.createAt("/data/teams/red", TEAM, Map.of("points", 10L));
      Item blue = one.createAt("/data/teams/blue", TEAM, Map.of());
      meet(one, other, server, () -> other.find(blue.path()).isPresent());
      give(one, red, blue, 3);
      give(other, other.item(blue.path()), other.item(red.path()), 1);
      claim(one, "goat", "ann");
      meet(
          one,
          other,
          server,
          () -> other.find("/data/names/goat").isPresent() && red.get(POINTS) == 8);
      assertEquals(List.of(8L, 2L), List.of(red.get(POINTS), blue.get(POINTS)));
      claim(one, "kid", "ann");
      claim(other, "kid", "bob");
      meet(one, other, server, () -> one.refused().size() + other.refused().size() == 1);
      GoatDB loser = one.refused().isEmpty() ? other : one;
      assertEquals("conflict", loser.refused().get(0).code());
    }
  }

  /** Sessions, commits and times are others every time. */
  private static String masked(String printed) {
    return printed
        .replaceAll("\\b[0-9a-f]{8}\\b", "XXXXXXXX")
        .replaceAll("\\b[0-9]{4}-[-0-9:.T]+Z", "TIME");
  }

  private static GoatDB client() {
    return GoatDB.inMemory(o -> o.schemas(EVENT, TEAM, NAME).server("ws://127.0.0.1:1"));
  }

  private static void meet(
      GoatDB one, GoatDB other, GoatDB server, java.util.function.BooleanSupplier until)
      throws Exception {
    try (Pipe first = new Pipe(one, server);
        Pipe second = new Pipe(other, server)) {
      SyncTest.await(until);
    }
  }

  @Test
  void theGuideShowsWhatThisTestRuns() throws IOException {
    String here = Files.readString(Path.of("src/test/java/dev/goatdb/ConflictsGuideTest.java"));
    Matcher blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/guide/conflicts.md")));
    int found = 0;
    while (blocks.find()) {
      for (String piece : blocks.group(1).split("\n\n")) {
        found++;
        assertTrue(dense(here).contains(dense(piece)), "not run: " + piece);
      }
    }
    assertEquals(6, found);
  }

  private static String dense(String code) {
    return code.replaceAll("\\s+", "");
  }
}
