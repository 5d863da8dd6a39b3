package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.property.Writers;
import dev.goatdb.core.text.Splice;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextMergeTest {
  private static final String FIELD = "notes";
  private static final String BASE = "Base \uD83D\uDC10.";
  private static final View VIEW = View.plain(Value.dictOf(Map.of(FIELD, Value.of(BASE))));

  /** In any order and batching, the value is what the tree of the paper gives. */
  @Test
  void aTextIsWhatTheTreeOfFugueGives() {
    Property.check(
        120,
        chance -> {
          List<Commit> history = history(chance, 1 + chance.below(30));
          String expected = NaiveText.of(BASE, FIELD, history);
          for (int i = 0; i < 3; i++) {
            assertEquals(expected, text(Histories.admitted(chance.shuffled(history), chance)));
          }
        });
  }

  /** What one looks at on the way changes nothing about what comes out. */
  @Test
  void aTextIsTheSameHoweverOftenItIsReadOnTheWay() {
    Property.check(
        50,
        chance -> {
          List<Commit> history = history(chance, 1 + chance.below(40));
          Graph graph = new Graph(10_000, new MapLedger());
          Replay replay = new Replay(schema -> VIEW);
          for (Commit commit : history) {
            graph.admit(commit, null);
            if (chance.oneIn(3)) {
              replay.value(heads(graph));
            }
          }
          assertEquals(NaiveText.of(BASE, FIELD, history), text(replay.value(heads(graph))));
        });
  }

  /** Positions that no honest author has: beyond the end, and within surrogate pairs. */
  @Test
  void whateverAChangeSaysThereIsAText() {
    Property.check(
        100,
        chance -> {
          List<Commit> history =
              Histories.random(
                  chance,
                  1 + chance.below(12),
                  (heads, clock, salt) -> {
                    List<Splice> splices = new ArrayList<>();
                    for (int i = chance.below(3); i >= 0; i--) {
                      String insert =
                          chance.oneOf(List.of("", "\uD83D\uDC10", "a\uD83D\uDC10", "bc"));
                      int delete = chance.below(4) + (insert.isEmpty() ? 1 : 0);
                      splices.add(new Splice(1 + chance.below(5), delete, insert));
                    }
                    TextChange change = new TextChange(splices);
                    return Commits.above(heads, clock, salt, Writers.operations(FIELD, change));
                  });
          String text = text(Histories.admitted(chance.shuffled(history), chance));
          assertTrue(Pure.isUnicode(text));
          assertEquals(NaiveText.of(BASE, FIELD, history), text);
        });
  }

  /** Everybody has one text in the end, and in it everything that nobody deleted, in its place. */
  @Test
  void nothingIsLostAndNothingMixes() {
    Property.check(
        60,
        chance -> {
          long seed = chance.integer();
          assertEquals("", TextWalk.check(seed, TextWalk.Shape.SMALL, TextWalk.Fault.NONE));
        });
  }

  /** An authority whose key changed writes the result of an upgrade once more. */
  @Test
  void whatTwoSessionsSayOfOneActIsThereOnce() {
    Octets salt = Octets.wrap(new byte[Body.SALT_BYTES]);
    List<String> count = List.of("count");
    Commit root = Commits.above(List.of(), 1, salt, change("", "Old."));
    List<Operation> upgrade = new ArrayList<>(change("Old.", "New text."));
    upgrade.add(new Operation.Increase(count, 3));
    upgrade.sort(Operation::compareByPlace);
    Commit one = by(1, root, 2, salt, upgrade);
    Commit again = by(2, root, 2, salt, upgrade);
    Commit other =
        by(
            3,
            root,
            2,
            Octets.ofHex("01".repeat(Body.SALT_BYTES)),
            List.of(new Operation.Increase(count, 3)));
    Commit left = Commits.above(List.of(one), 3, salt, change("New text.", "New text!"));
    Commit right = Commits.above(List.of(again), 4, salt, change("New text.", "A new text."));
    Commit both = Commits.above(List.of(left, again), 5, salt, change("New text!", "New texts!"));
    ItemState all = merged(root, one, again, left, right, both, other);
    assertEquals("A new texts!", text(all));
    assertEquals(Value.of(6L), all.field("count").orElseThrow());
    assertEquals(all, merged(root, other, again, right, one, left, both));
    assertEquals("New text.", text(merged(root, one, again)));
  }

  private static Commit by(
      int session, Commit parent, long clock, Octets salt, List<Operation> operations) {
    byte[] id = new byte[SessionId.BYTES];
    id[0] = (byte) session;
    Header draft =
        new Header(
            Commits.ORGANISATION,
            Commits.REPOSITORY,
            "milk",
            List.of(parent.id()),
            2,
            clock,
            new SessionId(Octets.wrap(id)),
            Commits.SCHEMA,
            Header.Kind.EDIT,
            Optional.empty(),
            Octets.EMPTY);
    return Commits.of(draft, salt, operations);
  }

  private static List<Operation> change(String before, String after) {
    return Writers.operations(FIELD, TextChange.between(before, after));
  }

  private static ItemState merged(Commit... commits) {
    Graph graph = new Graph(16, new MapLedger());
    for (Commit commit : commits) {
      graph.admit(commit, null);
    }
    return new Replay(schema -> View.plain(Value.EMPTY_DICT)).value(heads(graph));
  }

  @Test
  void branchesOfAThousandCommitsMeet() {
    TextWalk.Shape shape = new TextWalk.Shape(2, 2_000, 100_000, 200);
    assertEquals("", TextWalk.check(1, shape, TextWalk.Fault.NONE));
  }

  @Test
  void whatIsWrongOnPurposeIsNoticed() {
    for (TextWalk.Fault fault : TextWalk.Fault.values()) {
      int noticed = 0;
      for (long seed = 0; seed < 5; seed++) {
        noticed += TextWalk.check(seed, TextWalk.Shape.SMALL, fault).isEmpty() ? 0 : 1;
      }
      assertEquals(fault == TextWalk.Fault.NONE ? 0 : 5, noticed, fault.toString());
    }
  }

  private static List<Commit> history(Chance chance, int length) {
    List<Commit> before = new ArrayList<>();
    return Histories.random(
        chance,
        length,
        (heads, clock, salt) -> {
          String text = heads.isEmpty() ? BASE : NaiveText.of(BASE, FIELD, below(heads, before));
          TextChange change = Writers.change(chance, text);
          Commit commit = Commits.above(heads, clock, salt, Writers.operations(FIELD, change));
          before.add(commit);
          return commit;
        });
  }

  /** Those of some commits, parents first, that are or are below some heads. */
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

  private static Collection<Node> heads(Graph graph) {
    return graph.resident().iterator().next().heads();
  }

  private static String text(Graph graph) {
    return text(new Replay(schema -> VIEW).value(heads(graph)));
  }

  private static String text(ItemState state) {
    return ((Value.Str) state.field(FIELD).orElseThrow()).value();
  }
}
