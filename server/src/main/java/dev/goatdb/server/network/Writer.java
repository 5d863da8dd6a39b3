package dev.goatdb.server.network;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A client behind a proxy of its own, which edits and knows what it wrote. */
final class Writer implements AutoCloseable {
  static final Field<String> TEXT = Field.string("text").required();
  static final Field<Set<String>> TAGS = Field.set("tags", Field.STRING);
  static final Field<Long> VOTES = Field.counter("votes");
  static final Schema ENTRY = Schema.of("entry", 1, TEXT, TAGS, VOTES);
  static final String DEFINITIONS =
      """
      {"schemas": {"entry": [{"version": 1, "fields": {
        "text": {"type": "string", "required": true}, "tags": {"type": "set", "of": "string"},
        "votes": {"type": "counter"}}}]}}
      """;

  private static final int MOST_LONG = 20_000;
  private static final int LONG_EVERY = 8;

  private final String name;
  private final String repository;
  private final Proxy proxy;
  private final GoatDB db;
  private final Map<String, Wrote> wrote = new LinkedHashMap<>();
  private int edits;

  /** What this client wrote to one item. */
  static final class Wrote {
    private final Set<String> tags = new HashSet<>();
    private long votes;
    private String text = "";

    /** Those that are not removed. */
    Set<String> tags() {
      return tags;
    }

    long votes() {
      return votes;
    }

    /** The newest; empty where there is none. */
    String text() {
      return text;
    }
  }

  /**
   * @param silence after how long a connection counts as broken
   */
  Writer(String name, String repository, Proxy proxy, Duration silence) {
    this.name = name;
    this.repository = repository;
    this.proxy = proxy;
    this.db =
        GoatDB.inMemory(
            o -> o.schemas(ENTRY).server(proxy.address()).commitsPerSecond(1000).silence(silence));
    db.counts(repository);
  }

  String name() {
    return name;
  }

  Proxy proxy() {
    return proxy;
  }

  GoatDB db() {
    return db;
  }

  /** The items that it wrote to. */
  Set<String> keys() {
    return wrote.keySet();
  }

  Wrote wrote(String key) {
    return wrote.getOrDefault(key, new Wrote());
  }

  Item item(String key) {
    return db.item(repository + "/" + key);
  }

  Optional<Item> find(String key) {
    return db.find(repository + "/" + key);
  }

  String repository() {
    return repository;
  }

  int pending() {
    return db.counts(repository).pending();
  }

  void create(String key) {
    String text = name + " made it";
    db.createAt(repository + "/" + key, ENTRY, Map.of("text", text));
    note(key).text = text;
  }

  /** Changes an item, or makes one of its own. */
  void edit(Random random, List<String> shared) {
    edits++;
    int kind = random.nextInt(9);
    if (kind == 0) {
      create(name + edits);
      return;
    }
    List<String> own = wrote.keySet().stream().filter(key -> !shared.contains(key)).toList();
    List<String> keys = own.isEmpty() || random.nextBoolean() ? shared : own;
    change(random, kind, keys.get(random.nextInt(keys.size())));
  }

  private void change(Random random, int kind, String key) {
    Wrote noted = note(key);
    Item item = item(key);
    if (kind < 3) {
      int more = random.nextInt(LONG_EVERY) == 0 ? random.nextInt(MOST_LONG) : 0;
      noted.text = name + " " + edits + " " + "x".repeat(more);
      item.set(TEXT, noted.text);
    } else if (kind < 5) {
      int by = random.nextInt(10);
      noted.votes += by;
      item.add(VOTES, by);
    } else if (kind < 8 || noted.tags.isEmpty()) {
      noted.tags.add(name + edits);
      item.add(TAGS, name + edits);
    } else {
      String some = noted.tags.iterator().next();
      noted.tags.remove(some);
      item.remove(TAGS, some);
    }
  }

  private Wrote note(String key) {
    return wrote.computeIfAbsent(key, made -> new Wrote());
  }

  /** Whether the server has everything, and this client knows. */
  boolean isOnServer() {
    return db.isOnline()
        && pending() == 0
        && wrote.keySet().stream().allMatch(key -> item(key).isOnServer());
  }

  @Override
  public void close() throws IOException {
    db.close();
    proxy.close();
  }
}
