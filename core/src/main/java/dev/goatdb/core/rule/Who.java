package dev.goatdb.core.rule;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A session as rules see it: its id, and its user where it has one. */
public final class Who {
  /** What {@code session} is; asking for the user of a session that has none fails. */
  static final Type TYPE =
      new Type.Fields(Map.of("id", Types.STRING, "user", Types.STRING), Set.of("user"));

  private final Value.Dict fields;

  private Who(Value.Dict fields) {
    this.fields = fields;
  }

  /**
   * A session.
   *
   * @param id its id, as text
   * @param user whose it is; nobody's when anonymous
   */
  public static Who of(String id, Optional<String> user) {
    Map<String, Value> fields = new TreeMap<>();
    fields.put("id", Value.of(id));
    user.ifPresent(name -> fields.put("user", Value.of(name)));
    return new Who(Value.dictOf(fields));
  }

  /** Its id, as text. */
  public String id() {
    return fields.entries().get("id") instanceof Value.Str text ? text.value() : "";
  }

  /** Whose it is; nobody's when anonymous. */
  public Optional<String> user() {
    return fields.entries().get("user") instanceof Value.Str text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  Value.Dict fields() {
    return fields;
  }
}
