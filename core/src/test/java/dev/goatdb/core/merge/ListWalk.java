package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some people arrange one list, from a seed on. It runs in Java and in browsers alike. */
public final class ListWalk {
  private static final String FIELD = "steps";
  private static final int COMMITS = 40;
  private static final View VIEW =
      View.plain(Value.dictOf(Map.of(FIELD, Value.arrayOf(Value.of(-1L), Value.of(-2L)))));

  private final Chance chance;
  private final List<Commit> commits = new ArrayList<>();
  private int written;

  private ListWalk(long seed) {
    chance = Chance.everywhere(seed);
    Histories.random(
        chance,
        COMMITS,
        (heads, clock, salt) -> {
          List<Value> now = heads.isEmpty() ? start() : list(below(heads));
          ListChange change = ListChange.NOTHING;
          for (int i = chance.below(3); i >= 0; i--) {
            ListChange step = step(now.size());
            now = step.apply(now);
            change = change.then(step);
          }
          List<Operation> operations = new ArrayList<>();
          if (!change.isEmpty()) {
            operations.add(new Operation.Arrange(List.of(FIELD), change));
          }
          Commit commit = Commits.above(heads, clock, salt, operations);
          commits.add(commit);
          return commit;
        });
  }

  /**
   * Walks; the list that everybody has in the end, and nothing where the order of arrival matters.
   */
  public static Value list(long seed) {
    ListWalk walk = new ListWalk(seed);
    List<Value> list = walk.list(walk.commits);
    Graph other = Histories.admitted(walk.commits, walk.chance);
    return list.equals(list(other)) ? new Value.Array(list) : Value.NULL;
  }

  private ListChange step(int size) {
    int at = chance.below(size + 1);
    int kind = size == 0 ? 0 : chance.below(4);
    if (kind == 0) {
      return ListChange.of(at, 0, List.of(new Entry.Fresh(Value.of((long) ++written))));
    }
    int one = chance.below(size);
    return kind == 1
        ? ListChange.of(one, 1, List.of())
        : ListChange.of(at, 0, List.of(new Entry.Moved(one)));
  }

  private List<Commit> below(List<Commit> heads) {
    List<Commit> below = new ArrayList<>();
    Set<CommitId> wanted = new HashSet<>();
    heads.forEach(head -> wanted.add(head.id()));
    for (int i = commits.size() - 1; i >= 0; i--) {
      if (wanted.contains(commits.get(i).id())) {
        below.add(0, commits.get(i));
        wanted.addAll(commits.get(i).header().parents());
      }
    }
    return below;
  }

  private List<Value> list(List<Commit> of) {
    Graph graph = new Graph(10_000, new MapLedger());
    of.forEach(commit -> graph.admit(commit, null));
    return list(graph);
  }

  private static List<Value> start() {
    return List.of(Value.of(-1L), Value.of(-2L));
  }

  private static List<Value> list(Graph graph) {
    Value list =
        new Replay(schema -> VIEW)
            .value(graph.resident().iterator().next().heads())
            .field(FIELD)
            .orElseThrow();
    return ((Value.Array) list).items();
  }
}
