package dev.goatdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The shared list of cases through the public API; cases.test.ts does the same in TypeScript. */
final class SharedCasesTest {
  private static final CasePeers PEERS = new CasePeers();
  private static int number;

  @AfterAll
  static void close() {
    PEERS.close();
  }

  @TestFactory
  List<DynamicContainer> everyCaseEndsAsItSays() {
    List<DynamicContainer> topics = new ArrayList<>();
    for (SharedCases.Topic topic : SharedCases.read()) {
      List<DynamicTest> tests = new ArrayList<>();
      for (SharedCases.Case one : topic.cases()) {
        tests.add(DynamicTest.dynamicTest(one.name(), () -> run(one)));
      }
      topics.add(DynamicContainer.dynamicContainer(topic.name(), tests));
    }
    return topics;
  }

  @Test
  void thereAreAtLeastTwoHundredAndNoTwoAreCalledTheSame() {
    List<String> names =
        SharedCases.read().stream()
            .flatMap(topic -> topic.cases().stream())
            .map(SharedCases.Case::name)
            .toList();
    Set<String> different = new TreeSet<>(names);
    assertEquals(names.size(), different.size());
    assertTrue(different.size() >= 200);
  }

  @Test
  void aCaseThatEndsOtherwiseIsFoundOut() {
    List<List<Object>> steps = List.of(List.of("ann", "create", Map.of("text", "A")));
    otherwise(steps, Map.of("shows", Map.of("text", "B")));
    otherwise(steps, Map.of("shows", Map.of("size", 0L)));
    otherwise(steps, Map.of("shows", Map.of("tags", List.of("a"))));
    otherwise(steps, Map.of("deleted", true));
    otherwise(steps, Map.of("problems", Map.of("text", "wrong")));
    otherwise(steps, Map.of("unseen", List.of("text")));
    otherwise(steps, Map.of("why", Map.of("text", List.of("last-writer"))));
    otherwise(steps, Map.of("absent", true));
    otherwise(
        List.of(List.of("ann", "fails", "invalid-value", "", steps.get(0).subList(1, 3))),
        Map.of());
    otherwise(List.of(steps.get(0), List.of("ann", "finds nothing")), Map.of());
    otherwise(List.of(steps.get(0), List.of("ann", "sees", Map.of("text", "B"))), Map.of());
  }

  private static void otherwise(List<List<Object>> steps, Map<String, Object> ends) {
    SharedCases.Case wrong = new SharedCases.Case("wrong", "note", Map.of("ann", 1), steps, ends);
    assertThrows(AssertionError.class, () -> run(wrong), ends::toString);
  }

  private static void run(SharedCases.Case one) throws Exception {
    new CaseRun(PEERS, one, ++number).run();
  }
}
