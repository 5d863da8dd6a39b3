package dev.goatdb;

import static dev.goatdb.Field.list;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists that several people arrange, as applications see them. */
final class ListTest {
  private static final Field<List<String>> STEPS =
      list("steps", Field.STRING).constraint("size(value) < 9");
  private static final Field<List<Set<String>>> TEAMS = list("teams", Type.setOf(Field.STRING));
  private static final Schema RECIPE =
      Schema.of("recipe", 1, STEPS, TEAMS, list("marks", Field.INTEGER).defaultsTo(List.of(1L)));

  private final GoatDB server = GoatDB.inMemory(o -> o.schemas(RECIPE).authority());
  private final GoatDB ann = client();
  private final GoatDB bob = client();

  private static GoatDB client() {
    return GoatDB.inMemory(o ->
        o.schemas(RECIPE)
            .server("ws://127.0.0.1:1")
            .executor(Runnable::run)
            .commitsPerSecond(1000));
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
    server.close();
  }

  @Test
  void theGuideShowsWhatRunsHere() throws Exception {
    Field<List<String>> STEPS = list("steps", Field.STRING);
    Schema recipe = Schema.of("recipe", 1, STEPS);
    try (GoatDB db = GoatDB.inMemory(recipe)) {
      Item item = db.create("/data/recipes", recipe, Map.of());
      item.set(STEPS, List.of("mix", "bake", "eat"));
      item.edit(STEPS, steps -> steps.insert(1, "stir"));
      item.edit(STEPS, steps -> steps.move(3, 0));
      assertEquals(List.of("eat", "mix", "stir", "bake"), item.get(STEPS));
    }
    String here = Files.readString(Path.of("src/test/java/dev/goatdb/ListTest.java"));
    String page = Files.readString(Path.of("../docs/guide/list.md"));
    int start = page.indexOf("```java\n") + 8;
    for (String line : page.substring(start, page.indexOf("```", start)).split("\n")) {
      String code = line.replaceFirst("//.*", "").strip().replaceFirst(";$", "");
      assertTrue(here.contains(code), "not run: " + line);
    }
  }

  @Test
  void concurrentEditsUnite() throws Exception {
    Item anns = ann.createAt("/data/recipes/pie", RECIPE, Map.of("steps", List.of("a", "b", "c")));
    meet();
    Item bobs = bob.item("/data/recipes/pie");
    anns.edit(STEPS, list -> list.move(0, 2).add("x"));
    bobs.set(STEPS, List.of("a", "y", "c"));
    assertEquals(List.of("b", "c", "a", "x"), anns.get(STEPS));
    meet();
    assertEquals(anns.get(STEPS), bobs.get(STEPS));
    assertEquals(List.of("y", "c", "a", "x"), anns.get(STEPS));
    assertEquals("all-edits", bobs.explain(STEPS).rule());
    assertTrue(anns.explain(STEPS).toString().contains("1 moved"), anns.explain(STEPS).toString());
    bobs.clear(STEPS);
    assertEquals(List.of(), bobs.get(STEPS));
  }

  @Test
  void whatWaitsMovesWithTheListAroundIt() throws Exception {
    Item anns = ann.createAt("/data/recipes/pie", RECIPE, Map.of("steps", List.of("a", "b", "c")));
    meet();
    Item bobs = bob.item("/data/recipes/pie");
    bobs.edit(STEPS, list -> list.insert(0, "first"));
    anns.edit(STEPS, list -> list.remove(1).set(1, "C"));
    meet();
    anns.edit(STEPS, list -> list.move(2, 0));
    meet();
    assertEquals(List.of("C", "first", "a"), anns.get(STEPS));
    assertEquals(anns.get(STEPS), bobs.get(STEPS));
  }

  @Test
  void aListHoldsWhatItsFieldSays() {
    Item item = ann.createAt("/data/recipes/pie", RECIPE, Map.of());
    assertEquals(List.of(), item.get(STEPS));
    assertEquals(List.of(1L), item.get(list("marks", Field.INTEGER)));
    item.edit(TEAMS, teams -> teams.add(Set.of("ann", "bob")).add(Set.of()).remove(1));
    assertEquals(List.of(Set.of("ann", "bob")), item.get(TEAMS));
    assertThrows(
        GoatException.InvalidValue.class, () -> item.edit(STEPS, list -> list.insert(1, "a")));
    assertThrows(GoatException.InvalidValue.class, () -> item.edit(STEPS, list -> list.remove(0)));
    assertThrows(GoatException.InvalidValue.class, () -> item.set("steps", List.of(1)));
    assertThrows(
        GoatException.InvalidValue.class,
        () -> item.set(STEPS, List.of("1", "2", "3", "4", "5", "6", "7", "8", "9")));
    assertThrows(
        GoatException.InvalidDefinition.class, () -> list("x", list("y", Field.STRING).type()));
  }

  @Test
  void aStepSeesWhatTheOnesBeforeItLeft() {
    Item item = ann.createAt("/data/recipes/pie", RECIPE, Map.of());
    item.edit(
        STEPS,
        list -> {
          list.add("a").add("b").move(1, 0);
          assertEquals("b", list.get(0));
          assertEquals(2, list.size());
          list.set(0, "B");
        });
    assertEquals(List.of("B", "a"), item.get(STEPS));
  }

  /** Connects both until all hold the same. */
  private void meet() throws Exception {
    List<Pipe> pipes = new ArrayList<>();
    for (GoatDB db : List.of(ann, bob)) {
      db.flush();
      db.keys("/data/recipes");
      pipes.add(new Pipe(db, server));
    }
    SyncTest.await(this::agree);
    pipes.forEach(Pipe::close);
  }

  private boolean agree() {
    String held = server.status("/data/recipes").commitDigest();
    for (GoatDB db : List.of(ann, bob)) {
      RepositoryStatus status = db.status("/data/recipes");
      if (status.pending() > 0 || !status.commitDigest().equals(held)) {
        return false;
      }
    }
    return true;
  }
}
