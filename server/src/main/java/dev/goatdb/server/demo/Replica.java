package dev.goatdb.server.demo;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Query;
import dev.goatdb.RefusedEdit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replica showed at a moment.
 *
 * @param items every field of every item by its path; instants as milliseconds, sets as sorted
 *     lists
 * @param pending how many edits the server has not confirmed
 * @param refused the edits that the server refused
 * @param digest of all its commits; empty where it does not tell
 */
record Replica(
    SortedMap<String, SortedMap<String, Object>> items,
    long pending,
    List<String> refused,
    String digest) {

  /** A database of the JVM, all lists and their tasks. */
  static Replica of(GoatDB db) {
    SortedMap<String, SortedMap<String, Object>> items = new TreeMap<>();
    StringBuilder digest = new StringBuilder();
    List<String> repositories = new ArrayList<>(List.of(Application.LISTS));
    long pending = 0;
    for (int i = 0; i < repositories.size(); i++) {
      String repository = repositories.get(i);
      try (Query all = db.query(repository).open()) {
        for (Item item : all.results()) {
          items.put(item.path(), plain(item.values()));
          if (i == 0) {
            repositories.add(Application.tasksOf(item.path()));
          }
        }
      }
      pending += db.counts(repository).pending();
      digest.append(db.status(repository).commitDigest(), 0, 8);
    }
    return new Replica(
        items,
        pending,
        db.refused().stream().map(RefusedEdit::toString).toList(),
        digest.toString());
  }

  /** A window, as the driver of the browser reads it. */
  static Replica of(JsonObject read) {
    SortedMap<String, SortedMap<String, Object>> items = new TreeMap<>();
    JsonObject all = read.getJsonObject("items");
    for (String path : all.fieldNames()) {
      items.put(path, plain(all.getJsonObject(path).getMap()));
    }
    return new Replica(
        items,
        read.getLong("pending"),
        read.getJsonArray("refused").stream().map(String::valueOf).toList(),
        "");
  }

  static SortedMap<String, Object> plain(Map<String, Object> values) {
    SortedMap<String, Object> plain = new TreeMap<>();
    values.forEach((field, value) -> plain.put(field, plain(value)));
    return plain;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Instant instant -> instant.toEpochMilli();
      case Integer number -> number.longValue();
      case Set<?> set -> sorted(set);
      case List<?> list -> sorted(list);
      case JsonArray array -> sorted(array.getList());
      default -> value;
    };
  }

  private static List<String> sorted(Collection<?> elements) {
    return elements.stream().map(String::valueOf).sorted(Comparator.naturalOrder()).toList();
  }

  boolean isSettled() {
    return pending == 0 && refused.isEmpty();
  }

  int fields() {
    return items.values().stream().mapToInt(Map::size).sum();
  }
}
