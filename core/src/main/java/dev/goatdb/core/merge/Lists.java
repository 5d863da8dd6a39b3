package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.text.Weave;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists: every element that anybody put there and nobody deleted, once, in the order of a {@link
 * Weave}.
 *
 * <p>The weave is one of places. An element has the place where it was put, and one more for each
 * time that somebody moved it; it is at the one of the last move by clock and id of those that are
 * seen (Kleppmann, "Moving Elements in List CRDTs", 2020).
 */
final class Lists {
  private final List<Value> base;
  private final Branches branches;
  private final Acts acts = new Acts();
  private final Map<Node, Integer> ranks = new HashMap<>();
  private final Weave weave;

  /** What stands at each place after the base: a new element, or the place where it was put. */
  private final List<Object> put = new ArrayList<>();

  /** The elements that were moved or deleted, by the places where they were put. */
  private final Map<Integer, Element> touched = new HashMap<>();

  private final Map<Node, Done> done = new HashMap<>();

  /** An element that was moved or deleted. */
  private static final class Element {
    final int home;

    /** The places where it was moved, by the rank of who moved it: all, and those that are seen. */
    final TreeMap<Integer, Integer> moves = new TreeMap<>();

    final TreeMap<Integer, Integer> movesSeen = new TreeMap<>();
    int deletionsSeen;
    boolean deleted;

    /** Where it is for whoever is asked about, or -1. */
    int place;

    Element(int home) {
      this.home = home;
      this.place = home;
    }

    int last(NavigableMap<Integer, Integer> of) {
      return of.isEmpty() ? home : of.lastEntry().getValue();
    }
  }

  /** What a commit did; and by how many commits, which are one act, it is seen now. */
  private static final class Done {
    final int rank;
    final int first;
    final List<Integer> deleted = new ArrayList<>();

    /** Where it put the elements that it moved, by where they were put first. */
    final Map<Integer, Integer> moved = new TreeMap<>();

    int count;
    int seeing = 1;

    Done(int rank, int first) {
      this.rank = rank;
      this.first = first;
    }

    void took(int place, List<Object> put) {
      for (int i = 0; i < put.size(); i++) {
        if (put.get(i) instanceof Integer home) {
          moved.put(home, place + i);
        }
      }
    }
  }

  /**
   * @param before the value that the whole region saw, if any
   * @param region in the order of clock and id
   */
  Lists(@Nullable Value before, List<Node> region) {
    this.base = items(before);
    this.branches = new Branches(region);
    this.weave = new Weave(base.size(), number -> false);
    for (Node node : region) {
      ranks.put(node, ranks.size());
      acts.of(node);
    }
  }

  /** A change where nothing is concurrent. */
  static void apply(DictDraft fields, Operation.Arrange arrange) {
    String field = arrange.path().get(0);
    fields.put(field, new Value.Array(arrange.change().apply(items(fields.get(field)))));
  }

  /** The list that a state has at a path; empty where it has none. */
  static List<Value> at(ItemState state, List<String> path) {
    return items(Difference.at(state, path));
  }

  private static List<Value> items(@Nullable Value value) {
    return value instanceof Value.Array list ? list.items() : List.of();
  }

  /** The value after concurrent edits, at most one of each node of the region. */
  Value merge(List<Edit<Operation.Arrange>> edits) {
    Map<Node, ListChange> changes = new HashMap<>();
    edits.forEach(edit -> changes.put(edit.by(), edit.operation().change()));
    int before = -1;
    for (int place = 0; place < branches.size(); place++) {
      Node node = branches.node(place);
      ListChange change = changes.get(node);
      if (change != null) {
        branches.way(before, place, other -> see(other, false), other -> see(other, true));
        Node act = acts.of(node);
        if (done.containsKey(act)) {
          see(place, true);
        } else {
          done.put(
              act, make(change, Objects.requireNonNull(ranks.get(act), "it is of the region")));
        }
        before = place;
      }
    }
    return left();
  }

  private Done make(ListChange change, int rank) {
    Done did = new Done(rank, base.size() + put.size());
    int shown = weave.shown();
    int end = change.end();
    List<Integer> homes = homes(change, shown);
    int next = homes.size();
    for (int i = change.parts().size() - 1; i >= 0; i--) {
      ListChange.Part part = change.parts().get(i);
      int from = Math.min(end - part.delete(), shown);
      int to = Math.min(end, shown);
      for (int at = from; at < to; at++) {
        did.deleted.add(home(weave.at(at)));
      }
      List<Object> here = put(part, homes.subList(next - part.moves(), next));
      next -= part.moves();
      if (!here.isEmpty()) {
        did.took(weave.insert(to > from ? from + 1 : from, here.size(), rank), here);
        put.addAll(here);
      }
      end -= part.delete() + part.keep();
    }
    did.count = base.size() + put.size() - did.first;
    did.moved.forEach((home, place) -> {
      weave.hide(place, true);
      element(home).moves.put(rank, place);
    });
    did.deleted.forEach(home -> element(home).deleted = true);
    effect(did, true);
    return did;
  }

  /** What a part puts in its place: new elements, and the homes of those that it moves there. */
  private static List<Object> put(ListChange.Part part, List<Integer> homes) {
    List<Object> put = new ArrayList<>();
    int next = 0;
    for (Entry entry : part.put()) {
      if (entry instanceof Entry.Fresh fresh) {
        put.add(fresh.value());
      } else if (homes.get(next++) >= 0) {
        put.add(homes.get(next - 1));
      }
    }
    return put;
  }

  /**
   * Where the elements were put that a change moves, in its order; -1 for one that is not there.
   */
  private List<Integer> homes(ListChange change, int shown) {
    List<Integer> homes = new ArrayList<>();
    for (ListChange.Part part : change.parts()) {
      for (Entry entry : part.put()) {
        if (entry instanceof Entry.Moved moved) {
          homes.add(moved.from() < shown ? home(weave.at(moved.from())) : -1);
        }
      }
    }
    return homes;
  }

  private int home(int place) {
    return place >= base.size() && put.get(place - base.size()) instanceof Integer home
        ? home
        : place;
  }

  private Element element(int home) {
    return touched.computeIfAbsent(home, Element::new);
  }

  private void see(int place, boolean seen) {
    Done did = done.get(acts.of(branches.node(place)));
    if (did == null) {
      return;
    }
    int others = did.seeing - (seen ? 0 : 1);
    did.seeing = others + (seen ? 1 : 0);
    if (others == 0) {
      weave.see(new Weave.Footprint(did.first, did.count, List.of()), seen);
      effect(did, seen);
    }
  }

  private void effect(Done did, boolean seen) {
    did.moved.forEach((home, place) -> {
      Element element = element(home);
      if (seen) {
        element.movesSeen.put(did.rank, place);
      } else {
        element.movesSeen.remove(did.rank);
      }
      settle(element);
    });
    for (int home : did.deleted) {
      Element element = element(home);
      element.deletionsSeen += seen ? 1 : -1;
      settle(element);
    }
  }

  /** Shows an element where it is now, and nowhere else. */
  private void settle(Element element) {
    int place = element.deletionsSeen > 0 ? -1 : element.last(element.movesSeen);
    if (place != element.place) {
      if (element.place >= 0) {
        weave.hide(element.place, true);
      }
      if (place >= 0) {
        weave.hide(place, false);
      }
      element.place = place;
    }
  }

  /** What is there when everybody saw all changes. */
  private Value left() {
    List<Value> left = new ArrayList<>();
    weave.forEachLeft((first, count) -> {
      for (int place = first; place < first + count; place++) {
        int home = home(place);
        Element element = touched.get(home);
        if (element == null || !element.deleted && element.last(element.moves) == place) {
          left.add(home < base.size() ? base.get(home) : (Value) put.get(home - base.size()));
        }
      }
    });
    return new Value.Array(left);
  }
}
