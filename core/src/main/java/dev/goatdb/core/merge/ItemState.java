package dev.goatdb.core.merge;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import java.util.Optional;
import java.util.TreeMap;

/** The value of an item at some point of its history: whether it is deleted, and its fields. */
public record ItemState(boolean deleted, Value.Dict fields) {
  public static final ItemState EMPTY = new ItemState(false, Value.EMPTY_DICT);

  public Optional<Value> field(String name) {
    return Optional.ofNullable(fields.entries().get(name));
  }

  /** A copy in which the field has the value, or none. */
  public ItemState with(String name, Optional<Value> value) {
    if (value.isPresent()) {
      return new ItemState(deleted, fields.with(name, value.get()));
    }
    TreeMap<String, Value> rest = new TreeMap<>(fields.entries());
    rest.remove(name);
    return new ItemState(deleted, Value.dictOf(rest));
  }

  /** SHA-256 of the canonical bytes; equal for equal states on every peer. */
  public Octets digest() {
    return Canonical.digest(Value.arrayOf(Value.of(deleted), fields));
  }
}
