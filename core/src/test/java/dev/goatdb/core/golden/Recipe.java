package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to make a value, with parts in any order: an array of a word and its arguments, such as
 * {@code ["set", [1, 3, 2]]}. Vectors of kind {@code values} are recipes.
 */
final class Recipe {
  private Recipe() {}

  static Value cook(Value recipe) {
    List<Value> parts = list(recipe);
    Value argument = parts.size() > 1 ? parts.get(1) : Value.NULL;
    return switch (text(parts.get(0))) {
      case "value" -> argument;
      case "double" -> Value.of(Double.longBitsToDouble(bits(argument)));
      case "units" -> Value.of(units(argument));
      case "instant" -> new Value.Moment(integer(argument));
      case "list" -> new Value.Array(list(argument).stream().map(Recipe::cook).toList());
      case "set" -> Value.setOf(list(argument).stream().map(Recipe::cook).toList());
      case "map" -> map(argument);
      case "decode" -> Canonical.decode(((Value.Bytes) argument).value().array());
      default -> throw new IllegalArgumentException("no such recipe");
    };
  }

  private static Value map(Value pairs) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (Value pair : list(pairs)) {
      entries.put(text(list(pair).get(0)), cook(list(pair).get(1)));
    }
    return Value.dictOf(entries);
  }

  private static long bits(Value bytes) {
    Octets octets = ((Value.Bytes) bytes).value();
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = bits << 8 | octets.at(i);
    }
    return bits;
  }

  /** A text of UTF-16 code units, which may be halves of surrogate pairs. */
  private static String units(Value units) {
    StringBuilder text = new StringBuilder();
    for (Value unit : list(units)) {
      text.append((char) integer(unit));
    }
    return text.toString();
  }

  static List<Value> list(Value value) {
    return value instanceof Value.Array array ? array.items() : new ArrayList<>();
  }

  static String text(Value value) {
    return ((Value.Str) value).value();
  }

  static long integer(Value value) {
    return ((Value.Int) value).value();
  }
}
