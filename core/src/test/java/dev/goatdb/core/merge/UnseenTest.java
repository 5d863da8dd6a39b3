package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Edits that a deletion met: found as a plain reading of the complete history finds them. */
class UnseenTest {
  @Test
  void theyAreThoseThatThePlainRulesFind() {
    int[] found = new int[2];
    Property.check(
        600,
        chance -> {
          List<Commit> commits = Histories.random(chance, 2 + chance.below(25));
          Graph graph = Histories.admitted(commits, chance);
          ItemGraph item = graph.resident().iterator().next();
          Map<CommitId, Set<String>> plain = plain(commits);
          assertEquals(plain, found(item.nodes()));
          Set<CommitId> above = new HashSet<>();
          Region.below(item.heads()).nodes().forEach(node -> above.add(node.id()));
          plain.keySet().retainAll(above);
          assertEquals(plain, found(item.heads()));
          found[plain.isEmpty() ? 0 : 1]++;
        });
    assertTrue(Math.min(found[0], found[1]) > 30, found[0] + " without, " + found[1] + " with");
  }

  private static Map<CommitId, Set<String>> found(List<Node> commits) {
    Map<CommitId, Set<String>> edits = new HashMap<>();
    Unseen.of(View.plain(Value.EMPTY_DICT), commits)
        .edits()
        .forEach((node, fields) -> edits.put(node.id(), fields));
    return edits;
  }

  /** Every commit against every deletion that nobody who saw it took back. */
  private static Map<CommitId, Set<String>> plain(List<Commit> commits) {
    Map<CommitId, Set<CommitId>> seen = new HashMap<>();
    for (Commit commit : commits) {
      Set<CommitId> ancestors = new HashSet<>(commit.header().parents());
      commit.header().parents().forEach(parent -> ancestors.addAll(seen.get(parent)));
      seen.put(commit.id(), ancestors);
    }
    List<Commit> words = new ArrayList<>(commits);
    words.removeIf(commit -> word(commit) == null);
    words.sort((a, b) -> a.compareTo(b));
    Map<CommitId, Set<String>> edits = new HashMap<>();
    if (words.isEmpty() || !deletes(words.get(words.size() - 1))) {
      return edits;
    }
    List<Commit> deletions = new ArrayList<>(words);
    deletions.removeIf(one ->
        !deletes(one) || words.stream().anyMatch(other -> seen.get(other.id()).contains(one.id())));
    for (Commit commit : commits) {
      boolean apart =
          deletions.stream()
              .allMatch(deletion ->
                  !deletion.equals(commit)
                      && !seen.get(deletion.id()).contains(commit.id())
                      && !seen.get(commit.id()).contains(deletion.id()));
      Set<String> fields = new TreeSet<>();
      commit.operations().stream()
          .filter(operation -> !operation.path().isEmpty())
          .forEach(operation -> fields.add(operation.path().get(0)));
      if (apart && !fields.isEmpty()) {
        edits.put(commit.id(), fields);
      }
    }
    return edits;
  }

  private static Operation word(Commit commit) {
    return commit.operations().stream()
        .filter(operation -> operation.path().isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static boolean deletes(Commit commit) {
    return new Operation.Put(Operation.DELETED, Value.TRUE).equals(word(commit));
  }

  @Test
  void waitingEditsNameTheirFields() {
    Overlay overlay = new Overlay();
    assertEquals(Set.of(), overlay.fields());
    overlay.add(new Operation.Put(Operation.DELETED, Value.FALSE));
    overlay.add(new Operation.Put(List.of("words", "k"), Value.of("v")));
    overlay.add(new Operation.Increase(List.of("n"), 1));
    assertEquals(List.of("n", "words"), List.copyOf(overlay.fields()));
  }
}
