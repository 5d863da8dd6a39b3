package dev.goatdb.core.value;

import java.util.Optional;

/**
 * The order of the values of a field, smallest first: numbers and instants by size, texts by their
 * UTF-16 units, false before true, everything else by its canonical bytes; no value comes last.
 */
public final class FieldOrder {
  private FieldOrder() {}

  public static int compare(Optional<Value> a, Optional<Value> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? -1 : b.isPresent() ? 1 : 0;
    }
    return compare(a.get(), b.get());
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
