package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A region over the value that all of it saw, brought from version to version of the schema: at
 * each, the commits of that version join those of older ones, and all meet by their clocks.
 */
final class Span {
  private final View view;
  private final List<Node> nodes;
  private final int from;
  private final ItemState base;

  private Span(View view, List<Node> nodes, int from, ItemState base) {
    this.view = view;
    this.nodes = nodes;
    this.from = from;
    this.base = base;
  }

  /**
   * @param below the value at the base of the region, in the version of the base; null where
   *     history begins within the region
   */
  static Span of(Region region, @Nullable ItemState below, View view) {
    Node base = region.base();
    Node first = base == null ? oldest(region.nodes()) : base;
    return new Span(
        view,
        region.nodes(),
        first.header().schema().version(),
        below == null ? view.beginning(first.header().schema()) : below);
  }

  /** Of those of the oldest version, the first. */
  private static Node oldest(List<Node> nodes) {
    Node oldest = nodes.get(0);
    for (Node node : nodes) {
      boolean older = node.header().schema().version() < oldest.header().schema().version();
      oldest = older ? node : oldest;
    }
    return oldest;
  }

  /** The value in some version, which is that of the newest commit or a later one. */
  ItemState at(int version) {
    if (nodes.size() == 1 && from == version) {
      return Direct.apply(base, nodes.get(0).commit().operations());
    }
    ItemState state = base;
    List<Change> changes = of(from);
    Origin origin = Origin.of(nodes);
    int before = from;
    for (int next : versions(version)) {
      Schema schema = view.schema(next);
      if (schema != null) {
        List<Change> lifted = Upgrading.changes(changes, schema);
        Derivation derivation = new Derivation(view, schema, origin);
        if (!derivation.isEmpty() && !changes.isEmpty()) {
          ItemState old = Application.apply(state, changes, view, before);
          lifted = derivation.written(lifted, changes, old);
        }
        state = Upgrading.lift(view, state, schema, origin);
        changes = lifted;
      }
      before = next;
      changes.addAll(of(next));
      changes.sort(Change.IN_ORDER);
    }
    return Application.apply(state, changes, view, version);
  }

  /** The versions after the first up to one: those of commits, and those that are known. */
  private Set<Integer> versions(int last) {
    Set<Integer> versions = new TreeSet<>();
    if (from < last) {
      versions.addAll(view.versions(from, last));
      for (Node node : nodes) {
        versions.add(node.header().schema().version());
      }
      versions.remove(from);
    }
    return versions;
  }

  private List<Change> of(int version) {
    List<Change> changes = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      if (node.header().schema().version() == version) {
        changes.add(Change.of(node));
      }
    }
    return changes;
  }
}
