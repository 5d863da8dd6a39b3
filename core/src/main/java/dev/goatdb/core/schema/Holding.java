package dev.goatdb.core.schema;

import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What lists, sets and maps may hold. */
final class Holding {
  private Holding() {}

  /** Throws {@code InvalidDefinition} where a type cannot be held. */
  static void require(FieldType element) {
    boolean isList = element instanceof FieldType.ListOf;
    if (isList || !element.isCollection() && !element.isRegister()) {
      throw new GoatException.InvalidDefinition(
          "A list, set or map cannot hold " + element.word() + "s.",
          isList
              ? "Use one list field each, or make items of what is inside."
              : element == FieldType.Scalar.COUNTER
                  ? "Use integers, or one counter field each."
                  : "Use strings, or one text field each.");
    }
    if (element.levels() >= FieldType.MOST_LEVELS) {
      throw new GoatException.InvalidDefinition(
          "Lists, sets and maps nest deeper than " + FieldType.MOST_LEVELS + ".",
          "Make items of what is inside, and keep references to them.");
    }
  }

  /**
   * The result of an expression as a value of a type: of lists, sets are made where that is one.
   */
  static Value settle(FieldType type, Value value) {
    if (value instanceof Value.Array list && type.isCollection()) {
      List<Value> items = new ArrayList<>();
      for (Value item : list.items()) {
        items.add(type.element().settle(item));
      }
      return type instanceof FieldType.SetOf
          ? Value.setOf(items)
          : type instanceof FieldType.ListOf ? new Value.Array(items) : value;
    }
    if (type instanceof FieldType.MapOf && value instanceof Value.Dict map) {
      Map<String, Value> entries = new TreeMap<>();
      for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
        entries.put(entry.getKey(), type.element().settle(entry.getValue()));
      }
      return Value.dictOf(entries);
    }
    return value;
  }

  static boolean areAll(FieldType type, Iterable<Value> values) {
    for (Value value : values) {
      if (!type.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  static boolean areTexts(Iterable<String> keys) {
    for (String key : keys) {
      if (!Pure.isUnicode(key)) {
        return false;
      }
    }
    return true;
  }
}
