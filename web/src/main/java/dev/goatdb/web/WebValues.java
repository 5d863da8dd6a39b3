package dev.goatdb.web;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.teavm.jso.JSObject;

/** JavaScript's values as values of fields, and back. */
final class WebValues {
  private static final double EXACT = 9007199254740991.0;

  private WebValues() {}

  /** What an item holds: {@code {path, schema, deleted, values}}, frozen. */
  static JSObject state(String path, Schema schema, ItemState state) {
    JSObject result = Js.object();
    Js.set(result, "path", Js.of(path));
    Js.set(result, "schema", Js.of(schema.namespace()));
    Js.set(result, "deleted", Js.of(state.deleted()));
    Js.set(result, "values", values(schema, state));
    return Js.freeze(result);
  }

  /** The values by field; a collection is there also where it is empty. */
  static JSObject values(Schema schema, ItemState state) {
    JSObject values = Js.object();
    for (FieldDefinition field : schema.fields().values()) {
      Optional<Value> value = schema.shown(state, field.name());
      if (value.isPresent()) {
        Js.set(values, field.name(), toJs(field.type(), value.get()));
      }
    }
    return Js.freeze(values);
  }

  static JSObject toJs(FieldType type, Value value) {
    return switch (value) {
      case Value.Null nothing -> Js.object();
      case Value.Bool flag -> Js.of(flag.value());
      case Value.Int number -> whole(type, number.value());
      case Value.Num number -> Js.of(number.value());
      case Value.Str text -> Js.of(text.value());
      case Value.Bytes bytes -> Js.bytes(bytes.value().array().clone());
      case Value.Moment moment -> Js.date((double) moment.millis());
      case Value.Array list -> {
        JSObject all = Js.list();
        list.items().forEach(item -> Js.push(all, toJs(type.element(), item)));
        yield all;
      }
      case Value.Dict map -> {
        JSObject all = Js.map();
        map.entries().forEach((key, item) -> Js.put(all, key, toJs(type.element(), item)));
        yield all;
      }
      case Value.Unique set -> {
        JSObject all = Js.set();
        set.elements().forEach(item -> Js.add(all, toJs(type.element(), item)));
        yield all;
      }
    };
  }

  /** A number where JavaScript can hold it, a BigInt beyond. */
  private static JSObject whole(FieldType type, long value) {
    double number = (double) value;
    boolean exact = number >= -EXACT && number <= EXACT;
    return exact || type == FieldType.Scalar.NUMBER
        ? Js.of(number)
        : Js.bigInt(Long.toString(value));
  }

  /** The values of a plain object; entries that are undefined are left out. */
  static Map<String, Value> toValues(Schema schema, JSObject object) {
    Map<String, Value> values = new LinkedHashMap<>();
    Js.eachEntry(
        object,
        (name, value) -> {
          if (Js.kind(value) != Js.NOTHING) {
            values.put(name, toValue(schema, name, value));
          }
        });
    return values;
  }

  /** Throws {@code InvalidValue} where the field cannot hold it. */
  static Value toValue(Schema schema, String name, JSObject given) {
    FieldDefinition field = schema.field(name);
    return convert(schema, field, field.type(), given);
  }

  /** An element of a set or an entry of a map. */
  static Value toElement(Schema schema, String name, JSObject given) {
    FieldDefinition field = schema.field(name);
    return convert(schema, field, field.type().element(), given);
  }

  private static Value convert(
      Schema schema, FieldDefinition field, FieldType type, JSObject given) {
    int kind = Js.kind(given);
    return switch (type) {
      case FieldType.SetOf set when kind == Js.LIST -> {
        List<Value> elements = new ArrayList<>();
        Js.each(given, item -> elements.add(convert(schema, field, set.element(), item)));
        yield Value.setOf(elements);
      }
      case FieldType.ListOf list when kind == Js.LIST -> {
        List<Value> items = new ArrayList<>();
        Js.each(given, item -> items.add(convert(schema, field, list.element(), item)));
        yield new Value.Array(items);
      }
      case FieldType.MapOf map when kind == Js.MAP || kind == Js.OBJECT -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        Js.eachEntry(
            given, (key, item) -> entries.put(key, convert(schema, field, map.element(), item)));
        yield Value.dictOf(entries);
      }
      default -> scalar(schema, field, kind, given);
    };
  }

  private static Value scalar(Schema schema, FieldDefinition field, int kind, JSObject given) {
    if (kind == Js.DATE && Double.isNaN(Js.time(given))) {
      throw wrong(schema, field, "Date that is none");
    }
    return switch (kind) {
      case Js.BOOLEAN -> Value.of(Js.asBoolean(given));
      case Js.NUMBER -> number(schema, field, Js.asDouble(given));
      case Js.STRING -> Value.of(Js.asString(given));
      case Js.BIGINT -> bigInt(schema, field, Js.digits(given));
      case Js.BYTES -> Value.of(Octets.wrap(Js.asBytes(given)));
      case Js.DATE -> new Value.Moment((long) Js.time(given));
      default -> throw wrong(schema, field, Js.name(given));
    };
  }

  private static Value number(Schema schema, FieldDefinition field, double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw wrong(schema, field, "number that is not finite");
    }
    return Value.of(number);
  }

  private static Value bigInt(Schema schema, FieldDefinition field, String digits) {
    try {
      return Value.of(Long.parseLong(digits));
    } catch (NumberFormatException tooLarge) {
      throw wrong(schema, field, "BigInt of more than 64 bits");
    }
  }

  private static GoatException wrong(Schema schema, FieldDefinition field, String given) {
    return new GoatException.InvalidValue(
        "The field '" + field.name() + "' of '" + schema.id() + "' cannot hold a " + given + ".",
        "Give it " + field.type().phrase() + ".");
  }

  /** What a counter can be increased by. */
  static long whole(double by) {
    if (by != Math.floor(by) || by < -EXACT || by > EXACT) {
      throw new GoatException.InvalidValue(
          "A counter cannot be increased by " + Js.digits(Js.of(by)) + ".",
          "Use a whole number below 2^53.");
    }
    return (long) by;
  }

  static GoatException unknown(ItemPath item) {
    return new GoatException.NotFound("The item " + item + " does not exist.", "Create it first.");
  }
}
