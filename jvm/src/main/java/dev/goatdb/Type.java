package dev.goatdb;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a field holds, as a Java type.
 *
 * @param <T> the Java type of its values
 */
public final class Type<T> {
  private final FieldType type;
  private final Function<T, Value> write;
  private final Function<Value, T> read;

  private Type(FieldType type, Function<T, Value> write, Function<Value, T> read) {
    this.type = type;
    this.write = write;
    this.read = read;
  }

  static final Type<String> STRING =
      new Type<>(FieldType.Scalar.STRING, Value::of, value -> ((Value.Str) value).value());
  static final Type<Long> INTEGER =
      new Type<>(
          FieldType.Scalar.INTEGER,
          number -> Value.of((long) number),
          value -> ((Value.Int) value).value());
  static final Type<Long> COUNTER =
      new Type<>(FieldType.Scalar.COUNTER, INTEGER.write, INTEGER.read);
  static final Type<Double> NUMBER =
      new Type<>(
          FieldType.Scalar.NUMBER,
          number -> Value.of((double) number),
          value ->
              value instanceof Value.Int whole
                  ? (double) whole.value()
                  : ((Value.Num) value).value());
  static final Type<Boolean> BOOLEAN =
      new Type<>(
          FieldType.Scalar.BOOLEAN,
          flag -> Value.of((boolean) flag),
          value -> ((Value.Bool) value).value());
  static final Type<Instant> INSTANT =
      new Type<>(
          FieldType.Scalar.INSTANT,
          instant -> new Value.Moment(instant.toEpochMilli()),
          value -> Instant.ofEpochMilli(((Value.Moment) value).millis()));

  static final Type<byte[]> BYTES =
      new Type<>(
          FieldType.Scalar.BYTES,
          bytes -> Value.of(Octets.of(bytes)),
          value -> ((Value.Bytes) value).value().array().clone());
  static final Type<String> REFERENCE =
      new Type<>(FieldType.Scalar.REFERENCE, STRING.write, STRING.read);
  static final Type<String> TEXT = new Type<>(FieldType.Scalar.TEXT, STRING.write, STRING.read);

  /**
   * Sets, as what other sets and maps hold: {@code Field.map("seen", Type.setOf(Field.STRING))}. In
   * maps each element merges on its own; in sets, what is held is one value.
   *
   * @throws dev.goatdb.error.GoatException.InvalidDefinition for counters, and deeper than 4
   */
  public static <T> Type<Set<T>> setOf(Type<T> element) {
    return new Type<>(
        new FieldType.SetOf(element.type),
        set -> Value.setOf(set.stream().map(element.write).toList()),
        value -> {
          List<T> elements = new ArrayList<>();
          for (Value item : ((Value.Unique) value).elements()) {
            elements.add(element.read.apply(item));
          }
          return new ElementSet<>(Collections.unmodifiableList(elements));
        });
  }

  /** Maps by text, as what sets and other maps hold; the same goes for them. */
  public static <T> Type<Map<String, T>> mapOf(Type<T> element) {
    return new Type<>(
        new FieldType.MapOf(element.type),
        map -> {
          Map<String, Value> entries = new LinkedHashMap<>();
          map.forEach((key, item) -> entries.put(key, element.write.apply(item)));
          return Value.dictOf(entries);
        },
        value -> {
          Map<String, T> map = new LinkedHashMap<>();
          ((Value.Dict) value)
              .entries()
              .forEach((key, item) -> map.put(key, element.read.apply(item)));
          return Collections.unmodifiableMap(map);
        });
  }

  static <T> Type<List<T>> listOf(Type<T> element) {
    return new Type<>(
        new FieldType.ListOf(element.type),
        list -> new Value.Array(list.stream().map(element.write).toList()),
        value -> {
          List<T> items = new ArrayList<>();
          for (Value item : ((Value.Array) value).items()) {
            items.add(element.read.apply(item));
          }
          return Collections.unmodifiableList(items);
        });
  }

  static Type<?> of(FieldType type) {
    return switch (type) {
      case FieldType.ListOf list -> listOf(of(list.element()));
      case FieldType.SetOf set -> setOf(of(set.element()));
      case FieldType.MapOf map -> mapOf(of(map.element()));
      case FieldType.Scalar scalar ->
          switch (scalar) {
            case STRING -> STRING;
            case INTEGER -> INTEGER;
            case NUMBER -> NUMBER;
            case BOOLEAN -> BOOLEAN;
            case INSTANT -> INSTANT;
            case BYTES -> BYTES;
            case REFERENCE -> REFERENCE;
            case COUNTER -> COUNTER;
            case TEXT -> TEXT;
          };
    };
  }

  /**
   * Its word in a definition file: string, integer, number, boolean, instant, bytes, reference,
   * counter, text, list, set or map.
   */
  public String word() {
    return type.word();
  }

  /** What a list, set or map holds; nothing for all other types. */
  public Optional<Type<?>> element() {
    return type.isCollection() ? Optional.of(of(type.element())) : Optional.empty();
  }

  FieldType definition() {
    return type;
  }

  Value toValue(T java) {
    return write.apply(java);
  }

  T fromValue(Value value) {
    return read.apply(value);
  }

  @Override
  public String toString() {
    return type.phrase();
  }
}
