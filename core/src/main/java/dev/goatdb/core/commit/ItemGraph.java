package dev.goatdb.core.commit;

import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.error.Invariant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The commits of one item: which came, and which are heads, that is, nobody's parents. */
public final class ItemGraph {
  private final String item;
  private final List<Node> nodes = new ArrayList<>(1);
  private List<Node> heads = List.of();
  private boolean used;

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

  /** The commit that was admitted last. */
  public Node newest() {
    return nodes.get(nodes.size() - 1);
  }

  /** The heads in the order of clock and id. */
  public List<Node> heads() {
    return heads;
  }

  /**
   * The heads of what is left where newer versions of the schema than one are left out; none where
   * all are newer. Parents are never of a newer version, so the rest is whole.
   */
  public List<Node> heads(int version) {
    boolean all = true;
    for (Node head : heads) {
      all &= head.header().schema().version() <= version;
    }
    if (all) {
      return heads;
    }
    List<Node> left = new ArrayList<>();
    for (Node node : nodes) {
      if (node.header().schema().version() <= version) {
        left.removeAll(node.parents());
        left.add(node);
      }
    }
    left.sort(Comparator.naturalOrder());
    return left;
  }

  /** The newest version of the schema among the heads. */
  public SchemaId schema() {
    SchemaId newest = heads.get(0).header().schema();
    for (Node head : heads) {
      SchemaId schema = head.header().schema();
      newest = schema.version() > newest.version() ? schema : newest;
    }
    return newest;
  }

  /** The commit of that number, which must be here. */
  Node node(int number) {
    int low = 0;
    int high = nodes.size() - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (nodes.get(middle).number() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    Node node = nodes.get(low);
    Invariant.check(node.number() == number, "an item holds all its commits");
    return node;
  }

  /** Notes that somebody looked at it. */
  void use() {
    used = true;
  }

  /** Whether somebody looked at it since this was asked the last time. */
  boolean wasUsed() {
    boolean was = used;
    used = false;
    return was;
  }

  void add(Node node) {
    nodes.add(node);
    heads = headsOf(heads, node);
  }

  private static List<Node> headsOf(List<Node> before, Node node) {
    if (before.isEmpty() || before.equals(node.parents())) {
      return List.of(node);
    }
    List<Node> heads = new ArrayList<>(before);
    heads.removeAll(node.parents());
    heads.add(node);
    heads.sort(Comparator.naturalOrder());
    return List.copyOf(heads);
  }

  /**
   * Takes out a node and all that descends from it; returns them in the order of their admission.
   */
  List<Node> remove(Node root) {
    Set<Node> gone = new HashSet<>();
    gone.add(root);
    for (Node node : nodes) {
      if (!Collections.disjoint(node.parents(), gone)) {
        gone.add(node);
      }
    }
    List<Node> removed = new ArrayList<>(nodes);
    removed.removeIf(node -> !gone.contains(node));
    nodes.removeAll(gone);
    heads = List.of();
    nodes.forEach(node -> heads = headsOf(heads, node));
    return removed;
  }
}
