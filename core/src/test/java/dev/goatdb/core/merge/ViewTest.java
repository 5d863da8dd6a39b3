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
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Versions of a schema that live side by side: an older one never sees what newer peers write, a
 * newer one sees what older peers write as it comes; and the policies of fields.
 */
class ViewTest {
  private static final int SEEDS = 2_000;

  @Test
  void everythingThatMustBeTrueOfMergesIsTrue() {
    for (int seed = 0; seed < SEEDS; seed++) {
      assertEquals("", MergeWalk.check(seed, MergeWalk.Fault.NONE), "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(value = MergeWalk.Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatIsWrongIsNoticed(MergeWalk.Fault fault) {
    int noticed = 0;
    for (int seed = 0; seed < 100; seed++) {
      noticed += MergeWalk.check(seed, fault).isEmpty() ? 0 : 1;
    }
    assertTrue(noticed > 10, fault + " was noticed in " + noticed + " of 100 walks");
  }

  @Test
  void anOldEditThatIsNewerThanANewOneStays() {
    Octets salt = new Chance(1).octets(16);
    Commit root = commit(1, List.of(), 1, salt, "a0", "root");
    Commit newer = commit(2, List.of(root), 3, salt, "b0", "by the new one");
    Commit older = commit(1, List.of(root), 2, salt, "a0", "by the old one");
    Graph graph = new Graph(16, new MapLedger());
    List.of(root, newer, older).forEach(commit -> graph.admit(commit, null));
    ItemGraph item = graph.resident().iterator().next();
    assertEquals(List.of("a0", "by the old one"), shown(item, 1));
    assertEquals(List.of("b0", "by the old one"), shown(item, 2));
    assertEquals(List.of("c0", "by the old one"), shown(item, 3));
  }

  @Test
  void longHistoriesAreExplainedAndMergedByPoliciesInOnePass() {
    Octets salt = new Chance(1).octets(16);
    Graph graph = new Graph(16, new MapLedger());
    Commit root = commit(1, List.of(), 1, salt, "a0", "root");
    graph.admit(root, null);
    for (String side : List.of("left", "right")) {
      Commit last = root;
      for (int i = 0; i < 10_000; i++) {
        last = commit(1, List.of(last), 2 + 2 * i + side.length() % 2, salt, "a0", side + i);
        graph.admit(last, null);
      }
    }
    ItemGraph item = graph.resident().iterator().next();
    assertEquals(List.of("a0", "left9999"), shown(item, 1));
    View view = MergeWalk.view(1);
    assertEquals(2, new Replay(schema -> view).explain(item.heads(1), "a0").reasons().size());
  }

  /** The first field and its value. */
  private static List<String> shown(ItemGraph item, int version) {
    View view = MergeWalk.view(version);
    List<Node> heads = item.heads(version);
    String field = MergeWalk.VERSIONS.get(version - 1).fields().keySet().iterator().next();
    Value value = new Replay(schema -> view).value(heads).field(field).orElseThrow();
    return List.of(field, ((Value.Str) value).value());
  }

  private static Commit commit(
      int version, List<Commit> parents, long clock, Octets salt, String field, String value) {
    Schema schema = MergeWalk.VERSIONS.get(version - 1);
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
