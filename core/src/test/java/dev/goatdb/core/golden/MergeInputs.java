package dev.goatdb.core.golden;

import static dev.goatdb.core.golden.Inputs.bytes;

import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of the vectors of kind {@code merges}: histories, drawn where they branch. */
final class MergeInputs {
  private static final List<Object> NONE = List.of();

  private MergeInputs() {}

  static Inputs all() {
    Inputs inputs = new Inputs();
    registers(inputs);
    counters(inputs);
    sets(inputs);
    maps(inputs);
    nested(inputs);
    deletion(inputs);
    shapes(inputs);
    return inputs;
  }

  private static void registers(Inputs inputs) {
    inputs
        .add("one-commit", history(commit(1, NONE, put("a", 1))))
        .add("defaults", withDefaults(Map.of("a", 7, "b", "x"), commit(1, NONE, put("b", "y"))))
        .add("later-write", history(commit(1, NONE, put("a", 1)), commit(2, of(0), put("a", 2))))
        .add("fork-last-writer", fork(put("a", 0), put("a", 1), put("a", 2)))
        .add("fork-different-fields", fork(put("a", 0), put("b", 1), put("c", 2)))
        .add("fork-write-and-removal", fork(put("a", 0), put("a", 1), remove("a")))
        .add("fork-removal-and-write", fork(put("a", 0), remove("a"), put("a", 1)))
        .add(
            "equal-clocks",
            history(
                commit(1, NONE, put("a", 0)),
                commit(2, of(0), put("a", 1)),
                commit(2, of(0), put("a", 2))))
        .add(
            "slow-watch",
            history(
                commit(1, NONE, put("a", 0)),
                commit(9, of(0), put("a", "late")),
                commit(2, of(0), put("a", "early")),
                commit(3, of(2), put("a", "early again"))));
  }

  private static void counters(Inputs inputs) {
    inputs
        .add("counter", history(commit(1, NONE, more("n", 5)), commit(2, of(0), more("n", -7))))
        .add("counter-fork", fork(more("n", 1), more("n", 10), more("n", 100)))
        .add("counter-default", withDefaults(Map.of("n", 1000), commit(1, NONE, more("n", 1))))
        .add("counter-wraps", fork(more("n", Long.MAX_VALUE), more("n", 1), more("n", 1)))
        .add(
            "counter-three-peers-with-shared-history",
            history(
                commit(1, NONE, more("n", 1)),
                commit(2, of(0), more("n", 10)),
                commit(2, of(0), more("n", 100)),
                commit(3, of(1, 2), more("n", 1000)),
                commit(4, of(2), more("n", 10_000)),
                commit(5, of(1), more("n", 100_000))));
  }

  private static void sets(Inputs inputs) {
    inputs
        .add("set-both-add", fork(in("s", 1), in("s", 2), in("s", 3)))
        .add("set-addition-beats-removal", fork(in("s", 1), in("s", 1), out("s", 1)))
        .add("set-removal-of-the-same", fork(in("s", 1), out("s", 1), out("s", 1)))
        .add(
            "set-removal-saw-the-addition",
            history(
                commit(1, NONE, in("s", 1)),
                commit(2, of(0), in("s", 2)),
                commit(3, of(1), out("s", 2)),
                commit(3, of(0), in("s", 3))))
        .add(
            "set-added-again",
            history(
                commit(1, NONE, in("s", "x")),
                commit(2, of(0), out("s", "x")),
                commit(3, of(1), in("s", "x")),
                commit(9, of(0), out("s", "x"))));
  }

  private static void maps(Inputs inputs) {
    inputs
        .add("map-both-write", fork(put("m", "a", 1), put("m", "b", 2), put("m", "c", 3)))
        .add("map-same-key", fork(put("m", "a", 1), put("m", "a", 2), put("m", "a", 3)))
        .add("map-write-beats-removal", fork(put("m", "a", 1), put("m", "a", 2), gone("m", "a")))
        .add("map-removal", fork(put("m", "a", 1), gone("m", "a"), put("m", "b", 2)))
        .add(
            "map-removal-hides-only-what-it-saw",
            history(
                commit(1, NONE, put("m", "k", 0)),
                commit(2, of(0), put("m", "k", "unseen")),
                commit(3, of(0), put("m", "k", "seen")),
                commit(4, of(2), gone("m", "k"))));
  }

  private static void nested(Inputs inputs) {
    Object whole = Map.of("a", 1, "b", 2);
    inputs
        .add("nested-different-keys", fork(put("m", "k", whole), deep("a", 3), deep("b", 4)))
        .add("nested-same-key", fork(put("m", "k", whole), deep("a", 3), deep("a", 4)))
        .add("nested-comes-back-whole", fork(put("m", "k", whole), deep("a", 3), gone("m", "k")))
        .add("nested-removals", fork(put("m", "k", whole), undeep("a"), gone("m", "k")))
        .add(
            "nested-whole-and-inner",
            fork(put("m", "k", whole), put("m", "k", Map.of("a", 5)), deep("b", 6)))
        .add(
            "nested-two-wholes",
            fork(
                put("m", "j", 0),
                put("m", "k", Map.of("a", 1, "b", 1)),
                put("m", "k", Map.of("b", 2, "c", 2))))
        .add(
            "nested-set",
            fork(
                put("m", "k", Value.setOf(List.of(Value.of(1), Value.of(2)))),
                List.of(3, List.of("m", "k"), 1),
                List.of(2, List.of("m", "k"), 3)));
  }

  private static void deletion(Inputs inputs) {
    inputs
        .add("deleted", history(commit(1, NONE, deleted(false)), commit(2, of(0), deleted(true))))
        .add("deleted-then-edited", fork(deleted(false), deleted(true), put("a", 1)))
        .add("deleted-and-restored", fork(deleted(true), deleted(true), deleted(false)));
  }

  private static void shapes(Inputs inputs) {
    inputs
        .add(
            "two-roots",
            withDefaults(
                Map.of("a", 0, "n", 5),
                commit(1, NONE, put("a", 1), more("n", 1)),
                commit(2, NONE, put("a", 2), more("n", 1))))
        .add(
            "criss-cross",
            history(
                commit(1, NONE, more("n", 1), in("s", 0)),
                commit(2, of(0), more("n", 10), out("s", 0)),
                commit(2, of(0), more("n", 100), in("s", 0)),
                commit(3, of(1, 2), more("n", 1000), put("a", "left")),
                commit(3, of(1, 2), more("n", 10_000), put("a", "right"))))
        .add(
            "merged-and-forked-again",
            history(
                commit(1, NONE, put("a", 1)),
                commit(2, of(0), put("a", 2)),
                commit(3, of(0), put("b", 3)),
                commit(4, of(1, 2), put("c", 4)),
                commit(5, of(3), put("a", 5), more("n", 1)),
                commit(6, of(3), put("b", 6), more("n", 2))))
        .add("twelve-heads", heads(12))
        .add("a-long-line", line(40));
  }

  private static Map<String, Object> heads(int count) {
    List<Map<String, Object>> commits = new ArrayList<>();
    commits.add(commit(1, NONE, more("n", 1)));
    for (int i = 0; i < count; i++) {
      commits.add(commit(2 + i % 3, of(0), more("n", 1), in("s", i), put("a", i)));
    }
    return Map.of("commits", commits);
  }

  private static Map<String, Object> line(int length) {
    List<Map<String, Object>> commits = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      commits.add(commit(i + 1, i == 0 ? NONE : of(i - 1), more("n", i), put("a", i)));
    }
    for (int i = 0; i < length; i++) {
      commits.set(i, Inputs.with(commits.get(i), "generation", i + 1));
    }
    return Map.of("commits", commits);
  }

  @SafeVarargs
  private static Map<String, Object> history(Map<String, Object>... commits) {
    return withDefaults(Map.of(), commits);
  }

  @SafeVarargs
  private static Map<String, Object> withDefaults(
      Map<String, Object> defaults, Map<String, Object>... commits) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Map<String, Object> commit : commits) {
      int generation = 0;
      for (Object parent : (List<?>) commit.get("parents")) {
        Object above = list.get((Integer) parent).get("generation");
        generation = Math.max(generation, (Integer) above);
      }
      list.add(Inputs.with(commit, "generation", generation + 1));
    }
    return Map.of("defaults", defaults, "commits", list);
  }

  /** A root, and two commits on it that do not know each other; the second is the later one. */
  private static Map<String, Object> fork(
      List<Object> root, List<Object> left, List<Object> right) {
    return history(commit(1, NONE, root), commit(2, of(0), left), commit(3, of(0), right));
  }

  private static Map<String, Object> commit(int clock, List<Object> parents, Object... operations) {
    Map<String, Object> commit = new LinkedHashMap<>();
    commit.put("clock", clock);
    commit.put("parents", parents);
    commit.put("generation", parents.isEmpty() ? 1 : 2);
    commit.put("salt", bytes(16, clock));
    commit.put("operations", List.of(operations));
    return commit;
  }

  private static List<Object> of(Integer... parents) {
    return List.of((Object[]) parents);
  }

  private static List<Object> put(String field, Object value) {
    return List.of(0, List.of(field), value);
  }

  private static List<Object> put(String field, String key, Object value) {
    return List.of(0, List.of(field, key), value);
  }

  private static List<Object> deep(String key, Object value) {
    return List.of(0, List.of("m", "k", key), value);
  }

  private static List<Object> undeep(String key) {
    return List.of(1, List.of("m", "k", key));
  }

  private static List<Object> remove(String field) {
    return List.of(1, List.of(field));
  }

  private static List<Object> gone(String field, String key) {
    return List.of(1, List.of(field, key));
  }

  private static List<Object> in(String field, Object element) {
    return List.of(2, List.of(field), element);
  }

  private static List<Object> out(String field, Object element) {
    return List.of(3, List.of(field), element);
  }

  private static List<Object> more(String field, long by) {
    return List.of(4, List.of(field), by);
  }

  private static List<Object> deleted(boolean deleted) {
    return List.of(0, List.of(), deleted);
  }
}
