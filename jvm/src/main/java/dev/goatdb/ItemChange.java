package dev.goatdb;

import java.util.Map;
import java.util.Optional;

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
}
