package dev.goatdb.server.importer;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings JSON Lines into one repository: creates items, and sets what differs where an item of the
 * same key exists. So an import can be repeated, and only changes what changed.
 */
public final class Importer {
  private final GoatDB db;
  private final String repository;
  private final Schema schema;
  private final Optional<String> key;
  private final ItemReader reader;

  /** Told about every line. */
  public interface Progress {
    /** A line was read; {@code counts} holds what came of all lines so far. */
    void line(Counts counts);

    /** A line could not be imported. */
    void failed(long line, GoatException reason);
  }

  /** What came of the lines read so far. */
  public record Counts(
      long lines, long created, long updated, long unchanged, long failed, long bytes) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    private Counts plus(Outcome outcome, long bytesRead) {
      return new Counts(
          lines + 1,
          created + (outcome == Outcome.CREATED ? 1 : 0),
          updated + (outcome == Outcome.UPDATED ? 1 : 0),
          unchanged + (outcome == Outcome.UNCHANGED ? 1 : 0),
          failed + (outcome == Outcome.FAILED ? 1 : 0),
          bytesRead);
    }
  }

  private enum Outcome {
    CREATED,
    UPDATED,
    UNCHANGED,
    FAILED
  }

  /**
   * @param repository {@code /type/repo}
   * @param key the field that names the items; without one, names are random
   * @throws GoatException.InvalidValue where the schema has no such field or the path is none
   */
  public Importer(GoatDB db, String repository, Schema schema, Optional<String> key) {
    this.db = db;
    this.repository = repository;
    this.schema = schema;
    this.key = key;
    this.reader = new ItemReader(schema);
    key.ifPresent(schema::field);
    db.counts(repository);
  }

  /** Imports every line; what is wrong with one is told, and the others go on. */
  public Counts run(InputStream in, Progress progress) throws IOException {
    JsonLines lines = new JsonLines(in);
    Counts counts = Counts.NONE;
    while (lines.next()) {
      Outcome outcome;
      try {
        outcome = take(reader.read(lines.object()));
      } catch (GoatException.InvalidValue | GoatException.LimitExceeded wrong) {
        outcome = Outcome.FAILED;
        progress.failed(lines.number(), wrong);
      }
      counts = counts.plus(outcome, lines.bytes());
      progress.line(counts);
    }
    return counts;
  }

  private Outcome take(Map<String, Optional<Object>> values) {
    if (key.isEmpty()) {
      db.create(repository, schema, present(values));
      return Outcome.CREATED;
    }
    String path = repository + "/" + name(key.get(), values);
    Optional<Item> known = db.find(path);
    if (known.isEmpty()) {
      db.createAt(path, schema, present(values));
      return Outcome.CREATED;
    }
    return update(known.get(), values) ? Outcome.UPDATED : Outcome.UNCHANGED;
  }

  private boolean update(Item item, Map<String, Optional<Object>> values) {
    boolean changed = false;
    for (Map.Entry<String, Optional<Object>> entry : values.entrySet()) {
      Optional<Object> wanted = entry.getValue();
      Optional<Object> current = item.find(entry.getKey());
      if (!comparable(current).equals(comparable(wanted))) {
        changed = true;
        wanted.ifPresentOrElse(
            value -> item.set(entry.getKey(), value),
            () -> item.clear(schema.field(entry.getKey())));
      }
    }
    return changed;
  }

  private static Optional<Object> comparable(Optional<Object> value) {
    return value.filter(given -> !isNothing(given)).map(Importer::comparable);
  }

  /** Java compares arrays by identity. */
  private static Object comparable(Object value) {
    return switch (value) {
      case byte[] bytes -> ByteBuffer.wrap(bytes);
      case Set<?> set -> set.stream().map(Importer::comparable).collect(Collectors.toSet());
      case List<?> list -> list.stream().map(Importer::comparable).toList();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, entry -> comparable(entry.getValue())));
      default -> value;
    };
  }

  /** A counter, list, set or map without a value is shown as one of these. */
  private static boolean isNothing(Object value) {
    return value instanceof Collection<?> several && several.isEmpty()
        || value instanceof Map<?, ?> map && map.isEmpty();
  }

  private static String name(String field, Map<String, Optional<Object>> values) {
    Object name =
        values
            .getOrDefault(field, Optional.empty())
            .orElseThrow(() ->
                new GoatException.InvalidValue(
                    "The line has no '" + field + "', which names its item.",
                    "Give it one, or import without --key."));
    if (name instanceof String || name instanceof Long) {
      return name.toString();
    }
    throw new GoatException.InvalidValue(
        "The field '" + field + "' cannot name an item.", "Name items by a text or an integer.");
  }

  private static Map<String, Object> present(Map<String, Optional<Object>> values) {
    Map<String, Object> present = new LinkedHashMap<>();
    values.forEach((field, value) -> value.ifPresent(given -> present.put(field, given)));
    return present;
  }
}
