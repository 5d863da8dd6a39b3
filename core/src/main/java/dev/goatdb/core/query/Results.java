package dev.goatdb.core.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
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
  private final Map<String, Row<T>> byKey = new HashMap<>();
  private final ArrayList<Row<T>> sorted = new ArrayList<>();

  /** A snapshot and the key of its item. */
  public record Row<T>(String key, T snapshot) {}

  /** What an update did to the results. */
  public enum Effect {
    NONE,
    ADDED,
    REMOVED,
    CHANGED
  }

  /** Items that compare as equal are ordered by their keys. */
  public Results(Predicate<? super T> predicate, Comparator<? super T> order) {
    this.predicate = predicate;
    this.order = Comparator.<Row<T>, T>comparing(Row::snapshot, order).thenComparing(Row::key);
  }

  /** Fills empty results at once, which is cheaper than one by one. */
  public void fill(List<Row<T>> rows) {
    for (Row<T> row : rows) {
      if (predicate.test(row.snapshot())) {
        sorted.add(row);
        byKey.put(row.key(), row);
      }
    }
    sorted.sort(order);
  }

  /** Takes in the new snapshot of an item, or that it is gone. */
  public Effect update(String key, Optional<T> snapshot) {
    Optional<T> matching = snapshot.filter(predicate);
    Row<T> before = byKey.remove(key);
    if (before != null) {
      sorted.remove(Collections.binarySearch(sorted, before, order));
    }
    if (matching.isEmpty()) {
      return before == null ? Effect.NONE : Effect.REMOVED;
    }
    Row<T> row = new Row<>(key, matching.get());
    byKey.put(key, row);
    sorted.add(-1 - Collections.binarySearch(sorted, row, order), row);
    return before == null ? Effect.ADDED : Effect.CHANGED;
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
