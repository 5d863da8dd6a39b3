package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Place;
import dev.goatdb.core.value.ItemState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out why a field shows what it shows: goes through the whole history of an item for changes
 * of the field that nobody overwrote who saw them. Those that would change nothing if they were
 * made now are what is shown.
 */
final class Explaining {
  private final View view;
  private final int version;
  private final String field;
  private final Ancestry ancestry;
  private final TreeMap<Place, List<Edit<Operation>>> places = new TreeMap<>();

  private Explaining(View view, int version, String field, List<Node> history) {
    this.view = view;
    this.version = version;
    this.field = field;
    this.ancestry = new Ancestry(history);
  }

  /**
   * @param heads what is seen of an item
   * @param shown what they merge to
   */
  static Explanation of(View view, Collection<Node> heads, ItemState shown, String field) {
    int version = view.target(heads);
    List<Node> history = new ArrayList<>(below(heads));
    Explaining explaining = new Explaining(view, version, field, history);
    for (Node node : history) {
      explaining.collect(node);
    }
    return explaining.explanation(shown);
  }

  /** The heads and all their ancestors, in the order of clock and id. */
  private static Set<Node> below(Collection<Node> heads) {
    Set<Node> found = new HashSet<>(heads);
    ArrayDeque<Node> queue = new ArrayDeque<>(heads);
    while (!queue.isEmpty()) {
      for (Node parent : queue.remove().parents()) {
        if (found.add(parent)) {
          queue.add(parent);
        }
      }
    }
    return new TreeSet<>(found);
  }

  private void collect(Node node) {
    for (Operation operation : Change.of(node, view, version).operations()) {
      if (!operation.path().isEmpty() && operation.path().get(0).equals(field)) {
        Place place = operation.place();
        List<Edit<Operation>> edits = places.get(place);
        if (edits == null) {
          edits = new ArrayList<>();
          places.put(place, edits);
        }
        edits.add(new Edit<>(node, operation));
      }
    }
  }

  private Explanation explanation(ItemState shown) {
    List<Explanation.Reason> reasons = new ArrayList<>();
    for (List<Edit<Operation>> edits : places.values()) {
      boolean sums = edits.get(0).operation() instanceof Operation.Increase;
      for (Edit<Operation> edit : sums ? edits : ancestry.latest(edits)) {
        boolean stays = sums || !Overlay.changes(shown, edit.operation());
        reasons.add(new Explanation.Reason(edit.by(), edit.operation(), stays));
      }
    }
    reasons.sort((a, b) -> a.by().compareTo(b.by()));
    return new Explanation(view.policy(version, field), reasons);
  }
}
