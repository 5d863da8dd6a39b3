package dev.goatdb.core.query;

import dev.goatdb.core.merge.ItemState;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * The order of items by a field, smallest first: numbers and instants by size, texts by their
 * UTF-16 units, false before true, everything else by its canonical bytes. Items without a value
 * come last.
 */
public record FieldOrder(String field) implements Comparator<ItemState> {

  /** The same order on whatever has a state. */
  public <T> Comparator<T> on(Function<T, ItemState> state) {
    return (a, b) -> compare(state.apply(a), state.apply(b));
  }

  @Override
  public int compare(ItemState a, ItemState b) {
    Optional<Value> left = a.field(field);
    Optional<Value> right = b.field(field);
    if (left.isEmpty() || right.isEmpty()) {
      return left.isPresent() ? -1 : right.isPresent() ? 1 : 0;
    }
    return compare(left.get(), right.get());
  }

  private static int compare(Value a, Value b) {
    if (a instanceof Value.Str one && b instanceof Value.Str other) {
      return one.value().compareTo(other.value());
    }
    if (a instanceof Value.Moment one && b instanceof Value.Moment other) {
      return Long.compare(one.millis(), other.millis());
    }
    if (a instanceof Value.Int one && b instanceof Value.Int other) {
      return Long.compare(one.value(), other.value());
    }
    if (a instanceof Value.Bool one && b instanceof Value.Bool other) {
      return Boolean.compare(one.value(), other.value());
    }
    return isNumber(a) && isNumber(b)
        ? Double.compare(number(a), number(b))
        : Canonical.compare(a, b);
  }

  private static boolean isNumber(Value value) {
    return value instanceof Value.Int || value instanceof Value.Num;
  }

  private static double number(Value value) {
    return value instanceof Value.Num number
        ? number.value()
        : value instanceof Value.Int whole ? (double) whole.value() : 0;
  }
}
