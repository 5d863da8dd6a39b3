package dev.goatdb.core.value;

import dev.goatdb.core.host.Octets;
import java.util.Optional;

/** The value of an item at some point of its history: whether it is deleted, and its fields. */
public record ItemState(boolean deleted, Value.Dict fields) {
  public static final ItemState EMPTY = new ItemState(false, Value.EMPTY_DICT);

  public Optional<Value> field(String name) {
    return Optional.ofNullable(fields.entries().get(name));
  }

  /** A copy in which the field has the value, or none. */
  public ItemState with(String name, Optional<Value> value) {
    return new ItemState(
        deleted, value.isPresent() ? fields.with(name, value.get()) : fields.without(name));
  }

  /** SHA-256 of the canonical bytes; equal for equal states on every peer. */
  public Octets digest() {
    return Canonical.digest(Value.arrayOf(Value.of(deleted), fields));
  }
}
