package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Versions of a schema that live side by side: an older one never sees what newer peers write, a
 * newer one sees what older peers write as it comes; and the policies of fields.
 */
class ViewTest {
  private static final FieldType NUMBERS = new FieldType.SetOf(FieldType.Scalar.INTEGER);
  private static final FieldType COUNTS = new FieldType.MapOf(FieldType.Scalar.INTEGER);

  private static FieldDefinition text(String name, MergePolicy merge) {
    return FieldDefinition.of(name, FieldType.Scalar.STRING).withMerge(merge);
  }

  private static Schema version(int number, String first, String set) {
    return Schema.of(
        "task",
        number,
        List.of(
            text(first, MergePolicy.FIRST_WRITER),
            text("a1", MergePolicy.MAXIMUM),
            FieldDefinition.of("n", FieldType.Scalar.COUNTER),
            FieldDefinition.of(set, NUMBERS).withMerge(MergePolicy.REMOVALS_WIN),
            FieldDefinition.of("map", COUNTS)));
  }

  private static final Schema FIRST = version(1, "a0", "set");
  private static final Schema SECOND =
      version(2, "b0", "set").upgradedBy(new Upgrade(Map.of("a0", "b0"), Set.of(), Map.of()));
  private static final Schema THIRD =
      version(3, "c0", "tags")
          .upgradedBy(new Upgrade(Map.of("b0", "c0", "set", "tags"), Set.of(), Map.of()));
  private static final List<Schema> ALL = List.of(FIRST, SECOND, THIRD);

  private static View view(int version) {
    return new View(Schemas.of(ALL.subList(0, version)), "task");
  }

  private static Replay replay(int version) {
    View view = view(version);
    return new Replay(schema -> view);
  }

  /** Commits of versions that never fall along a path, each in the names of its version. */
  private static List<Commit> history(Chance chance, int length) {
    return Histories.random(
        chance,
        length,
        (heads, clock, salt) -> {
          int least = heads.stream().mapToInt(ViewTest::version).max().orElse(1);
          int version = Math.min(3, least + (chance.oneIn(4) ? 1 + chance.below(2) : 0));
          List<Operation> operations =
              Histories.operations(chance).stream().map(o -> named(o, 1, version)).toList();
          return Commits.of(ALL.get(version - 1).id(), "milk", heads, 0, clock, salt, operations);
        });
  }

  private static int version(Commit commit) {
    return commit.header().schema().version();
  }

  /** An operation on one version in the names of a later one. */
  private static Operation named(Operation operation, int from, int to) {
    if (operation.path().isEmpty()) {
      return operation;
    }
    String field = operation.path().get(0);
    for (int version = from + 1; version <= to; version++) {
      field = ALL.get(version - 1).upgrade().renamed().getOrDefault(field, field);
    }
    List<String> path = new ArrayList<>(operation.path());
    path.set(0, field);
    return operation.at(path);
  }

  private static MergePolicy policy(int version, String field) {
    return ALL.get(version - 1).fields().get(field).merge();
  }

  private static ItemState expected(List<Commit> commits, int version) {
    List<Commit> seen = commits.stream().filter(c -> version(c) <= version).toList();
    return Naive.of(
        seen,
        commit ->
            commit.operations().stream().map(o -> named(o, version(commit), version)).toList(),
        field -> policy(version, field));
  }

  private static ItemGraph item(Graph graph) {
    return graph.resident().iterator().next();
  }

  @Test
  void everyVersionShowsTheCommitsUpToItByItsOwnNamesAndPolicies() {
    int[] mixed = {0};
    Property.check(
        600,
        chance -> {
          List<Commit> commits = history(chance, 1 + chance.below(30));
          ItemGraph item = item(Histories.admitted(chance.shuffled(commits), chance));
          for (int version = 1; version <= 3; version++) {
            List<Node> heads = item.heads(version);
            if (!heads.isEmpty()) {
              assertEquals(expected(commits, version), replay(version).value(heads));
              mixed[0] +=
                  heads.stream().mapToInt(h -> version(h.commit())).distinct().count() > 1 ? 1 : 0;
            }
          }
        });
    assertTrue(mixed[0] > 50, mixed[0] + " merges were of several versions");
  }

  @Test
  void anOldVersionIsUntouchedByWhatNewerPeersWrite() {
    Property.check(
        300,
        chance -> {
          List<Commit> commits = history(chance, 25);
          List<Commit> old = commits.stream().filter(c -> version(c) == 1).toList();
          ItemGraph both = item(Histories.admitted(commits, chance));
          List<Node> seen = both.heads(1);
          assertEquals(old.isEmpty(), seen.isEmpty());
          if (!old.isEmpty()) {
            ItemGraph alone = item(Histories.admitted(old, chance));
            assertEquals(
                alone.heads().stream().map(Node::id).toList(),
                seen.stream().map(Node::id).toList());
            assertEquals(replay(1).value(alone.heads()), replay(1).value(seen));
          }
        });
  }

  @Test
  void upgradingWhatWasMergedIsMergingWhatWasUpgraded() {
    Property.check(
        300,
        chance -> {
          List<Commit> commits = history(chance, 25).stream().filter(c -> version(c) == 1).toList();
          if (!commits.isEmpty()) {
            List<Node> heads = item(Histories.admitted(commits, chance)).heads();
            if (heads.size() == 1) {
              ItemState first = replay(1).value(heads);
              assertEquals(view(3).lift(first, 1, 3), replay(3).value(heads));
            }
          }
        });
  }

  @Test
  void aReplayThatRemembersAgreesWithOneThatDoesNot() {
    Property.check(
        100,
        chance -> {
          List<Commit> commits = history(chance, 30);
          Replay[] remembering = {replay(1), replay(2), replay(3)};
          Graph graph = new Graph(16, new MapLedger());
          for (Commit commit : commits) {
            graph.admit(commit, null);
            for (int version = 1; version <= 3; version++) {
              List<Node> heads = item(graph).heads(version);
              if (!heads.isEmpty()) {
                ItemGraph fresh = item(Histories.admitted(sofar(commits, commit), chance));
                assertEquals(
                    replay(version).value(fresh.heads(version)),
                    remembering[version - 1].value(heads));
              }
            }
          }
        });
  }

  private static List<Commit> sofar(List<Commit> commits, Commit last) {
    return commits.subList(0, commits.indexOf(last) + 1);
  }

  @Test
  void anOldEditThatIsNewerThanANewOneStays() {
    Octets salt = new Chance(1).octets(16);
    Commit root = commit(FIRST, List.of(), 1, salt, "a1", "root");
    Commit renamed = commit(SECOND, List.of(root), 2, salt, "a1", "by the new one");
    Commit late = commit(FIRST, List.of(root), 3, salt, "a1", "by the old one");
    Graph graph = new Graph(16, new MapLedger());
    List.of(root, renamed, late).forEach(commit -> graph.admit(commit, null));
    assertEquals(
        Value.of("by the old one"),
        replay(2).value(item(graph).heads(2)).field("a1").orElseThrow());
    assertEquals(
        Value.of("by the old one"),
        replay(1).value(item(graph).heads(1)).field("a1").orElseThrow());
  }

  private static Commit commit(
      Schema schema, List<Commit> parents, long clock, Octets salt, String field, String value) {
    return Commits.of(
        schema.id(),
        "milk",
        parents,
        0,
        clock,
        salt,
        List.of(new Operation.Put(List.of(field), Value.of(value))));
  }
}
