package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Place;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
      Operation place = edits.get(0).operation();
      boolean sums = place instanceof Operation.Increase || place.countsPlaces();
      for (Edit<Operation> edit : sums ? edits : latest(edits, edits, true)) {
        boolean stays = sums || shows(shown, edit.operation());
        if (stays || !latest(edits, List.of(edit), false).isEmpty()) {
          reasons.add(new Explanation.Reason(edit.by(), edit.operation(), stays));
        }
      }
    }
    reasons.sort((a, b) -> a.by().compareTo(b.by()));
    return new Explanation(view.policy(version, field), reasons);
  }

  /**
   * Those of some edits of a place that nobody saw who changed the place or, of places around it or
   * within it, one.
   */
  private List<Edit<Operation>> latest(
      List<Edit<Operation>> place, List<Edit<Operation>> some, boolean around) {
    Operation here = place.get(0).operation();
    TreeMap<Node, Edit<Operation>> all = new TreeMap<>();
    for (List<Edit<Operation>> others : places.values()) {
      Operation there = others.get(0).operation();
      if (around ? there.covers(here) : here.covers(there)) {
        others.forEach(edit -> all.put(edit.by(), edit));
      }
    }
    some.forEach(edit -> all.put(edit.by(), edit));
    List<Edit<Operation>> latest = new ArrayList<>(all.values());
    latest = latest.size() > 1 ? ancestry.latest(latest) : latest;
    latest.retainAll(some);
    return latest;
  }

  /** Whether it would change nothing if it were done now, or part of what it wrote is there. */
  private static boolean shows(ItemState shown, Operation operation) {
    return !Overlay.changes(shown, operation)
        || operation instanceof Operation.Put put
            && isPartly(put.value(), Difference.at(shown, put.path()));
  }

  private static boolean isPartly(Value written, @Nullable Value shown) {
    boolean partly = written.equals(shown);
    if (written instanceof Value.Dict map) {
      for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
        partly |= isPartly(entry.getValue(), Parts.entries(shown).entries().get(entry.getKey()));
      }
    }
    for (Value element : Parts.elements(written)) {
      partly |= Parts.elements(shown).contains(element);
    }
    return partly;
  }
}
