package dev.goatdb.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Graphs: the same commits give the same heads, and what contradicts its parents stays out. */
class GraphTest {
  private static final Octets SALT = Octets.wrap(new byte[Body.SALT_BYTES]);

  @Test
  void anyOrderOfAdmissionGivesTheSameHeads() {
    Property.check(
        150,
        chance -> {
          List<Commit> commits = Histories.random(chance, 2 + chance.below(30));
          Set<CommitId> parents =
              commits.stream()
                  .flatMap(commit -> commit.header().parents().stream())
                  .collect(Collectors.toSet());
          Set<CommitId> childless =
              commits.stream()
                  .map(Commit::id)
                  .filter(id -> !parents.contains(id))
                  .collect(Collectors.toSet());
          for (int i = 0; i < 3; i++) {
            Graph graph = Histories.admitted(chance.shuffled(commits), chance);
            assertEquals(commits.size(), graph.size());
            assertEquals(0, graph.waiting());
            assertEquals(childless, Histories.heads(graph));
          }
        });
  }

  @Test
  void aRemovedCommitTakesItsDescendantsAlong() {
    Property.check(
        150,
        chance -> {
          List<Commit> commits = Histories.random(chance, 2 + chance.below(30));
          Graph graph = Histories.admitted(commits, chance);
          Commit gone = chance.oneOf(commits);
          Set<CommitId> lost = new HashSet<>(Set.of(gone.id()));
          for (Commit commit : commits) {
            if (commit.header().parents().stream().anyMatch(lost::contains)) {
              lost.add(commit.id());
            }
          }
          List<Node> removed = graph.remove(gone.id());
          assertEquals(lost, removed.stream().map(Node::id).collect(Collectors.toSet()));
          List<Commit> rest = commits.stream().filter(c -> !lost.contains(c.id())).toList();
          assertEquals(rest.size(), graph.size());
          assertEquals(
              rest.isEmpty() ? Set.of() : Histories.heads(Histories.admitted(rest, chance)),
              rest.isEmpty() ? Set.of() : Histories.heads(graph));
        });
  }

  @Test
  void aWrongGenerationClockItemOrSchemaIsRefused() {
    Commit root = Commits.above(List.of(), 10, SALT, List.of());
    SchemaId newer = new SchemaId("task", 2, Commits.SCHEMA.digest());
    SchemaId other = new SchemaId("note", 1, Commits.SCHEMA.digest());
    Commit child = Commits.of(newer, "milk", List.of(root), 0, 11, SALT, List.of());
    Graph graph = new Graph(4, new MapLedger());
    graph.admit(root, null);
    contradicts(graph, Commits.of(Commits.SCHEMA, "milk", List.of(root), 1, 11, SALT, List.of()));
    contradicts(graph, Commits.of(Commits.SCHEMA, "milk", List.of(root), -1, 11, SALT, List.of()));
    contradicts(graph, Commits.of(Commits.SCHEMA, "milk", List.of(root), 0, 10, SALT, List.of()));
    contradicts(graph, Commits.of(Commits.SCHEMA, "beer", List.of(root), 0, 11, SALT, List.of()));
    contradicts(graph, Commits.of(other, "milk", List.of(root), 0, 11, SALT, List.of()));
    graph.admit(child, null);
    contradicts(graph, Commits.of(Commits.SCHEMA, "milk", List.of(child), 0, 12, SALT, List.of()));
    assertEquals(Set.of(child.id()), Histories.heads(graph));
  }

  @Test
  void theOldestMakesRoomWhenTooManyWait() {
    Graph graph = new Graph(2, new MapLedger());
    Commit root = Commits.above(List.of(), 1, SALT, List.of());
    List<Commit> children =
        List.of(
            Commits.above(List.of(root), 2, SALT, List.of()),
            Commits.above(List.of(root), 3, SALT, List.of()),
            Commits.above(List.of(root), 4, SALT, List.of()));
    Piece piece = Commits.sealed(children, new Chance(1)).piece();
    children.forEach(child -> graph.await(new Pack(piece, List.of(child))));
    assertEquals(2, graph.waiting());
    assertFalse(graph.isWaiting(children.get(0).id()));
    assertTrue(graph.ready().isEmpty());
    assertEquals(2, graph.forget(root.id()).size());
    assertEquals(0, graph.waiting());
  }

  @Test
  void theOldestMakesRoomWhenTooMuchWaits() {
    Graph graph = new Graph(2, new MapLedger());
    Commit root = Commits.above(List.of(), 1, SALT, List.of());
    Operation large = new Operation.Put(List.of("title"), Value.of("x".repeat(2_000)));
    List<Commit> children =
        List.of(
            Commits.above(List.of(root), 2, SALT, List.of(large)),
            Commits.above(List.of(root), 3, SALT, List.of(large)));
    Piece piece = Commits.sealed(children, new Chance(1)).piece();
    children.forEach(child -> graph.await(new Pack(piece, List.of(child))));
    assertEquals(1, graph.waiting());
    assertTrue(graph.isWaiting(children.get(1).id()));
  }

  @Test
  void packsThatOverlapWaitAndLeaveOneByOne() {
    Graph graph = new Graph(100, new MapLedger());
    Commit one = Commits.of(Commits.SCHEMA, "one", List.of(), 0, 1, SALT, List.of());
    Commit two = Commits.of(Commits.SCHEMA, "two", List.of(), 0, 1, SALT, List.of());
    Commit three = Commits.of(Commits.SCHEMA, "three", List.of(), 0, 1, SALT, List.of());
    Commit aOne = Commits.of(Commits.SCHEMA, "one", List.of(one), 0, 2, SALT, List.of());
    Commit bTwo = Commits.of(Commits.SCHEMA, "two", List.of(two), 0, 2, SALT, List.of());
    Commit cThree = Commits.of(Commits.SCHEMA, "three", List.of(three), 0, 2, SALT, List.of());
    Piece first = Commits.sealed(List.of(aOne, bTwo), new Chance(1)).piece();
    Piece second = Commits.sealed(List.of(aOne, cThree), new Chance(2)).piece();
    graph.await(new Pack(first, List.of(aOne, bTwo)));
    graph.await(new Pack(second, List.of(aOne, cThree)));
    assertFalse(graph.isWaiting(bTwo.id()));
    graph.admit(one, null);
    assertTrue(graph.ready().isEmpty());
    graph.admit(three, null);
    List<Pack> ready = graph.ready();
    assertEquals(List.of(List.of(aOne, cThree)), ready.stream().map(Pack::commits).toList());
    ready.get(0).commits().forEach(commit -> graph.admit(commit, second));
    graph.admit(two, null);
    graph.admit(bTwo, null);
    assertEquals(0, graph.waiting());
    assertTrue(graph.ready().isEmpty());
  }

  private static void contradicts(Graph graph, Commit commit) {
    assertThrows(GoatException.Corrupted.class, () -> graph.admit(commit, null));
    assertFalse(graph.contains(commit.id()));
  }
}
