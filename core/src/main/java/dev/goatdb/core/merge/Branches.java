package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * The nodes of a diverged region branch by branch, each after its parents, and what one of them saw
 * that another one did not. Nodes go by their places in this order.
 */
final class Branches {
  private static final int OURS = 1;
  private static final int THEIRS = 2;
  private static final int BOTH = OURS | THEIRS;

  private final List<Node> region;
  private final int[] order;
  private final int[][] parents;

  /** While two nodes are compared: who of them saw a node, and where that is known, last first. */
  private final int[] marks;

  private final TreeSet<Integer> marked = new TreeSet<>(Comparator.reverseOrder());

  /**
   * @param region in the order of clock and id
   */
  Branches(List<Node> region) {
    this.region = region;
    order = new int[region.size()];
    parents = new int[region.size()][];
    marks = new int[region.size()];
    sort();
  }

  private void sort() {
    Map<Node, Integer> ranks = new HashMap<>();
    List<List<Integer>> children = new ArrayList<>();
    int[] open = new int[order.length];
    int[] places = new int[order.length];
    ArrayDeque<Integer> ready = new ArrayDeque<>();
    for (int rank = 0; rank < order.length; rank++) {
      ranks.put(region.get(rank), rank);
      children.add(new ArrayList<>());
      for (Node parent : region.get(rank).parents()) {
        Integer of = ranks.get(parent);
        if (of != null) {
          children.get(of).add(rank);
          open[rank]++;
        }
      }
      if (open[rank] == 0) {
        ready.addLast(rank);
      }
    }
    for (int place = 0; place < order.length; place++) {
      int rank = ready.removeFirst();
      order[place] = rank;
      places[rank] = place;
      parents[place] = parents(rank, ranks, places);
      List<Integer> next = children.get(rank);
      for (int i = next.size() - 1; i >= 0; i--) {
        if (--open[next.get(i)] == 0) {
          ready.addFirst(next.get(i));
        }
      }
    }
  }

  private int[] parents(int rank, Map<Node, Integer> ranks, int[] places) {
    List<Node> all = region.get(rank).parents();
    int[] known = new int[all.size()];
    int count = 0;
    for (Node parent : all) {
      Integer of = ranks.get(parent);
      if (of != null) {
        known[count++] = places[of];
      }
    }
    int[] exact = new int[count];
    System.arraycopy(known, 0, exact, 0, count);
    return exact;
  }

  int size() {
    return order.length;
  }

  Node node(int place) {
    return region.get(order[place]);
  }

  /** Where a node stands in the order of clock and id. */
  int rank(int place) {
    return order[place];
  }

  /**
   * The way from what a node left to what another one began with.
   *
   * @param from -1 for what the whole region saw
   * @param leave takes what the node saw, itself included, and the other one did not
   * @param enter takes what the other one saw, and not the node
   * @return how many links between nodes were followed
   */
  int way(int from, int to, IntConsumer leave, IntConsumer enter) {
    if (parents[to].length == 1 && parents[to][0] == from) {
      return 0;
    }
    int open = from < 0 ? 0 : mark(from, OURS);
    for (int parent : parents[to]) {
      open += mark(parent, THEIRS);
    }
    int looks = marked.size();
    while (open > 0) {
      int place = marked.first();
      marked.remove(place);
      int mark = marks[place];
      marks[place] = 0;
      if (mark != BOTH) {
        open--;
        (mark == OURS ? leave : enter).accept(place);
      }
      for (int parent : parents[place]) {
        open += mark(parent, mark);
        looks++;
      }
    }
    // What both saw may still be marked, further down.
    marked.forEach(place -> marks[place] = 0);
    marked.clear();
    return looks;
  }

  /** Returns by how much the number of nodes changes that are known to be seen by one alone. */
  private int mark(int place, int by) {
    int before = marks[place];
    marks[place] |= by;
    if (before == 0) {
      marked.add(place);
    }
    int alone = marks[place] == BOTH ? 0 : 1;
    return alone - (before == OURS || before == THEIRS ? 1 : 0);
  }
}
