package dev.goatdb.core.commit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The commits of one item: which came, and which are heads, that is, nobody's parents. */
public final class ItemGraph {
  private final String item;
  private final List<Node> nodes = new ArrayList<>(1);
  private final TreeSet<Node> heads = new TreeSet<>();

  ItemGraph(String item) {
    this.item = item;
  }

  public String item() {
    return item;
  }

  /** All commits in the order of their admission. */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** The heads in the order of clock and id. */
  public Set<Node> heads() {
    return Collections.unmodifiableSet(heads);
  }

  void add(Node node) {
    nodes.add(node);
    node.parents().forEach(heads::remove);
    heads.add(node);
  }

  /**
   * Takes out a node and all that descends from it; returns them in the order of their admission.
   */
  List<Node> remove(Node root) {
    TreeSet<Node> gone = new TreeSet<>();
    gone.add(root);
    for (Node node : nodes) {
      if (node.parents().stream().anyMatch(gone::contains)) {
        gone.add(node);
      }
    }
    List<Node> removed = new ArrayList<>(nodes);
    removed.removeIf(node -> !gone.contains(node));
    nodes.removeAll(gone);
    heads.clear();
    heads.addAll(nodes);
    nodes.forEach(node -> heads.removeAll(node.parents()));
    return removed;
  }
}
