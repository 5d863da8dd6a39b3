package dev.goatdb;

import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What changed about an item.
 *
 * @param local whether this device changed it
 * @param fields the fields that changed, by name
 * @param deleted whether the item is deleted now
 */
public record ItemChange(
    Item item, boolean local, Map<String, FieldChange> fields, boolean deleted) {
  /** A field before and after; nothing where it had or has no value. */
  public record FieldChange(Optional<Object> before, Optional<Object> after) {}

  static ItemChange between(Item item, ItemState before, ItemState after, boolean local) {
    Map<String, FieldChange> fields = new LinkedHashMap<>();
    for (FieldDefinition field : item.schema().fields().values()) {
      Optional<Value> old = before.field(field.name());
      Optional<Value> now = after.field(field.name());
      if (!old.equals(now)) {
        Function<Value, Object> java = value -> JavaValues.toJava(field.type(), value);
        fields.put(field.name(), new FieldChange(old.map(java), now.map(java)));
      }
    }
    return new ItemChange(item, local, fields, after.deleted());
  }
}
