package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The diverged region below some heads: what must be replayed on the value of the nearest common
 * dominator.
 *
 * @param base the dominator, or null where history begins within the region
 * @param nodes the region in the order of clock and id, parents before children
 */
record Region(@Nullable Node base, List<Node> nodes) {
  private static final Comparator<Node> YOUNGEST_FIRST =
      Comparator.comparingInt((Node node) -> -node.header().generation()).thenComparing(Node::id);

  /** The region of several heads. */
  static Region below(Collection<Node> heads) {
    return walk(heads, new ArrayList<>(), false);
  }

  /** The region of a single node that contains at least the node itself. */
  static Region with(Node node) {
    if (node.parents().size() < 2) {
      return new Region(node.parents().isEmpty() ? null : node.parents().get(0), List.of(node));
    }
    List<Node> region = new ArrayList<>();
    region.add(node);
    return walk(node.parents(), region, node.parents().isEmpty());
  }

  /**
   * Takes nodes from the youngest generation down until one is left through which all paths run.
   */
  private static Region walk(Collection<Node> from, List<Node> region, boolean rooted) {
    TreeSet<Node> open = new TreeSet<>(YOUNGEST_FIRST);
    open.addAll(from);
    boolean begins = rooted;
    while (!open.isEmpty() && (begins || open.size() > 1)) {
      Node node = open.first();
      open.remove(node);
      region.add(node);
      open.addAll(node.parents());
      begins |= node.parents().isEmpty();
    }
    region.sort(Comparator.naturalOrder());
    return new Region(open.isEmpty() ? null : open.first(), List.copyOf(region));
  }
}
