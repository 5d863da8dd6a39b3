package dev.goatdb.core.schema;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;

/** What a field holds, and with that how concurrent changes of it merge. */
public sealed interface FieldType {
  /** The types of a single value. All but the counter are registers: the last writer wins. */
  enum Scalar implements FieldType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    INSTANT,
    COUNTER;

    @Override
    public String word() {
      return switch (this) {
        case STRING -> "string";
        case INTEGER -> "integer";
        case NUMBER -> "number";
        case BOOLEAN -> "boolean";
        case INSTANT -> "instant";
        case COUNTER -> "counter";
      };
    }

    @Override
    public boolean accepts(Value value) {
      return switch (this) {
        case STRING -> value instanceof Value.Str s && Pure.isUnicode(s.value());
        case INTEGER, COUNTER -> value instanceof Value.Int;
        case NUMBER -> value instanceof Value.Int || value instanceof Value.Num;
        case BOOLEAN -> value instanceof Value.Bool;
        case INSTANT -> value instanceof Value.Moment;
      };
    }

    @Override
    public Type inExpressions() {
      return switch (this) {
        case STRING -> Types.STRING;
        case INTEGER, COUNTER -> Types.INT;
        case NUMBER -> Types.DOUBLE;
        case BOOLEAN -> Types.BOOL;
        case INSTANT -> Types.TIMESTAMP;
      };
    }
  }

  /** A set of scalars; concurrent additions and removals unite, additions win. */
  record SetOf(Scalar element) implements FieldType {
    @Override
    public String word() {
      return "set";
    }

    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Unique set && areAll(element, set.elements());
    }

    @Override
    public Type inExpressions() {
      return Types.listOf(element.inExpressions());
    }
  }

  /** Scalars by text key; each key merges on its own. */
  record MapOf(Scalar element) implements FieldType {
    @Override
    public String word() {
      return "map";
    }

    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Dict map
          && areTexts(map.entries().keySet())
          && areAll(element, map.entries().values());
    }

    @Override
    public Type inExpressions() {
      return Types.mapOf(Types.STRING, element.inExpressions());
    }
  }

  /** The words for all types. */
  List<String> WORDS =
      List.of("string", "integer", "number", "boolean", "instant", "counter", "set", "map");

  /** The words for what sets and maps may hold. */
  List<String> ELEMENTS = List.of("string", "integer", "number", "boolean", "instant");

  /** The word for this type in a definition file. */
  String word();

  /** Whether a whole value of a field may be {@code value}. */
  boolean accepts(Value value);

  /** What a field of this type is in expressions. */
  Type inExpressions();

  /** Whether what an expression of that type gives may be written to a field of this type. */
  default boolean takes(Type type) {
    return type.fits(inExpressions()) || this == Scalar.NUMBER && type.fits(Types.INT);
  }

  /** The result of an expression as a value of this type: of a list, a set is made. */
  default Value settle(Value value) {
    return this instanceof SetOf && value instanceof Value.Array list
        ? Value.setOf(list.items())
        : value;
  }

  private static boolean areAll(Scalar type, Iterable<Value> values) {
    for (Value value : values) {
      if (!type.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areTexts(Iterable<String> keys) {
    for (String key : keys) {
      if (!Pure.isUnicode(key)) {
        return false;
      }
    }
    return true;
  }

  /** Whether this is a set or map of scalars. */
  default boolean isCollection() {
    return !(this instanceof Scalar);
  }

  /**
   * The type that {@code word} names, of {@code of} where it is a collection; throws {@code
   * InvalidDefinition}.
   */
  static FieldType parse(String word, String of, String where) {
    return switch (word) {
      case "set" -> new SetOf(element(of, where));
      case "map" -> new MapOf(element(of, where));
      default -> scalar(word, where, WORDS);
    };
  }

  private static Scalar element(String word, String where) {
    Scalar scalar = scalar(word, where, ELEMENTS);
    if (scalar == Scalar.COUNTER) {
      throw new GoatException.InvalidDefinition(
          where + " is a collection of counters.",
          "Use \"of\": \"integer\", or one counter field each.");
    }
    return scalar;
  }

  private static Scalar scalar(String word, String where, List<String> known) {
    for (Scalar scalar : Scalar.values()) {
      if (scalar.word().equals(word)) {
        return scalar;
      }
    }
    throw new GoatException.InvalidDefinition(
        where + " has the type '" + word + "', which is unknown here.",
        "Known are: " + String.join(", ", known) + ".");
  }

  /** A value of this type in words, for messages: "a set of string". */
  default String phrase() {
    return switch (this) {
      case SetOf set -> "a set of " + set.element().word();
      case MapOf map -> "a map of " + map.element().word();
      case Scalar scalar ->
          scalar == Scalar.INTEGER || scalar == Scalar.INSTANT ? "an " + word() : "a " + word();
    };
  }
}
