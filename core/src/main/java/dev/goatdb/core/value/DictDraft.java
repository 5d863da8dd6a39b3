package dev.goatdb.core.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A {@link Value.Dict} in the making; cheapest where keys come in canonical order. */
public final class DictDraft {
  private static final int SPARE = 4;

  private String[] keys;
  private Value[] values;
  private int size;

  DictDraft(int capacity) {
    keys = new String[capacity];
    values = new Value[capacity];
  }

  /** Begins with the entries of another. */
  public DictDraft(Value.Dict from) {
    Entries entries = Entries.of(from.entries());
    size = entries.size();
    keys = Arrays.copyOf(entries.keys(), size + SPARE);
    values = entries.values(size + SPARE);
  }

  public @Nullable Value get(String key) {
    int at = find(key);
    return at < 0 ? null : values[at];
  }

  public void put(String key, Value value) {
    int at = find(key);
    if (at < 0) {
      at = -1 - at;
      insert(at);
      keys[at] = key;
    }
    values[at] = value;
  }

  public void remove(String key) {
    int at = find(key);
    if (at >= 0) {
      size--;
      System.arraycopy(keys, at + 1, keys, at, size - at);
      System.arraycopy(values, at + 1, values, at, size - at);
    }
  }

  public Value.Dict dict() {
    return new Value.Dict(entries());
  }

  Entries entries() {
    return new Entries(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
  }

  /** Where the key is, or {@code -1 - } where it belongs; looks at the end first. */
  private int find(String key) {
    if (size == 0 || Canonical.KEYS.compare(keys[size - 1], key) < 0) {
      return -1 - size;
    }
    return Arrays.binarySearch(keys, 0, size, key, Canonical.KEYS);
  }

  private void insert(int at) {
    if (size == keys.length) {
      int room = 2 * size + SPARE;
      keys = Arrays.copyOf(keys, room);
      values = Arrays.copyOf(values, room);
    }
    System.arraycopy(keys, at, keys, at + 1, size - at);
    System.arraycopy(values, at, values, at + 1, size - at);
    size++;
  }
}
