package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Body;
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
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Merging: the value is a function of the commits alone, and that of the rules. */
class MergeTest {
  private static final Operation.Include ADD =
      new Operation.Include(List.of("tags"), Value.of("x"));
  private static final Operation.Exclude DROP =
      new Operation.Exclude(List.of("tags"), Value.of("x"));

  @Test
  void replayAgreesWithTheRulesOverTheCompleteHistory() {
    Property.check(
        400,
        chance -> {
          List<Commit> commits = Histories.random(chance, 1 + chance.below(40));
          assertEquals(Naive.of(commits), value(Histories.admitted(commits, chance)));
        });
  }

  @Test
  void anyOrderAndRepetitionOfTheSameCommitsGivesTheSameValue() {
    Property.check(
        150,
        chance -> {
          List<Commit> commits = Histories.random(chance, 2 + chance.below(30));
          ItemState expected = value(Histories.admitted(commits, chance));
          ItemState shuffled = value(Histories.admitted(chance.shuffled(commits), chance));
          assertEquals(expected, shuffled);
          assertEquals(expected.digest(), shuffled.digest());
        });
  }

  @Test
  void aReplayThatRemembersAgreesWithOneThatDoesNotAfterEveryCommit() {
    Property.check(
        100,
        chance -> {
          List<Commit> commits = Histories.random(chance, 30);
          Replay remembering = replay();
          Graph graph = new Graph(16, new MapLedger());
          for (Commit commit : commits) {
            graph.admit(commit, null);
            List<Node> heads = item(graph).heads();
            assertEquals(replay().value(heads), remembering.value(heads));
          }
        });
  }

  @Test
  void everyIncreaseCountsOnce() {
    Property.check(
        150,
        chance -> {
          List<Commit> commits = Histories.random(chance, 1 + chance.below(40));
          long sum = 0;
          boolean any = false;
          for (Commit commit : commits) {
            for (Operation operation : commit.operations()) {
              if (operation instanceof Operation.Increase increase) {
                sum += increase.by();
                any = true;
              }
            }
          }
          Optional<Value> shown = value(Histories.admitted(commits, chance)).field("n");
          assertEquals(any ? Optional.of(Value.of(sum)) : Optional.empty(), shown);
        });
  }

  @Test
  void theHistoriesOfTheseTestsDiverge() {
    int forks = 0;
    Set<Integer> heads = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      Chance chance = new Chance(seed);
      Graph graph = Histories.admitted(Histories.random(chance, 20), chance);
      heads.add(item(graph).heads().size());
      forks += item(graph).heads().size() > 1 ? 1 : 0;
    }
    assertTrue(forks > 50, forks + " of 100 histories have several heads");
    assertTrue(heads.size() > 3, "the histories have one of " + heads + " heads");
  }

  @Test
  void regionsAboveDifferentDominatorsGiveTheSameValue() {
    Property.check(
        150,
        chance -> {
          List<Commit> commits = Histories.random(chance, 25);
          Graph graph = Histories.admitted(commits, chance);
          Commit joint =
              Commits.above(
                  commits.stream().filter(c -> Histories.heads(graph).contains(c.id())).toList(),
                  1_000_000,
                  chance.octets(Body.SALT_BYTES),
                  List.of());
          List<Commit> left = new ArrayList<>(commits);
          left.add(joint);
          Node node = item(Histories.admitted(left, chance)).heads().iterator().next();
          assertEquals(value(graph), replay().value(Set.of(node)));
          assertEquals(List.of(), Region.below(Set.of(node)).nodes());
        });
  }

  @Test
  void anEditIsShownAsItWillBeMerged() {
    Property.check(
        300,
        chance -> {
          List<Commit> commits = new ArrayList<>(Histories.random(chance, 1 + chance.below(15)));
          Graph graph = Histories.admitted(commits, chance);
          ItemState merged = value(graph);
          Overlay overlay = new Overlay();
          for (Commit other : Histories.random(chance, 1 + chance.below(4))) {
            other.operations().forEach(overlay::add);
          }
          ItemState shown = overlay.over(merged);
          List<Operation> operations = overlay.drain(merged);
          assertTrue(overlay.isEmpty());
          List<Commit> heads =
              commits.stream().filter(c -> Histories.heads(graph).contains(c.id())).toList();
          Octets salt = chance.octets(Body.SALT_BYTES);
          graph.admit(Commits.above(heads, 1_000_000, salt, operations), null);
          assertEquals(shown, value(graph));
        });
  }

  @Test
  void editsOfOnePlaceReplaceOrSumUp() {
    Overlay overlay = new Overlay();
    overlay.add(new Operation.Increase(List.of("n"), 2));
    overlay.add(new Operation.Increase(List.of("n"), 3));
    overlay.add(new Operation.Put(List.of("a"), Value.of("first")));
    overlay.add(new Operation.Put(List.of("a"), Value.of("second")));
    assertEquals(
        List.of(
            new Operation.Put(List.of("a"), Value.of("second")),
            new Operation.Increase(List.of("n"), 5)),
        overlay.drainAll());
  }

  @Test
  void removingWhatWasAddedAgainRemovesIt() {
    ItemState tagged = new ItemState(false, tags("x"));
    Overlay overlay = new Overlay();
    overlay.add(ADD);
    overlay.add(DROP);
    assertEquals(Optional.of(Value.EMPTY_SET), overlay.over(tagged).field("tags"));
    assertEquals(List.of(DROP), overlay.drain(tagged));
  }

  @Test
  void addingWhatSomebodyElseRemovedMeanwhileAddsIt() {
    ItemState untagged = new ItemState(false, tags());
    Overlay overlay = new Overlay();
    overlay.add(DROP);
    overlay.add(ADD);
    assertEquals(
        Optional.of(tags("x").entries().get("tags")), overlay.over(untagged).field("tags"));
    assertEquals(List.of(ADD), overlay.drain(untagged));
  }

  @Test
  void whatChangesNothingIsNotCommitted() {
    Overlay overlay = new Overlay();
    overlay.add(ADD);
    overlay.add(DROP);
    assertEquals(List.of(), overlay.drain(new ItemState(false, tags())));
    assertTrue(overlay.isEmpty());
  }

  @Test
  void aDifferenceLeadsFromOneValueToTheOther() {
    Property.check(
        1_000,
        chance -> {
          FieldType type =
              chance.oneOf(
                  List.of(
                      FieldType.Scalar.INTEGER,
                      FieldType.Scalar.COUNTER,
                      new FieldType.SetOf(FieldType.Scalar.INTEGER),
                      new FieldType.ListOf(FieldType.Scalar.INTEGER),
                      new FieldType.MapOf(FieldType.Scalar.INTEGER),
                      new FieldType.MapOf(new FieldType.SetOf(FieldType.Scalar.INTEGER)),
                      new FieldType.MapOf(new FieldType.MapOf(FieldType.Scalar.INTEGER))));
          FieldDefinition field = FieldDefinition.of("f", type);
          Optional<Value> before = value(type, chance);
          Optional<Value> after = value(type, chance);
          ItemState from = ItemState.EMPTY.with("f", before);
          List<Operation> operations = Difference.of(field, before, after);
          ItemState to = Direct.apply(from, operations);
          assertEquals(normal(type, after), normal(type, to.field("f")));
          assertTrue(operations.isEmpty() || !before.equals(after));
          for (Operation operation : operations) {
            assertFalse(Direct.apply(from, List.of(operation)).equals(from));
          }
        });
  }

  /** Nothing, zero and the empty collection show the same. */
  private static Value normal(FieldType type, Optional<Value> value) {
    return switch (type) {
      case FieldType.SetOf set -> value.orElse(Value.EMPTY_SET);
      case FieldType.MapOf map -> value.orElse(Value.EMPTY_DICT);
      case FieldType.ListOf list -> value.orElse(Value.arrayOf());
      case FieldType.Scalar scalar ->
          value.orElse(scalar == FieldType.Scalar.COUNTER ? Value.of(0L) : Value.NULL);
    };
  }

  private static Optional<Value> value(FieldType type, Chance chance) {
    if (chance.oneIn(5)) {
      return Optional.empty();
    }
    List<Value> integers = new ArrayList<>();
    Map<String, Value> entries = new HashMap<>();
    for (int i = chance.below(4); i > 0; i--) {
      integers.add(Value.of((long) chance.below(5)));
      Value entry = Value.of((long) chance.below(3));
      entries.put("k" + chance.below(4), entry(type.element(), entry));
    }
    return Optional.of(
        switch (type) {
          case FieldType.SetOf set -> Value.setOf(integers);
          case FieldType.MapOf map -> Value.dictOf(entries);
          case FieldType.ListOf list -> new Value.Array(integers);
          case FieldType.Scalar scalar -> Value.of((long) chance.below(5));
        });
  }

  private static Value entry(FieldType type, Value part) {
    return switch (type) {
      case FieldType.SetOf set -> Value.setOf(List.of(part));
      case FieldType.MapOf map -> Value.dictOf(Map.of("a", part, "b", Value.of(0L)));
      case FieldType.ListOf list -> Value.arrayOf(part);
      case FieldType.Scalar scalar -> part;
    };
  }

  private static Value.Dict tags(String... tags) {
    List<Value> elements = new ArrayList<>();
    for (String tag : tags) {
      elements.add(Value.of(tag));
    }
    return Value.dictOf(Map.of("tags", Value.setOf(elements)));
  }

  private static ItemState value(Graph graph) {
    return replay().value(item(graph).heads());
  }

  private static Replay replay() {
    return new Replay(schema -> View.plain(Value.EMPTY_DICT));
  }

  private static ItemGraph item(Graph graph) {
    return graph.resident().iterator().next();
  }
}
