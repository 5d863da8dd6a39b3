package dev.goatdb;

import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a session tries to do, as a {@linkplain Options#rule rule in code} sees it: on what is shown
 * at the server now.
 */
public final class Attempt {
  private final dev.goatdb.core.rule.Attempt attempt;
  private final dev.goatdb.core.rule.Attempt.Items items;
  private @Nullable String asked;

  Attempt(dev.goatdb.core.rule.Attempt attempt, dev.goatdb.core.rule.Attempt.Items items) {
    this.attempt = attempt;
    this.items = items;
  }

  /** The id of the session, as {@link GoatDB#session()} says it there. */
  public String session() {
    return attempt.who().id();
  }

  /** Whose session it is; nobody's when anonymous. */
  public Optional<String> user() {
    return attempt.who().user();
  }

  /** The path of the item, or of the repository that is to be read. */
  public String path() {
    return attempt.item().isEmpty()
        ? attempt.repository().toString()
        : new ItemPath(attempt.repository(), attempt.item()).toString();
  }

  /** What it is: whoever restores an item or creates it anew, creates it. */
  public Access access() {
    return switch (attempt.access()) {
      case READ -> Access.READ;
      case CREATE -> Access.CREATE;
      case DELETE -> Access.DELETE;
      case UPDATE, WRITE -> Access.UPDATE;
    };
  }

  /** The fields of the item as it is shown now; nothing where there is none, or it is deleted. */
  public Optional<Map<String, Object>> before() {
    return fields(attempt.before());
  }

  /** The fields as they would be shown; nothing where it would be deleted, and in reading. */
  public Optional<Map<String, Object>> after() {
    return fields(attempt.after());
  }

  /** The names of the fields that change. */
  public Set<String> changed() {
    return attempt.changed();
  }

  /** The server's time. */
  public Instant time() {
    return Instant.ofEpochMilli(attempt.nowMillis());
  }

  /**
   * The fields of another item; nothing where there is none. Where it has to be loaded first, the
   * rule is asked again when it is here, and what it says now does not count.
   */
  public Optional<Map<String, Object>> item(String path) {
    Scope.Lookup found = items.find(ItemPath.parse(path));
    if (!found.known()) {
      asked = path;
    }
    return found.value() instanceof Value.Dict fields
        ? Optional.of(objects(fields, found.type()))
        : Optional.empty();
  }

  Optional<String> asked() {
    return Optional.ofNullable(asked);
  }

  private static Optional<Map<String, Object>> fields(
      dev.goatdb.core.rule.Attempt.@Nullable Seen seen) {
    return seen == null ? Optional.empty() : Optional.of(objects(seen.fields(), seen.type()));
  }

  private static Map<String, Object> objects(
      Value.Dict fields, dev.goatdb.core.expression.data.Type type) {
    Map<String, Object> objects = new TreeMap<>();
    fields
        .entries()
        .forEach((name, value) -> objects.put(name, JavaValues.toJava(value, type.of(name))));
    return objects;
  }
}
