package dev.goatdb.core.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Value.Dict} in the making. Most have just the keys of another one, which then stand in
 * one array for all; any other is cheapest where keys come in canonical order.
 */
public final class DictDraft {
  private static final int SPARE = 4;

  private String[] keys;
  private @Nullable Value[] values;
  private int size;

  /** The place after the one that was found last: many callers come in the order of the keys. */
  private int next;

  /** Whether the keys are those of another dict, where a key without a value is not here yet. */
  private boolean borrowed;

  DictDraft(int capacity) {
    keys = new String[capacity];
    values = new @Nullable Value[capacity];
  }

  /** Begins with the entries of another. */
  public DictDraft(Value.Dict from) {
    Entries entries = Entries.of(from.entries());
    borrowed = true;
    keys = entries.keys();
    values = entries.values(entries.size());
    size = keys.length;
  }

  /** The same where the keys will probably be those of {@code likely} in the end. */
  public DictDraft(Value.Dict from, Value.Dict likely) {
    borrowed = true;
    keys = Entries.of(likely.entries()).keys();
    values = new @Nullable Value[keys.length];
    Entries entries = Entries.of(from.entries());
    for (int i = 0; i < entries.size(); i++) {
      put(entries.keys()[i], entries.value(i));
    }
  }

  public @Nullable Value get(String key) {
    int at = find(key);
    return at < 0 ? null : values[at];
  }

  public void put(String key, Value value) {
    int at = find(key);
    if (at < 0 && borrowed) {
      own();
      at = find(key);
    }
    if (at < 0) {
      at = -1 - at;
      insert(at);
      keys[at] = key;
    } else if (values[at] == null) {
      size++;
    }
    values[at] = value;
  }

  /** Puts what comes behind all others; false where it does not. */
  boolean append(String key, Value value) {
    if (size > 0 && Canonical.KEYS.compare(keys[size - 1], key) >= 0) {
      return false;
    }
    insert(size);
    keys[size - 1] = key;
    values[size - 1] = value;
    return true;
  }

  public void remove(String key) {
    int at = find(key);
    if (at >= 0 && borrowed) {
      size -= values[at] == null ? 0 : 1;
      values[at] = null;
    } else if (at >= 0) {
      size--;
      System.arraycopy(keys, at + 1, keys, at, size - at);
      System.arraycopy(values, at + 1, values, at, size - at);
      values[size] = null;
    }
  }

  /** Ends the draft. */
  public Value.Dict dict() {
    if (size < keys.length) {
      own();
      keys = Arrays.copyOf(keys, size);
      values = Arrays.copyOf(values, size);
    }
    return new Value.Dict(new Entries(keys, values));
  }

  /** The keys of another one do not do: takes those that have values into an array of its own. */
  private void own() {
    if (!borrowed) {
      return;
    }
    String[] others = keys;
    @Nullable Value[] sparse = values;
    borrowed = false;
    keys = new String[size + SPARE];
    values = new @Nullable Value[size + SPARE];
    int at = 0;
    for (int i = 0; i < others.length; i++) {
      if (sparse[i] != null) {
        keys[at] = others[i];
        values[at++] = sparse[i];
      }
    }
  }

  /** Where the key is, or {@code -1 - } where it belongs. */
  private int find(String key) {
    int end = borrowed ? keys.length : size;
    if (next < end && keys[next].equals(key)) {
      return next++;
    }
    int at = search(key, end);
    next = Math.max(0, at + 1);
    return at;
  }

  private int search(String key, int end) {
    if (end > Entries.FEW) {
      return Canonical.KEYS.compare(keys[end - 1], key) < 0
          ? -1 - end
          : Arrays.binarySearch(keys, 0, end, key, Canonical.KEYS);
    }
    for (int i = 0; i < end; i++) {
      if (keys[i].equals(key)) {
        return i;
      }
    }
    int at = end;
    while (at > 0 && !borrowed && Canonical.KEYS.compare(keys[at - 1], key) > 0) {
      at--;
    }
    return -1 - at;
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
