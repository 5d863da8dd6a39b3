package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListMergeTest {
  private static final String FIELD = "steps";
  private static final List<Value> BASE = List.of(Value.of("x"), Value.of("y"), Value.of("z"));
  private static final View VIEW = View.plain(Value.dictOf(Map.of(FIELD, new Value.Array(BASE))));

  private int written;

  /** In any order and batching, the value is what the definition gives. */
  @Test
  void aListIsWhatTheTreeOfPlacesGives() {
    Property.check(
        200,
        chance -> {
          List<Commit> history = history(chance, 1 + chance.below(25));
          List<Value> expected = NaiveList.of(BASE, FIELD, history);
          for (int i = 0; i < 3; i++) {
            Graph graph = Histories.admitted(chance.shuffled(history), chance);
            assertEquals(expected, list(new Replay(schema -> VIEW), graph));
          }
        });
  }

  /** What one looks at on the way changes nothing about what comes out. */
  @Test
  void aListIsTheSameHoweverOftenItIsReadOnTheWay() {
    Property.check(
        80,
        chance -> {
          List<Commit> history = history(chance, 1 + chance.below(40));
          Graph graph = new Graph(10_000, new MapLedger());
          Replay replay = new Replay(schema -> VIEW);
          for (Commit commit : history) {
            graph.admit(commit, null);
            if (chance.oneIn(3)) {
              list(replay, graph);
            }
          }
          assertEquals(NaiveList.of(BASE, FIELD, history), list(replay, graph));
        });
  }

  /** Every element that nobody deleted is there, once, and no other one. */
  @Test
  void nothingIsLostAndNothingIsThereTwice() {
    Property.check(
        150,
        chance -> {
          List<Commit> history = history(chance, 1 + chance.below(30));
          List<Value> left = list(new Replay(schema -> VIEW), Histories.admitted(history, chance));
          Set<Value> expected = new HashSet<>(BASE);
          for (Commit commit : history) {
            for (Operation operation : commit.operations()) {
              for (ListChange.Part part : ((Operation.Arrange) operation).change().parts()) {
                part.put().stream()
                    .filter(entry -> entry instanceof Entry.Fresh)
                    .forEach(entry -> expected.add(((Entry.Fresh) entry).value()));
              }
            }
          }
          history.forEach(commit -> expected.removeAll(deleted(commit, history)));
          assertEquals(expected, new HashSet<>(left));
          assertEquals(expected.size(), left.size());
        });
  }

  private static Set<Value> deleted(Commit commit, List<Commit> history) {
    List<Commit> parents =
        history.stream().filter(one -> commit.header().parents().contains(one.id())).toList();
    List<Value> before =
        parents.isEmpty() ? BASE : NaiveList.of(BASE, FIELD, below(parents, history));
    Set<Value> deleted = new HashSet<>(before);
    for (Operation operation : commit.operations()) {
      deleted.removeAll(((Operation.Arrange) operation).change().apply(before));
    }
    return commit.operations().isEmpty() ? Set.of() : deleted;
  }

  /** Places that no honest author has: beyond the end. */
  @Test
  void whateverAChangeSaysThereIsAList() {
    Property.check(
        100,
        chance -> {
          List<Commit> history =
              Histories.random(
                  chance,
                  1 + chance.below(12),
                  (heads, clock, salt) -> {
                    List<ListChange.Part> parts = new ArrayList<>();
                    List<Entry> put = new ArrayList<>();
                    put.add(new Entry.Fresh(Value.of(++written)));
                    put.add(new Entry.Moved(chance.below(9)));
                    parts.add(new ListChange.Part(chance.below(9), 0, put));
                    return arranged(heads, clock, salt, new ListChange(parts));
                  });
          Graph graph = Histories.admitted(chance.shuffled(history), chance);
          assertEquals(NaiveList.of(BASE, FIELD, history), list(new Replay(schema -> VIEW), graph));
        });
  }

  @Test
  void longBranchesMeetSoon() {
    List<Commit> commits = new ArrayList<>();
    commits.add(Commits.above(List.of(), 1, salt(0), List.of()));
    for (int branch = 0; branch < 2; branch++) {
      Commit last = commits.get(0);
      for (int i = 0; i < 1_000; i++) {
        List<Entry> put = List.of(i % 3 == 0 ? new Entry.Moved(2) : new Entry.Fresh(Value.of(i)));
        last = arranged(List.of(last), 2 + 2 * i + branch, salt(branch), ListChange.of(0, 0, put));
        commits.add(last);
      }
    }
    Graph graph = Histories.admitted(commits, new Chance(1));
    assertTrue(list(new Replay(schema -> VIEW), graph).size() > 1_000);
  }

  private static Octets salt(int n) {
    return Octets.ofHex(("0" + n).repeat(16));
  }

  private List<Commit> history(Chance chance, int length) {
    List<Commit> before = new ArrayList<>();
    return Histories.random(
        chance,
        length,
        (heads, clock, salt) -> {
          List<Value> list =
              heads.isEmpty() ? BASE : NaiveList.of(BASE, FIELD, below(heads, before));
          ListChange change = ListChange.NOTHING;
          List<Value> now = list;
          for (int i = chance.below(3); i >= 0; i--) {
            ListChange step = step(chance, now.size());
            now = step.apply(now);
            change = change.then(step);
          }
          assertEquals(now, change.apply(list));
          Commit commit = arranged(heads, clock, salt, change);
          before.add(commit);
          return commit;
        });
  }

  private ListChange step(Chance chance, int size) {
    int at = chance.below(size + 1);
    int kind = size == 0 ? 0 : chance.below(4);
    if (kind == 0) {
      return ListChange.of(at, 0, List.of(new Entry.Fresh(Value.of(++written))));
    }
    int one = chance.below(size);
    return kind == 1
        ? ListChange.of(one, 1, List.of())
        : ListChange.of(at, 0, List.of(new Entry.Moved(one)));
  }

  private static Commit arranged(List<Commit> parents, long clock, Octets salt, ListChange change) {
    List<Operation> operations =
        change.isEmpty() ? List.of() : List.of(new Operation.Arrange(List.of(FIELD), change));
    return Commits.above(parents, clock, salt, operations);
  }

  private static List<Commit> below(List<Commit> heads, List<Commit> all) {
    List<Commit> below = new ArrayList<>();
    Set<CommitId> wanted = new HashSet<>();
    heads.forEach(head -> wanted.add(head.id()));
    for (int i = all.size() - 1; i >= 0; i--) {
      if (wanted.contains(all.get(i).id())) {
        below.add(0, all.get(i));
        wanted.addAll(all.get(i).header().parents());
      }
    }
    return below;
  }

  private static List<Value> list(Replay replay, Graph graph) {
    Collection<Node> heads = graph.resident().iterator().next().heads();
    return ((Value.Array) replay.value(heads).field(FIELD).orElseThrow()).items();
  }
}
