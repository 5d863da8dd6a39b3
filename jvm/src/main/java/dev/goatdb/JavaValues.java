package dev.goatdb;

import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain Java objects as values of fields, and back. */
final class JavaValues {
  private JavaValues() {}

  static Object toJava(FieldType type, Value value) {
    return Type.of(type).fromValue(value);
  }

  /** The same where only that is known of the type what expressions know. */
  static Object toJava(Value value, dev.goatdb.core.expression.data.Type type) {
    return switch (value) {
      case Value.Int number when type.kind() == Kind.DOUBLE -> (double) number.value();
      case Value.Int number -> number.value();
      case Value.Num number -> number.value();
      case Value.Str text -> text.value();
      case Value.Bool flag -> flag.value();
      case Value.Bytes bytes -> bytes.value().array().clone();
      case Value.Moment moment -> Instant.ofEpochMilli(moment.millis());
      case Value.Array array ->
          array.items().stream().map(one -> toJava(one, type.value())).toList();
      case Value.Unique set ->
          set.elements().stream().map(one -> toJava(one, type.value())).collect(Collectors.toSet());
      case Value.Dict dict -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        dict.entries().forEach((key, one) -> entries.put(key, toJava(one, type.value())));
        yield entries;
      }
      case Value.Null nothing -> Optional.empty();
    };
  }

  /**
   * Throws {@code InvalidValue} where the object cannot be a value; whether of this field, the
   * engine says.
   */
  static Value toValue(Schema schema, String field, Object object) {
    FieldDefinition definition = schema.field(field);
    return convert(schema, definition, definition.type(), object);
  }

  /** Callers without null checks of their own deserve an answer, too. */
  static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw new GoatException.InvalidValue(
          "The field '" + field + "' cannot be set to null.",
          "Leave it out, or use clear(field) to take its value away.");
    }
    return value;
  }

  /** The same of what code of the application returned. */
  static <T> T returned(@Nullable T value) {
    if (value == null) {
      throw new GoatException.InvalidValue(
          "The code of an upgrade returned null.", "Return a map of the new fields.");
    }
    return value;
  }

  static Map<String, Value> toValues(Schema schema, Map<String, ?> objects) {
    Map<String, Value> values = new LinkedHashMap<>();
    objects.forEach(
        (field, object) -> values.put(field, toValue(schema, field, given(field, object))));
    return values;
  }

  private static Value convert(
      Schema schema, FieldDefinition field, FieldType type, Object object) {
    return switch (type) {
      case FieldType.SetOf set when object instanceof Collection<?> items -> {
        List<Value> elements = new ArrayList<>();
        items.forEach(
            item -> elements.add(convert(schema, field, set.element(), given(field.name(), item))));
        yield Value.setOf(elements);
      }
      case FieldType.ListOf list when object instanceof List<?> items -> {
        List<Value> values = new ArrayList<>();
        items.forEach(
            item -> values.add(convert(schema, field, list.element(), given(field.name(), item))));
        yield new Value.Array(values);
      }
      case FieldType.MapOf map when object instanceof Map<?, ?> entries -> {
        Map<String, Value> values = new LinkedHashMap<>();
        entries.forEach((key, item) ->
            values.put(
                String.valueOf(key),
                convert(schema, field, map.element(), given(field.name(), item))));
        yield Value.dictOf(values);
      }
      default -> scalar(schema, field, object);
    };
  }

  private static Value scalar(Schema schema, FieldDefinition field, Object object) {
    return switch (object) {
      case String text -> Value.of(text);
      case Boolean flag -> Value.of((boolean) flag);
      case byte[] bytes -> Value.of(Octets.of(bytes));
      case Long number -> Value.of((long) number);
      case Integer number -> Value.of((long) number);
      case Double number when Double.isFinite(number) -> Value.of((double) number);
      case Float number when Float.isFinite(number) -> Value.of((double) number);
      case Instant instant when isWithinRange(instant) -> new Value.Moment(instant.toEpochMilli());
      case Double number -> throw cannotHold(schema, field, number.toString());
      case Float number -> throw cannotHold(schema, field, number.toString());
      case Instant instant -> throw cannotHold(schema, field, "the instant " + instant);
      default -> throw cannotHold(schema, field, "a " + object.getClass().getSimpleName());
    };
  }

  /** Whether its milliseconds fit into 64 bits, which those of some instants do not. */
  private static boolean isWithinRange(Instant instant) {
    return Math.abs(instant.getEpochSecond()) < Long.MAX_VALUE / 1000;
  }

  private static GoatException cannotHold(Schema schema, FieldDefinition field, String what) {
    return new GoatException.InvalidValue(
        "The field '" + field.name() + "' of '" + schema + "' cannot hold " + what + ".",
        "Give it " + field.type().phrase() + ".");
  }
}
