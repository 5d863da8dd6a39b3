package dev.goatdb.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The oracle and the verdict see what was not issued. */
final class OracleTest {
  private static final String TASK = "/tasks/a/b";

  private final Oracle oracle = new Oracle();
  private final SortedMap<String, SortedMap<String, Object>> items = new TreeMap<>();

  private void show(Map<String, Object> values) {
    items.put(TASK, Replica.plain(values));
  }

  private List<String> differences() {
    return oracle.differences(new Replica(items, 0, List.of(), ""));
  }

  @Test
  void everyFieldMustBeWhatWasWrittenLast() {
    oracle.made(new Editor.Made(TASK, Map.of("text", "one", "done", false, "tags", List.of("x"))));
    assertEquals(List.of(TASK + " is missing"), differences());
    show(Map.of("text", "one", "done", false, "tags", List.of("x")));
    assertEquals(List.of(), differences());
    show(Map.of("text", "two", "done", false, "tags", List.of("x")));
    assertEquals(1, differences().size());
    oracle.wrote(TASK, "text", "two");
    assertEquals(List.of(), differences());
    show(Map.of("text", "two", "done", false, "tags", List.of("x"), "more", 1));
    assertEquals(1, differences().size());
    show(Map.of("text", "two", "tags", List.of("x")));
    assertEquals(1, differences().size());
  }

  @Test
  void aContestedTextMustBeSomebodysLastWord() {
    oracle.made(new Editor.Made(TASK, Map.of("text", "one")));
    oracle.contested(TASK, "text", "ana", "hers, first");
    oracle.contested(TASK, "text", "ana", "hers");
    oracle.contested(TASK, "text", "ben", "his");
    for (String text : List.of("hers", "his")) {
      show(Map.of("text", text));
      assertEquals(List.of(), differences());
    }
    for (String text : List.of("one", "hers, first")) {
      show(Map.of("text", text));
      assertEquals(1, differences().size(), text);
    }
  }

  @Test
  void tagsUniteAndDeletedItemsAreGone() {
    oracle.made(new Editor.Made(TASK, Map.of("text", "one")));
    oracle.tagged(TASK, "x");
    oracle.tagged(TASK, "y");
    oracle.untagged(TASK, "y");
    show(Map.of("text", "one"));
    assertEquals(1, differences().size());
    show(Map.of("text", "one", "tags", List.of("x")));
    assertEquals(List.of(), differences());
    oracle.deleted(TASK);
    assertEquals(List.of(TASK + " is not deleted"), differences());
    items.clear();
    assertEquals(List.of(), differences());
    items.put("/tasks/a/c", new TreeMap<>());
    assertEquals(List.of("/tasks/a/c was never made"), differences());
  }

  @Test
  void theVerdictNeedsEqualReplicasWithNothingWaiting() {
    oracle.made(new Editor.Made(TASK, Map.of("text", "one")));
    oracle.contested(TASK, "text", "ana", "hers");
    oracle.contested(TASK, "text", "ben", "his");
    show(Map.of("text", "hers"));
    Replica hers = new Replica(new TreeMap<>(items), 0, List.of(), "12");
    show(Map.of("text", "his"));
    assertFalse(verdict(hers, new Replica(items, 0, List.of(), "12")).converged());
    assertTrue(verdict(hers, hers).converged());
    assertFalse(verdict(hers).converged(), "one alone proves nothing");
    assertFalse(verdict(hers, new Replica(hers.items(), 1, List.of(), "12")).converged());
    assertFalse(verdict(hers, new Replica(hers.items(), 0, List.of("x"), "12")).converged());
    assertFalse(verdict(hers, new Replica(hers.items(), 0, List.of(), "34")).converged());
    Verdict amiss = verdict(hers, hers);
    amiss.fault("something else");
    assertTrue(amiss.converged() && !amiss.isWell());
  }

  private Verdict verdict(Replica... replicas) {
    Verdict verdict = new Verdict(oracle);
    for (Replica replica : replicas) {
      verdict.add("replica " + verdict.lines().size(), replica);
    }
    return verdict;
  }
}
