package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What merging does within the entries of maps of maps, and of maps of sets. */
class PartsTest {
  private static final FieldDefinition MAP =
      FieldDefinition.of("m", new FieldType.MapOf(new FieldType.MapOf(FieldType.Scalar.INTEGER)));
  private static final View VIEW = view(MAP);
  private static final View REMOVING = view(MAP.withMerge(MergePolicy.REMOVALS_WIN));

  private final Graph graph = new Graph(16, new MapLedger());
  private final Commit root = commit(1, List.of(), put(map("a", 1, "b", 2), "k"));

  @Test
  void editsOfDifferentKeysOfAnEntryBothStay() {
    commit(2, List.of(root), put(Value.of(3L), "k", "a"));
    commit(3, List.of(root), put(Value.of(4L), "k", "b"));
    shows(map("k", map("a", 3, "b", 4)));
  }

  @Test
  void ofTwoEditsOfOneKeyTheLaterStays() {
    commit(3, List.of(root), put(Value.of(3L), "k", "a"));
    commit(2, List.of(root), put(Value.of(4L), "k", "a"));
    shows(map("k", map("a", 3, "b", 2)));
  }

  @Test
  void anEntryThatIsEditedAgainstItsRemovalComesBackWhole() {
    Commit edit = commit(2, List.of(root), put(Value.of(3L), "k", "a"));
    commit(9, List.of(root), remove("k"));
    shows(map("k", map("a", 3, "b", 2)));
    commit(9, List.of(edit), put(Value.of(5L), "k", "c"));
    shows(map("k", map("a", 3, "b", 2, "c", 5)));
    assertEquals(Optional.of(Value.EMPTY_DICT), value(REMOVING).field("m"));
  }

  @Test
  void itComesBackAsItsEditorSawIt() {
    commit(2, List.of(root), put(Value.of(3L), "k", "a"));
    Commit other = commit(3, List.of(root), put(Value.of(4L), "k", "b"));
    commit(4, List.of(other), remove("k"));
    shows(map("k", map("a", 3, "b", 2)));
  }

  @Test
  void whatOneRemovedWithinDoesNotComeBack() {
    Commit less = commit(2, List.of(root), remove("k", "b"));
    commit(3, List.of(less), put(Value.of(3L), "k", "a"));
    commit(4, List.of(root), remove("k"));
    shows(map("k", map("a", 3)));
  }

  @Test
  void removingWithinBringsNothingBack() {
    commit(2, List.of(root), remove("k", "b"));
    commit(3, List.of(root), remove("k"));
    shows(Value.EMPTY_DICT);
  }

  @Test
  void anEntryThatIsMadeAnewIsNoneOfBefore() {
    Commit gone = commit(2, List.of(root), remove("k"));
    commit(3, List.of(gone), put(Value.of(9L), "k", "c"));
    Commit edit = commit(2, List.of(root), put(Value.of(3L), "k", "a"));
    commit(4, List.of(edit), remove("k"));
    shows(map("k", map("c", 9)));
  }

  @Test
  void removalsThatWinTakeOnlyTheEntriesOfThoseWhoDidNotSeeThem() {
    Commit gone = commit(2, List.of(root), remove("k"));
    commit(9, List.of(root), put(Value.of(3L), "k", "a"));
    commit(3, List.of(gone), put(Value.of(5L), "k", "c"));
    assertEquals(Optional.of(map("k", map("c", 5))), value(REMOVING).field("m"));
    shows(map("k", map("a", 3, "b", 2, "c", 5)));
  }

  @Test
  void twoWhoMakeTheSameEntryMakeOne() {
    commit(2, List.of(root), put(map("x", 1, "y", 1), "new"));
    commit(3, List.of(root), put(map("y", 2, "z", 2), "new"));
    shows(map("k", map("a", 1, "b", 2), "new", map("x", 1, "y", 2, "z", 2)));
  }

  @Test
  void aWholeEntryTakesWhatItLeavesOutButNotWhatItsAuthorDidNotKnow() {
    commit(2, List.of(root), put(Value.of(7L), "k", "c"));
    commit(3, List.of(root), put(map("b", 5), "k"));
    shows(map("k", map("b", 5, "c", 7)));
    assertEquals(
        Optional.of(map("k", map("b", 5, "c", 7))),
        value(REMOVING).field("m"),
        "leaving out is no removal of what was not there");
  }

  @Test
  void aWholeEntryMeetsInnerEditsKeyByKey() {
    commit(2, List.of(root), put(Value.of(7L), "k", "b"));
    commit(4, List.of(root), put(Value.of(8L), "k", "a"));
    commit(3, List.of(root), put(map("a", 5, "b", 5), "k"));
    shows(map("k", map("a", 8, "b", 5)));
  }

  @Test
  void ofOneCommitTheOuterOperationComesFirst() {
    commit(2, List.of(root), remove("k"), put(Value.of(7L), "k", "b"));
    commit(3, List.of(root), put(Value.of(1L), "j", "a"));
    shows(map("j", map("a", 1), "k", map("b", 7)));
  }

  @Test
  void anEntryThatBecomesEmptyIsStillThere() {
    commit(2, List.of(root), remove("k", "a"));
    commit(3, List.of(root), remove("k", "b"));
    shows(map("k", Value.EMPTY_DICT));
  }

  @Test
  void elementsOfASetInAnEntryMergeOneByOne() {
    Graph sets = new Graph(16, new MapLedger());
    List<String> path = List.of("m", "k");
    Commit first = commit(sets, 1, List.of(), put(set(1, 2), "k"));
    commit(sets, 2, List.of(first), new Operation.Exclude(path, Value.of(1L)));
    commit(sets, 3, List.of(first), new Operation.Include(path, Value.of(3L)));
    assertEquals(Optional.of(map("k", set(2, 3))), value(sets, VIEW).field("m"));
    commit(sets, 4, List.of(first), remove("k"));
    assertEquals(Optional.of(map("k", set(2, 3))), value(sets, VIEW).field("m"));
    assertEquals(Optional.of(Value.EMPTY_DICT), value(sets, REMOVING).field("m"));
  }

  @Test
  void manyWhoRemoveAndEditOneEntryAreDoneInTime() {
    Commit left = root;
    Commit right = root;
    for (int i = 0; i < 150; i++) {
      left = commit(2 + 4 * i, List.of(left), remove("k"));
      left = commit(3 + 4 * i, List.of(left), put(Value.of(i), "k", "l"));
      right = commit(4 + 4 * i, List.of(right), put(Value.of(i), "k", "r"));
      right = commit(5 + 4 * i, List.of(right), remove("k"));
    }
    shows(map("k", map("l", 149)));
  }

  @Test
  void editsWithinAWholeThatIsSetLaterAreNotCommitted() {
    Overlay overlay = new Overlay();
    overlay.add(put(Value.of(7L), "k", "b"));
    overlay.add(put(map("a", 1), "j"));
    overlay.add(put(map("c", 1), "k"));
    overlay.add(put(Value.of(8L), "k", "d"));
    ItemState merged = value(VIEW);
    assertEquals(
        Optional.of(map("j", map("a", 1), "k", map("c", 1, "d", 8))),
        overlay.over(merged).field("m"));
    assertEquals(3, overlay.drain(merged).size());
  }

  @Test
  void anEditThatBringsBackWhatAWholeChangedStays() {
    Overlay overlay = new Overlay();
    overlay.add(put(map("a", 5), "k"));
    overlay.add(put(Value.of(1L), "k", "a"));
    ItemState merged = value(VIEW);
    ItemState shown = overlay.over(merged);
    assertEquals(Optional.of(map("k", map("a", 1))), shown.field("m"));
    assertEquals(shown, Overlay.after(merged, overlay.drain(merged)));
  }

  @Test
  void settingAFieldSaysOnlyWhatChangedWithin() {
    Optional<Value> before =
        Optional.of(map("k", map("a", 1, "b", 2), "l", map("a", 1), "m", map("a", 1)));
    Optional<Value> after =
        Optional.of(map("k", map("a", 1, "c", 3), "l", map("a", 1), "n", map("a", 1)));
    assertEquals(
        List.of(remove("m"), remove("k", "b"), put(Value.of(3L), "k", "c"), put(map("a", 1), "n")),
        Difference.of(MAP, before, after));
  }

  @Test
  void anExplanationKnowsWhatWasOverwrittenWithin() {
    Commit edit = commit(2, List.of(root), put(Value.of(3L), "k", "a"));
    assertEquals(List.of("true [m, k]", "true [m, k, a]"), explained());
    Commit whole = commit(3, List.of(edit), put(map("b", 4), "k"));
    assertEquals(List.of("true [m, k]"), explained());
    commit(4, List.of(edit), put(Value.of(5L), "k", "b"));
    assertEquals(List.of("false [m, k]", "true [m, k, b]"), explained());
    commit(5, List.of(whole), remove("k"));
    assertEquals(List.of("true [m, k, b]", "false [m, k]"), explained());
  }

  private List<String> explained() {
    List<String> reasons = new ArrayList<>();
    for (Explanation.Reason reason : new Replay(any -> VIEW).explain(heads(graph), "m").reasons()) {
      reasons.add(reason.stays() + " " + reason.operation().path());
    }
    return reasons;
  }

  private void shows(Value expected) {
    assertEquals(Optional.of(expected), value(VIEW).field("m"));
  }

  private ItemState value(View view) {
    return value(graph, view);
  }

  private static ItemState value(Graph graph, View view) {
    graph.resident().iterator().next().nodes().forEach(Node::forgetState);
    return new Replay(any -> view).value(heads(graph));
  }

  private static List<Node> heads(Graph graph) {
    return graph.resident().iterator().next().heads();
  }

  private Commit commit(long clock, List<Commit> parents, Operation... operations) {
    return commit(graph, clock, parents, operations);
  }

  private static Commit commit(
      Graph graph, long clock, List<Commit> parents, Operation... operations) {
    Commit commit =
        Commits.above(parents, clock, new Chance(clock).octets(16), List.of(operations));
    assertTrue(graph.missing(commit).isEmpty());
    graph.admit(commit, null);
    return commit;
  }

  private static Operation put(Value value, String... keys) {
    return new Operation.Put(path(keys), value);
  }

  private static Operation remove(String... keys) {
    return new Operation.Remove(path(keys));
  }

  private static List<String> path(String... keys) {
    List<String> path = new ArrayList<>(List.of("m"));
    path.addAll(List.of(keys));
    return path;
  }

  private static Value map(Object... entries) {
    Map<String, Value> map = new TreeMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      Object value = entries[i + 1];
      map.put((String) entries[i], value instanceof Integer n ? Value.of(n) : (Value) value);
    }
    return Value.dictOf(map);
  }

  private static Value set(long... elements) {
    List<Value> values = new ArrayList<>();
    for (long element : elements) {
      values.add(Value.of(element));
    }
    return Value.setOf(values);
  }

  private static View view(FieldDefinition field) {
    Schema schema = Schema.of("task", 1, List.of(field));
    return new View(Schemas.of(List.of(schema)), "task");
  }
}
