package dev.goatdb.server.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A record of the edits that were issued, kept apart from the databases, that knows what must come
 * of them.
 *
 * <p>What one person writes must hold the last thing written. Where several wrote without seeing
 * each other, it must be the last word of one of them. Tags unite, and what was deleted is gone.
 */
final class Oracle {
  private static final String TAGS = "tags";

  private final Map<String, Expected> items = new LinkedHashMap<>();
  private int edits;

  /** What an item must be. */
  private static final class Expected {
    final SortedMap<String, Object> exact = new TreeMap<>();
    final Map<String, Map<String, Object>> contested = new TreeMap<>();
    final TreeSet<String> tags = new TreeSet<>();
    boolean deleted;
  }

  synchronized void made(Editor.Made item) {
    edits++;
    Expected expected = new Expected();
    expected.exact.putAll(Replica.plain(item.values()));
    if (expected.exact.remove(TAGS) instanceof List<?> tags) {
      tags.forEach(tag -> expected.tags.add(String.valueOf(tag)));
    }
    items.put(item.path(), expected);
  }

  synchronized void wrote(String path, String field, Object value) {
    Expected item = at(path);
    item.contested.remove(field);
    item.exact.put(field, value);
  }

  /** One of several people who write there without seeing each other. */
  synchronized void contested(String path, String field, String writer, Object value) {
    Expected item = at(path);
    item.exact.remove(field);
    item.contested.computeIfAbsent(field, name -> new TreeMap<>()).put(writer, value);
  }

  synchronized void tagged(String path, String tag) {
    at(path).tags.add(tag);
  }

  synchronized void untagged(String path, String tag) {
    at(path).tags.remove(tag);
  }

  synchronized void deleted(String path) {
    at(path).deleted = true;
  }

  synchronized int edits() {
    return edits;
  }

  /** The tasks that are there, in the order in which they were added. */
  synchronized List<String> tasks() {
    return items.entrySet().stream()
        .filter(item -> item.getKey().startsWith("/tasks/") && !item.getValue().deleted)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Compares every field of every item. */
  synchronized List<String> differences(Replica replica) {
    List<String> differences = new ArrayList<>();
    replica.items().keySet().stream()
        .filter(path -> !items.containsKey(path))
        .forEach(path -> differences.add(path + " was never made"));
    items.forEach((path, expected) -> {
      SortedMap<String, Object> shown = replica.items().get(path);
      if (shown == null || expected.deleted) {
        if (shown != null || !expected.deleted) {
          differences.add(path + (expected.deleted ? " is not deleted" : " is missing"));
        }
      } else {
        compare(path, expected, shown, differences);
      }
    });
    replica.refused().forEach(edit -> differences.add("refused: " + edit));
    return differences;
  }

  private static void compare(
      String path, Expected expected, SortedMap<String, Object> shown, List<String> differences) {
    TreeSet<String> fields = new TreeSet<>(shown.keySet());
    fields.addAll(expected.exact.keySet());
    fields.addAll(expected.contested.keySet());
    fields.addAll(expected.tags.isEmpty() ? Set.of() : Set.of(TAGS));
    for (String field : fields) {
      Object value = shown.get(field);
      Collection<Object> fitting = fitting(field, expected);
      if (!fitting.contains(value)) {
        differences.add(path + "." + field + " is " + value + " and not one of " + fitting);
      }
    }
  }

  private static Collection<Object> fitting(String field, Expected expected) {
    Map<String, Object> words = expected.contested.get(field);
    if (words != null) {
      return words.values();
    }
    return Collections.singleton(
        field.equals(TAGS) ? List.copyOf(expected.tags) : expected.exact.get(field));
  }

  private Expected at(String path) {
    edits++;
    Expected item = items.get(path);
    if (item == null) {
      throw new IllegalStateException(path + " was never made");
    }
    return item;
  }
}
