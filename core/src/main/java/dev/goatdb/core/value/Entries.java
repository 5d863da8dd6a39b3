package dev.goatdb.core.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of few entries: two arrays in the canonical order of the keys, which cost a
 * fraction of a tree.
 */
final class Entries extends AbstractMap<String, Value> {
  /** So many are found faster one by one. */
  static final int FEW = 12;

  private final String[] keys;
  private final @Nullable Value[] values;

  /** The arrays are in canonical order, without gaps, and never written to again. */
  Entries(String[] keys, @Nullable Value[] values) {
    this.keys = keys;
    this.values = values;
  }

  static Entries of(Map<String, Value> map) {
    if (map instanceof Entries same) {
      return same;
    }
    String[] keys = map.keySet().toArray(new String[0]);
    Arrays.sort(keys, Canonical.KEYS);
    Value[] values = new Value[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = Objects.requireNonNull(map.get(keys[i]));
    }
    return new Entries(keys, values);
  }

  String[] keys() {
    return keys;
  }

  @Nullable Value[] values(int size) {
    return Arrays.copyOf(values, size);
  }

  Value value(int at) {
    return Objects.requireNonNull(values[at]);
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public @Nullable Value get(@Nullable Object key) {
    if (keys.length > FEW) {
      int at = key instanceof String text ? Arrays.binarySearch(keys, text, Canonical.KEYS) : -1;
      return at < 0 ? null : values[at];
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i].equals(key)) {
        return values[i];
      }
    }
    return null;
  }

  @Override
  public Set<Entry<String, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return keys.length;
      }

      @Override
      public Iterator<Entry<String, Value>> iterator() {
        return new Cursor();
      }
    };
  }

  private final class Cursor implements Iterator<Entry<String, Value>> {
    private int at;

    @Override
    public boolean hasNext() {
      return at < keys.length;
    }

    @Override
    public Entry<String, Value> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Entry<String, Value> entry = new SimpleImmutableEntry<>(keys[at], value(at));
      at++;
      return entry;
    }
  }
}
