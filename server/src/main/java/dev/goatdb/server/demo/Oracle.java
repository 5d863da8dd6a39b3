package dev.goatdb.server.demo;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A record of the edits that were issued, kept apart from the database, that knows what must come
 * of them.
 *
 * <p>Registers that one person writes must hold the last thing written. Where two wrote without
 * seeing each other, it must be the last word of one of them. Counters are sums, sets unions, maps
 * go by their entries, and what was deleted is gone.
 */
final class Oracle {
  private final Schema schema;
  private final Map<String, Expected> items = new TreeMap<>();
  private int edits;

  Oracle(Schema schema) {
    this.schema = schema;
  }

  /** What an item must be. */
  private static final class Expected {
    final Map<String, Object> exact = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> contested = new LinkedHashMap<>();
    final Set<Object> labels = new TreeSet<>();
    final Map<String, Object> notes = new TreeMap<>();
    long votes;
    boolean deleted;
  }

  /** What a comparison found. */
  record Comparison(int fields, List<String> differences) {}

  synchronized void created(String path, Map<String, Object> values) {
    edits++;
    items.computeIfAbsent(path, name -> new Expected()).exact.putAll(values);
  }

  synchronized void wrote(String path, String field, Object value) {
    at(path).exact.put(field, value);
  }

  /** One of several people who write there without seeing each other. */
  synchronized void contested(String path, String field, String writer, Object value) {
    Expected item = at(path);
    item.exact.remove(field);
    item.contested.computeIfAbsent(field, name -> new TreeMap<>()).put(writer, value);
  }

  synchronized void voted(String path, long by) {
    at(path).votes += by;
  }

  synchronized void labelled(String path, String label) {
    at(path).labels.add(label);
  }

  synchronized void unlabelled(String path, String label) {
    at(path).labels.remove(label);
  }

  synchronized void noted(String path, String key, String text) {
    at(path).notes.put(key, text);
  }

  synchronized void deleted(String path) {
    at(path).deleted = true;
  }

  synchronized int edits() {
    return edits;
  }

  /** Compares every field of every item. */
  synchronized Comparison compare(GoatDB db) {
    List<String> differences = new ArrayList<>();
    int fields = 0;
    int known = db.counts(Catalogue.REPOSITORY).items();
    if (known != items.size()) {
      differences.add(known + " items in place of " + items.size());
    }
    for (Map.Entry<String, Expected> entry : items.entrySet()) {
      fields += compare(db.find(entry.getKey()), entry.getKey(), entry.getValue(), differences);
    }
    return new Comparison(fields, differences);
  }

  private int compare(
      Optional<Item> item, String path, Expected expected, List<String> differences) {
    if (item.isEmpty() || expected.deleted) {
      if (item.isPresent() || !expected.deleted) {
        differences.add(path + (expected.deleted ? " is not deleted" : " is missing"));
      }
      return 1;
    }
    for (String field : schema.fields()) {
      Optional<Object> shown = item.get().find(field);
      boolean fits =
          switch (field) {
            case "votes" -> shown.equals(Optional.of(expected.votes));
            case "labels" -> shown.equals(Optional.of(expected.labels));
            case "notes" -> shown.equals(Optional.of(expected.notes));
            default -> {
              Map<String, Object> words = expected.contested.get(field);
              yield words == null
                  ? shown.equals(Optional.ofNullable(expected.exact.get(field)))
                      || isEmptySet(shown) && !expected.exact.containsKey(field)
                  : shown.filter(words::containsValue).isPresent();
            }
          };
      if (!fits) {
        differences.add(path + "." + field + " is " + shown.orElse("nothing"));
      }
    }
    return schema.fields().size();
  }

  private static boolean isEmptySet(Optional<Object> shown) {
    return shown.filter(Set.of()::equals).isPresent();
  }

  private Expected at(String path) {
    edits++;
    Expected item = items.get(path);
    if (item == null) {
      throw new IllegalStateException(path + " was never created");
    }
    return item;
  }
}
