package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who saw whom within a diverged region; worked out only for the commits somebody asks about. */
final class Ancestry {
  private final List<Node> nodes;
  private Set<Node> region = Set.of();
  private final Map<Node, Set<Node>> seen = new HashMap<>();

  Ancestry(List<Node> region) {
    this.nodes = region;
  }

  /** Whether {@code earlier} is an ancestor of {@code later}. */
  boolean saw(Node later, Node earlier) {
    return seen.computeIfAbsent(later, this::ancestors).contains(earlier);
  }

  /**
   * Those of some edits, in the order of clock and id, that no other one of them saw: one way down
   * the region, however long it is.
   */
  <T extends Operation> List<Edit<T>> latest(List<Edit<T>> edits) {
    Set<Node> below = new HashSet<>();
    List<Edit<T>> latest = new ArrayList<>();
    int left = edits.size();
    for (int i = nodes.size() - 1; left > 0; i--) {
      Node node = nodes.get(i);
      boolean isSeen = below.remove(node);
      boolean isBy = edits.get(left - 1).by().equals(node);
      if (isBy && !isSeen) {
        latest.add(0, edits.get(left - 1));
      }
      if (isBy || isSeen) {
        below.addAll(node.parents());
      }
      left -= isBy ? 1 : 0;
    }
    return latest;
  }

  private Set<Node> ancestors(Node node) {
    if (region.isEmpty()) {
      region = new HashSet<>(nodes);
    }
    Set<Node> ancestors = new HashSet<>();
    ArrayDeque<Node> queue = new ArrayDeque<>(node.parents());
    while (!queue.isEmpty()) {
      Node next = queue.remove();
      if (region.contains(next) && ancestors.add(next)) {
        queue.addAll(next.parents());
      }
    }
    return ancestors;
  }
}
