package dev.goatdb.core.expression.data;

import dev.goatdb.core.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map: computed entries in the order of their making, or a stored map in the order of its keys.
 */
public sealed interface Mapping extends Datum {
  int size();

  /** The keys in order. */
  Datum[] keys();

  /** The value of a key; numbers are the same key if they are equal. Null where there is none. */
  @Nullable Datum find(Datum key);

  /** The value of a text key, or null. */
  @Nullable Datum find(String key);

  @Override
  default Kind kind() {
    return Kind.MAP;
  }

  /** Computed entries; the arrays are never written to again. */
  record Pairs(Datum[] keys, Datum[] values) implements Mapping {
    @Override
    public int size() {
      return keys.length;
    }

    @Override
    public @Nullable Datum find(Datum key) {
      int at = indexOf(keys, keys.length, key);
      return at < 0 ? null : values[at];
    }

    @Override
    public @Nullable Datum find(String key) {
      return find(Datum.of(key));
    }

    /** Where among the first {@code count} keys one equals {@code key}; -1 where none does. */
    public static int indexOf(Datum[] keys, int count, Datum key) {
      for (int i = 0; i < count; i++) {
        if (Numbers.sameKey(keys[i], key)) {
          return i;
        }
      }
      return -1;
    }
  }

  /** Stored entries; the type says what the values are. */
  record Fields(Map<String, Value> entries, Type type) implements Mapping {
    @Override
    public int size() {
      return entries.size();
    }

    @Override
    public Datum[] keys() {
      Datum[] keys = new Datum[entries.size()];
      int i = 0;
      for (String key : entries.keySet()) {
        keys[i++] = Datum.of(key);
      }
      return keys;
    }

    @Override
    public @Nullable Datum find(Datum key) {
      return key instanceof Text text ? find(text.value()) : null;
    }

    @Override
    public @Nullable Datum find(String key) {
      Value value = entries.get(key);
      return value == null ? null : Stored.of(value, type.of(key));
    }
  }
}
