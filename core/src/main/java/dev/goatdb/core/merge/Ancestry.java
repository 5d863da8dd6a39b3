package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import java.util.ArrayDeque;
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
