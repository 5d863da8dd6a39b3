package dev.goatdb;

import dev.goatdb.core.schema.file.JsonReader;
import dev.goatdb.core.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The list of what happens when several peers change the same item, as {@code cases/cases.json}
 * says it; the runner in TypeScript reads the same file.
 */
final class SharedCases {
  private SharedCases() {}

  /** Cases of one schema that begin alike. */
  record Topic(String name, List<Case> cases) {}

  /**
   * A case.
   *
   * @param peers the versions that the peers' applications know
   * @param steps those of its topic, then its own
   * @param ends what it says of the end, as it stands in the file
   */
  record Case(
      String name,
      String schema,
      Map<String, Integer> peers,
      List<List<Object>> steps,
      Map<String, Object> ends) {

    /** What the end is for one peer: what is said of it alone, or else of all. */
    Map<String, Object> endFor(String peer) {
      Map<String, Object> end = new LinkedHashMap<>(ends);
      peers.keySet().forEach(end::remove);
      end.putAll(entries(ends.getOrDefault(peer, Map.of())));
      return end;
    }
  }

  /** The definition file that all cases share. */
  static GoatFile definition() {
    return GoatFile.parse(text("goat.json"));
  }

  static List<Topic> read() {
    List<Topic> topics = new ArrayList<>();
    for (Object topic : items(entries(plain(JsonReader.parse(text("cases.json")))).get("topics"))) {
      Map<String, Object> shared = entries(topic);
      topics.add(
          new Topic(
              (String) shared.get("topic"),
              items(shared.get("cases")).stream()
                  .map(one -> parse(shared, entries(one)))
                  .toList()));
    }
    return topics;
  }

  private static Case parse(Map<String, Object> topic, Map<String, Object> one) {
    Map<String, Integer> peers = new LinkedHashMap<>();
    entries(one.getOrDefault("peers", topic.get("peers")))
        .forEach((peer, version) -> peers.put(peer, Math.toIntExact((Long) version)));
    List<List<Object>> steps = new ArrayList<>();
    items(topic.get("begins")).forEach(step -> steps.add(items(step)));
    items(one.get("steps")).forEach(step -> steps.add(items(step)));
    Map<String, Object> ends = new LinkedHashMap<>(one);
    List.of("name", "peers", "steps").forEach(ends::remove);
    return new Case((String) one.get("name"), (String) topic.get("schema"), peers, steps, ends);
  }

  private static String text(String file) {
    try (InputStream in = SharedCases.class.getResourceAsStream("/cases/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** JSON as plain Java objects: maps, lists, texts, longs, doubles, booleans and null. */
  private static Object plain(Value value) {
    return switch (value) {
      case Value.Dict dict -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        dict.entries().forEach((key, item) -> entries.put(key, plain(item)));
        yield entries;
      }
      case Value.Array array -> {
        List<Object> items = new ArrayList<>();
        array.items().forEach(item -> items.add(plain(item)));
        yield items;
      }
      case Value.Str text -> text.value();
      case Value.Int number -> number.value();
      case Value.Num number -> number.value();
      case Value.Bool flag -> flag.value();
      default -> null;
    };
  }

  @SuppressWarnings("unchecked") // JSON has no other maps.
  static Map<String, Object> entries(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // JSON has no other lists.
  static List<Object> items(Object value) {
    return (List<Object>) value;
  }
}
