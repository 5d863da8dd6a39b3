package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list straight from its definition, of the complete history and without any cleverness: a tree
 * of places that never go away, and elements that know where they were put, moved and deleted.
 */
public final class NaiveList {
  private final Map<CommitId, Set<CommitId>> seen = new HashMap<>();
  private final Place root = new Place(null, null, null, null);

  /** An element, its places with who put it there, and who deleted it. */
  private static final class Element {
    final Value value;
    final List<Place> places = new ArrayList<>();
    final Set<CommitId> deletedBy = new HashSet<>();

    Element(Value value) {
      this.value = value;
    }

    /** Where it is for somebody who saw some commits. */
    Place place(Set<CommitId> known) {
      Place last = null;
      for (Place place : places) {
        boolean counts = place.by == null || known.contains(place.by.id());
        if (counts && (last == null || last.by == null || place.by.compareTo(last.by) > 0)) {
          last = place;
        }
      }
      return last;
    }
  }

  /** A place of the tree of "The Art of the Fugue". */
  private static final class Place {
    final Commit by;
    final Element element;
    final Place rightOrigin;
    final Boolean isRight;
    final List<Place> left = new ArrayList<>();
    final List<Place> right = new ArrayList<>();

    Place(Commit by, Element element, Place rightOrigin, Boolean isRight) {
      this.by = by;
      this.element = element;
      this.rightOrigin = rightOrigin;
      this.isRight = isRight;
    }
  }

  private NaiveList() {}

  /** The list that all these commits come to, parents first, above one that all of them saw. */
  public static List<Value> of(List<Value> base, String field, Collection<Commit> commits) {
    NaiveList list = new NaiveList();
    Place last = list.root;
    for (Value value : base) {
      Place place = new Place(null, new Element(value), null, true);
      place.element.places.add(place);
      last.right.add(place);
      last = place;
    }
    for (Commit commit : commits) {
      Set<CommitId> ancestors = new HashSet<>();
      for (CommitId parent : commit.header().parents()) {
        ancestors.add(parent);
        ancestors.addAll(list.seen.get(parent));
      }
      list.seen.put(commit.id(), ancestors);
      for (Operation operation : commit.operations()) {
        if (operation instanceof Operation.Arrange arrange
            && arrange.path().equals(List.of(field))) {
          list.edit(commit, ancestors, arrange.change().parts());
        }
      }
    }
    List<Value> all = new ArrayList<>();
    list.shown(list.seen.keySet()).forEach(place -> all.add(place.element.value));
    return all;
  }

  /** The places at which somebody who saw some commits sees an element. */
  private List<Place> shown(Set<CommitId> known) {
    List<Place> shown = new ArrayList<>(known(known));
    shown.removeIf(place ->
        place.element.place(known) != place
            || place.element.deletedBy.stream().anyMatch(known::contains));
    return shown;
  }

  private List<Place> known(Set<CommitId> known) {
    List<Place> places = places();
    places.removeIf(place -> place.by != null && !known.contains(place.by.id()));
    return places;
  }

  private void edit(Commit by, Set<CommitId> ancestors, List<ListChange.Part> parts) {
    List<Place> known = known(ancestors);
    List<Place> shown = shown(ancestors);
    int end = 0;
    for (ListChange.Part part : parts) {
      end += part.keep() + part.delete();
    }
    for (int i = parts.size() - 1; i >= 0; i--) {
      ListChange.Part part = parts.get(i);
      int from = Math.min(end - part.delete(), shown.size());
      int to = Math.min(end, shown.size());
      int behind = to > from ? from + 1 : from;
      Place left = behind == 0 ? root : shown.get(behind - 1);
      for (Entry entry : part.put()) {
        Element element = null;
        if (entry instanceof Entry.Fresh fresh) {
          element = new Element(fresh.value());
        } else if (entry instanceof Entry.Moved moved && moved.from() < shown.size()) {
          element = shown.get(moved.from()).element;
        }
        if (element != null) {
          left = insert(by, known, left, element);
          element.places.add(left);
        }
      }
      for (int at = from; at < to; at++) {
        shown.get(at).element.deletedBy.add(by.id());
      }
      end -= part.delete() + part.keep();
    }
  }

  private Place insert(Commit by, List<Place> known, Place left, Element element) {
    int next = left == root ? 0 : known.indexOf(left) + 1;
    Place right = next < known.size() ? known.get(next) : null;
    boolean isRight = left.right.stream().noneMatch(known::contains);
    Place place = new Place(by, element, right, isRight);
    List<Place> siblings = isRight ? left.right : right.left;
    siblings.add(place);
    Map<Place, Integer> order = new HashMap<>();
    places().forEach(one -> order.put(one, order.size()));
    siblings.sort(
        Comparator.comparingInt((Place one) ->
                !one.isRight || one.rightOrigin == null
                    ? Integer.MIN_VALUE
                    : -order.get(one.rightOrigin))
            .thenComparing(one -> one.by));
    known.add(next, place);
    return place;
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    collect(root, places);
    places.remove(root);
    return places;
  }

  private static void collect(Place place, List<Place> into) {
    place.left.forEach(child -> collect(child, into));
    into.add(place);
    place.right.forEach(child -> collect(child, into));
  }
}
