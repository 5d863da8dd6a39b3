package dev.goatdb;

import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The readable side of an item: what a predicate and an order of a query see. */
public abstract sealed class ItemView permits Item, Snapshot {
  ItemView() {}

  /** The path, {@code /type/repo/item}. */
  public abstract String path();

  abstract dev.goatdb.core.schema.Schema schema();

  abstract ItemState state();

  /** The last part of the path. */
  public abstract String key();

  /** The name of the schema. */
  public final String schemaName() {
    return schema().namespace();
  }

  public final boolean isDeleted() {
    return state().deleted();
  }

  /**
   * The value of a field; a counter, set or map without one is 0 or empty.
   *
   * @throws GoatException.NotFound where the field has no value; ask {@link #find} where that may
   *     be
   */
  public final <T> T get(Field<T> field) {
    return field.type().fromValue(value(field.name()));
  }

  /** The value of a field, where it has one. */
  public final <T> Optional<T> find(Field<T> field) {
    return optional(field.name()).map(field.type()::fromValue);
  }

  /**
   * The value of a field by its name: a String, Long, Double, Boolean, {@link java.time.Instant},
   * byte[], Set or Map.
   *
   * @throws GoatException.InvalidValue where the schema has no such field
   * @throws GoatException.NotFound where it has no value
   */
  public final Object get(String field) {
    return JavaValues.toJava(schema().field(field).type(), value(field));
  }

  /** The value of a field by its name, where it has one. */
  public final Optional<Object> find(String field) {
    return optional(field).map(value -> JavaValues.toJava(schema().field(field).type(), value));
  }

  /** All fields that have a value, by name, in the order of the schema. */
  public final Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FieldDefinition field : schema().fields().values()) {
      optional(field.name())
          .ifPresent(value -> values.put(field.name(), JavaValues.toJava(field.type(), value)));
    }
    return values;
  }

  final Value value(String field) {
    return optional(field)
        .orElseThrow(() ->
            new GoatException.NotFound(
                "The field '" + field + "' of " + path() + " has no value.",
                "Ask for it with find(...), or give the field a default."));
  }

  private Optional<Value> optional(String field) {
    return schema().shown(state(), field);
  }

  @Override
  public String toString() {
    return path() + " " + values();
  }
}
