package dev.goatdb.core.expression.data;

import dev.goatdb.core.value.Value;
import java.util.List;

/** A list: computed items, or a stored list or set looked at as one. */
public sealed interface Sequence extends Datum {
  int size();

  /** The item at an index from 0 to {@link #size} - 1. */
  Datum at(int index);

  @Override
  default Kind kind() {
    return Kind.LIST;
  }

  /** Computed items; the array is never written to again. */
  record Items(Datum[] items) implements Sequence {
    @Override
    public int size() {
      return items.length;
    }

    @Override
    public Datum at(int index) {
      return items[index];
    }
  }

  /** Stored values of one type. */
  record Values(List<Value> values, Type type) implements Sequence {
    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Datum at(int index) {
      return Stored.of(values.get(index), type);
    }
  }
}
