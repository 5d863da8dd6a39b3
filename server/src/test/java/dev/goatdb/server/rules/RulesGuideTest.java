package dev.goatdb.server.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Access;
import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.Item;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.GoatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to rules shows is so. */
final class RulesGuideTest {
  @TempDir Path folder;
  private final List<String> json = new ArrayList<>();
  private String guide = "";

  @BeforeEach
  void readTheGuide() throws IOException {
    guide = Files.readString(Path.of("..", "docs", "guide", "rules.md"));
    for (int at = guide.indexOf("```json\n"); at >= 0; at = guide.indexOf("```json\n", at + 1)) {
      json.add(guide.substring(at + 8, guide.indexOf("```", at + 8)));
    }
  }

  @Test
  void theCasesOfTheGuideComeOutAsItSays() {
    assertEquals(2, json.size());
    assertEquals(List.of(), GoatFile.mistakes(json.get(0)));
    List<RuleCases.Outcome> outcomes = RuleCases.run(json.get(0), json.get(1));
    assertEquals(6, outcomes.size());
    outcomes.forEach(one -> assertTrue(one.isAsExpected(), one.name() + ": " + one.said()));
  }

  @Test
  void aCaseThatComesOutOtherwiseIsShown() {
    String cases =
        """
        {"cases": [
          {"name": "wrong", "user": "eve", "do": "read", "path": "/todo/a", "expect": "allowed"},
          {"name": "wrong rule", "user": "eve", "do": "read", "path": "/todo/a", "expect": "refused", "rule": "x"}]}
        """;
    for (RuleCases.Outcome outcome : RuleCases.run(json.get(0), cases)) {
      assertFalse(outcome.isAsExpected());
      assertEquals(
          "refused by 'members': This list is private. Ask its owner to share it with you.",
          outcome.said());
    }
    assertThrows(
        GoatException.InvalidDefinition.class,
        () -> RuleCases.run(json.get(0), "{\"cases\": [{\"expekt\": \"allowed\"}]}"));
  }

  @Test
  void itsJavaDoesWhatItSays() throws InterruptedException {
    List<String> shown = new ArrayList<>();
    GoatFile file = GoatFile.parse(json.get(0));
    try (GoatServer server =
            GoatServer.open(
                folder,
                o ->
                    o.port(0)
                        .file(file)
                        .rule(
                            "office hours",
                            "/todo/{list}/*",
                            "We are closed.",
                            attempt ->
                                attempt.user().equals(Optional.of("boss"))
                                    || isOpen(attempt.time()),
                            Access.CREATE,
                            Access.UPDATE,
                            Access.DELETE));
        GoatDB db =
            GoatDB.inMemory(o ->
                o.schemas(file.schema("list"), file.schema("todo")).server(server.address()))) {
      db.onRefused(edit -> shown.add(edit.reason()));
      server.db().sessions().assign(db.session(), "ann");
      await(() -> db.user().isPresent());
      Item list = db.createAt("/lists/all/a", file.schema("list"), Map.of("owner", "ann"));
      await(list::isOnServer);
      list.set("owner", "eve");
      await(() -> shown.equals(List.of("Only its owner can share or delete this list.")));
      db.createAt("/todo/a/milk", file.schema("todo"), Map.of("text", "Milk"));
      await(() -> shown.contains("We are closed."));
      assertEquals(Map.of("sharing", 1L, "office hours", 1L), server.db().refusedByRule());
      assertEquals(Set.of("owner"), db.refused().get(0).fields());
    }
  }

  private static boolean isOpen(Instant time) {
    return time.isBefore(Instant.EPOCH);
  }

  private static void await(java.util.function.BooleanSupplier state) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within 30 seconds");
      Thread.sleep(10);
    }
  }
}
