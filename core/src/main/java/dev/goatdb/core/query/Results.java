package dev.goatdb.core.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The results of a live query: the snapshots that match, in order, updated by one binary search per
 * change.
 *
 * @param <T> an immutable snapshot of an item
 */
public final class Results<T> {
  private final Predicate<? super T> predicate;
  private final Comparator<Row<T>> order;
  private final Map<String, Row<T>> byKey = new LinkedHashMap<>();
  private final ArrayList<Row<T>> sorted = new ArrayList<>();
  private boolean filled;

  /** A snapshot and the key of its item. */
  public record Row<T>(String key, T snapshot) {}

  /** What an update did to the results. */
  public enum Effect {
    NONE(0),
    ADDED(1),
    REMOVED(2),
    /** The item changed and stands where it stood. */
    CHANGED(3),
    /** The item changed and stands elsewhere. */
    MOVED(4);

    private final int code;

    Effect(int code) {
      this.code = code;
    }

    /** A number for hosts that know no enums. */
    public int code() {
      return code;
    }
  }

  /** Items that compare as equal are ordered by their keys. */
  public Results(Predicate<? super T> predicate, Comparator<? super T> order) {
    this.predicate = predicate;
    this.order =
        (a, b) -> {
          int difference = order.compare(a.snapshot(), b.snapshot());
          return difference != 0 ? difference : a.key().compareTo(b.key());
        };
  }

  /**
   * Takes in an item that is there already, in any order; once all are here they are {@linkplain
   * #sort sorted}, which is cheaper than finding a place for each.
   */
  public void gather(String key, T snapshot) {
    if (predicate.test(snapshot)) {
      byKey.put(key, new Row<>(key, snapshot));
    } else {
      byKey.remove(key);
    }
  }

  /** All items were gathered: the results are whole from now on, and empty until then. */
  public void sort() {
    sorted.addAll(byKey.values());
    if (!isSorted()) {
      Collections.reverse(sorted);
    }
    if (!isSorted()) {
      sorted.sort(order);
    }
    filled = true;
  }

  /** Items come as they were created, and that is, or turned around, a common order. */
  private boolean isSorted() {
    for (int i = 1; i < sorted.size(); i++) {
      if (order.compare(sorted.get(i - 1), sorted.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Takes in the new snapshot of an item, or that it is gone. */
  public Effect update(String key, Optional<T> snapshot) {
    Optional<T> matching = snapshot.filter(predicate);
    Row<T> before = byKey.remove(key);
    if (!filled) {
      matching.ifPresent(now -> byKey.put(key, new Row<>(key, now)));
      return Effect.NONE;
    }
    int stood = before == null ? -1 : find(before);
    if (stood >= 0) {
      sorted.remove(stood);
    }
    if (matching.isEmpty()) {
      return before == null ? Effect.NONE : Effect.REMOVED;
    }
    Row<T> row = new Row<>(key, matching.get());
    byKey.put(key, row);
    int found = Collections.binarySearch(sorted, row, order);
    int stands = found < 0 ? -1 - found : found;
    sorted.add(stands, row);
    return before == null ? Effect.ADDED : stood == stands ? Effect.CHANGED : Effect.MOVED;
  }

  /** An order that contradicts itself hides a row from a search that trusts it. */
  @SuppressWarnings("ReferenceEquality") // The very row that was put there.
  private int find(Row<T> row) {
    int at = Collections.binarySearch(sorted, row, order);
    if (at >= 0 && sorted.get(at) == row) {
      return at;
    }
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i) == row) {
        return i;
      }
    }
    return -1;
  }

  /** The matching snapshots in order. */
  public List<T> list() {
    List<T> list = new ArrayList<>(sorted.size());
    sorted.forEach(row -> list.add(row.snapshot()));
    return list;
  }

  public int size() {
    return sorted.size();
  }
}
