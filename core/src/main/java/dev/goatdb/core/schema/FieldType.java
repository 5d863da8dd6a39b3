package dev.goatdb.core.schema;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a field holds, and with that how concurrent changes of it merge. */
public sealed interface FieldType {
  /** The types of a single value. All but counter and text are registers: the last writer wins. */
  enum Scalar implements FieldType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    INSTANT,
    /** Bytes that mean nothing to the database. */
    BYTES,
    /** The path of an item, as a text; whether there is one is nobody's promise. */
    REFERENCE,
    COUNTER,
    /** A text that several people write at once: what each inserts and deletes unites. */
    TEXT;

    @Override
    public String word() {
      return switch (this) {
        case STRING -> "string";
        case INTEGER -> "integer";
        case NUMBER -> "number";
        case BOOLEAN -> "boolean";
        case INSTANT -> "instant";
        case BYTES -> "bytes";
        case REFERENCE -> "reference";
        case COUNTER -> "counter";
        case TEXT -> "text";
      };
    }

    @Override
    public boolean accepts(Value value) {
      return switch (this) {
        case STRING, TEXT -> value instanceof Value.Str s && Pure.isUnicode(s.value());
        case INTEGER, COUNTER -> value instanceof Value.Int;
        case NUMBER -> value instanceof Value.Int || value instanceof Value.Num;
        case BOOLEAN -> value instanceof Value.Bool;
        case INSTANT -> value instanceof Value.Moment;
        case BYTES -> value instanceof Value.Bytes;
        case REFERENCE -> value instanceof Value.Str s && isPath(s.value());
      };
    }

    private static boolean isPath(String text) {
      try {
        ItemPath.parse(text);
        return true;
      } catch (GoatException.InvalidValue none) {
        return false;
      }
    }

    @Override
    public FieldType element() {
      return this;
    }

    @Override
    public Type inExpressions() {
      return switch (this) {
        case STRING, REFERENCE, TEXT -> Types.STRING;
        case INTEGER, COUNTER -> Types.INT;
        case NUMBER -> Types.DOUBLE;
        case BOOLEAN -> Types.BOOL;
        case INSTANT -> Types.TIMESTAMP;
        case BYTES -> Types.BYTES;
      };
    }
  }

  /**
   * A set; concurrent additions and removals unite, additions win. An element that itself holds
   * others is one value, which is added and removed as a whole.
   */
  record SetOf(FieldType element) implements FieldType {
    public SetOf {
      Holding.require(element);
    }

    @Override
    public String word() {
      return "set";
    }

    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Unique set && Holding.areAll(element, set.elements());
    }

    @Override
    public Type inExpressions() {
      return Types.listOf(element.inExpressions());
    }
  }

  /**
   * Values by text key; each key merges on its own, and so does each part of an entry that is
   * itself a set or map.
   */
  record MapOf(FieldType element) implements FieldType {
    public MapOf {
      Holding.require(element);
    }

    @Override
    public String word() {
      return "map";
    }

    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Dict map
          && Holding.areTexts(map.entries().keySet())
          && Holding.areAll(element, map.entries().values());
    }

    @Override
    public Type inExpressions() {
      return Types.mapOf(Types.STRING, element.inExpressions());
    }
  }

  /**
   * A list; everything that anybody put there and nobody removed is in it, once, and of concurrent
   * moves of an element the last one counts. An element is one value, which is replaced as a whole.
   */
  record ListOf(FieldType element) implements FieldType {
    public ListOf {
      Holding.require(element);
    }

    @Override
    public String word() {
      return "list";
    }

    @Override
    public boolean accepts(Value value) {
      return value instanceof Value.Array list && Holding.areAll(element, list.items());
    }

    @Override
    public Type inExpressions() {
      return Types.listOf(element.inExpressions());
    }
  }

  /** How deep lists, sets and maps nest at the most. */
  int MOST_LEVELS = 4;

  /** The word for this type in a definition file. */
  String word();

  /** What a list, set or map holds; a scalar itself. */
  FieldType element();

  /** Whether a whole value of a field may be {@code value}. */
  boolean accepts(Value value);

  /** What a field of this type is in expressions. */
  Type inExpressions();

  /** Whether what an expression of that type gives may be written to a field of this type. */
  default boolean takes(Type type) {
    return type.fits(inExpressions()) || this == Scalar.NUMBER && type.fits(Types.INT);
  }

  /** The result of an expression as a value of this type: of lists, sets are made. */
  default Value settle(Value value) {
    return Holding.settle(this, value);
  }

  /**
   * What a field of this type shows without a value: 0, or nothing in it; a register shows none.
   */
  default Optional<Value> empty() {
    return switch (this) {
      case SetOf set -> Optional.of(Value.EMPTY_SET);
      case MapOf map -> Optional.of(Value.EMPTY_DICT);
      case ListOf list -> Optional.of(Value.arrayOf());
      case Scalar scalar ->
          scalar == Scalar.COUNTER
              ? Optional.of(Value.of(0L))
              : scalar == Scalar.TEXT ? Optional.of(Value.of("")) : Optional.empty();
    };
  }

  /** Whether it holds one value that is written as a whole. */
  default boolean isRegister() {
    return this instanceof Scalar && this != Scalar.COUNTER && this != Scalar.TEXT;
  }

  /** Whether this is a list, set or map. */
  default boolean isCollection() {
    return !(this instanceof Scalar);
  }

  /** How many lists, sets and maps are in each other. */
  default int levels() {
    return isCollection() ? 1 + element().levels() : 0;
  }

  /**
   * The type that {@code word} names, of {@code element} where it holds others; throws {@code
   * InvalidDefinition}.
   */
  static FieldType parse(String word, FieldType element, String where) {
    if (word.equals("set")) {
      return new SetOf(element);
    }
    if (word.equals("map")) {
      return new MapOf(element);
    }
    if (word.equals("list")) {
      return new ListOf(element);
    }
    for (Scalar scalar : Scalar.values()) {
      if (scalar.word().equals(word)) {
        return scalar;
      }
    }
    throw new GoatException.InvalidDefinition(
        where + " has the type '" + word + "', which is unknown here.",
        "Correct it; 'goat check' says more.");
  }

  /** The words for all types. */
  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Scalar scalar : Scalar.values()) {
      words.add(scalar.word());
    }
    words.add("list");
    words.add("set");
    words.add("map");
    return words;
  }

  /** Adds what a definition says of this type: its word, and what it holds. */
  default void describe(Map<String, Value> entries) {
    entries.put("type", Value.of(word()));
    if (isCollection()) {
      Map<String, Value> inner = new TreeMap<>();
      element().describe(inner);
      entries.put("of", inner.size() == 1 ? Value.of(element().word()) : Value.dictOf(inner));
    }
  }

  /** A value of this type in words, for messages: "a map of sets of string". */
  default String phrase() {
    return switch (this) {
      case Scalar scalar ->
          switch (scalar) {
            case BYTES -> "bytes";
            case REFERENCE -> "the path of an item";
            case INTEGER, INSTANT -> "an " + word();
            case STRING, NUMBER, BOOLEAN, COUNTER, TEXT -> "a " + word();
          };
      case ListOf list -> "a list of " + element().plural();
      case SetOf set -> "a set of " + element().plural();
      case MapOf map -> "a map of " + element().plural();
    };
  }

  /** Several values of this type in words. */
  default String plural() {
    return isCollection() ? word() + "s of " + element().plural() : word();
  }
}
