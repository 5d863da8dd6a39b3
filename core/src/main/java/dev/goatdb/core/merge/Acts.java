package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done once, although two commits say it: they have the same parents, clock and body, the
 * salt of that included. An authority whose key changed writes the result of an upgrade again, and
 * what it added to texts and counters must not be there twice.
 */
final class Acts {
  private final Map<Long, List<Node>> byClock = new HashMap<>();

  /** The commit itself, or one that was asked about before and did the very same. */
  Node of(Node node) {
    List<Node> known = byClock.computeIfAbsent(node.header().clock(), any -> new ArrayList<>(1));
    for (Node other : known) {
      boolean same = other.parents().equals(node.parents());
      if (same && other.commit().body().equals(node.commit().body())) {
        return other;
      }
    }
    known.add(node);
    return node;
  }
}
