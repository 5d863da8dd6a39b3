package dev.goatdb.core.expression;

import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Mapping;
import dev.goatdb.core.expression.data.Sequence;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.file.JsonReader;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One case of the CEL specification: an expression, its variables, and what it gives. */
record ConformanceCase(String file, Map<String, Value> entries) {
  static final Path FOLDER = Path.of("src/test/resources/conformance");

  static List<ConformanceCase> all(String file) throws IOException {
    Value all = JsonReader.parse(Files.readString(FOLDER.resolve(file + ".json")));
    return ((Value.Array) all)
        .items().stream()
            .map(one -> new ConformanceCase(file, ((Value.Dict) one).entries()))
            .toList();
  }

  /** The name that the list of skipped cases uses. */
  String name() {
    return file + "/" + text("section") + "/" + text("name");
  }

  String text(String key) {
    return ((Value.Str) entries.get(key)).value();
  }

  /** What is wrong with what the engine makes of it; nothing where it passes. */
  String complaint() {
    Environment environment = Environment.EMPTY;
    List<Value> values = new ArrayList<>();
    for (Value variable : items(entries.getOrDefault("variables", new Value.Array(List.of())))) {
      Map<String, Value> parts = ((Value.Dict) variable).entries();
      environment =
          environment.with(((Value.Str) parts.get("name")).value(), type(parts.get("type")));
      values.add(stored(parts.get("value")));
    }
    boolean fails = entries.containsKey("error");
    if (entries.containsKey("unchecked")) {
      environment = environment.unchecked();
    }
    Datum given;
    try {
      given =
          Expression.parse(text("expr"))
              .check(environment)
              .run(new FixedScope(values), Bounds.COST);
    } catch (GoatException.InvalidDefinition refused) {
      return "refused: " + refused.getMessage();
    }
    if (fails) {
      return given instanceof Failure ? "" : "gives " + words(given) + ", not an error";
    }
    String wanted = words(datum(entries.get("result")));
    return words(given).equals(wanted) ? "" : "gives " + words(given) + ", not " + wanted;
  }

  private static List<Value> items(Value array) {
    return ((Value.Array) array).items();
  }

  private static Type type(Value type) {
    if (type instanceof Value.Dict dict) {
      Value list = dict.entries().get("list");
      return list != null
          ? Types.listOf(type(list))
          : Types.mapOf(
              type(items(dict.entries().get("map")).get(0)),
              type(items(dict.entries().get("map")).get(1)));
    }
    return switch (((Value.Str) type).value()) {
      case "bool" -> Types.BOOL;
      case "int64" -> Types.INT;
      case "uint64" -> Types.UINT;
      case "double" -> Types.DOUBLE;
      case "string" -> Types.STRING;
      case "bytes" -> Types.BYTES;
      case "null" -> Types.NULL;
      case "dyn" -> Types.DYN;
      case "google.protobuf.Duration" -> Types.DURATION;
      default -> throw new IllegalArgumentException("no type " + type);
    };
  }

  /** A variable's value as a field would hold it; nanoseconds for a duration. */
  private static Value stored(Value tagged) {
    Map.Entry<String, Value> entry = ((Value.Dict) tagged).entries().entrySet().iterator().next();
    Value content = entry.getValue();
    return switch (entry.getKey()) {
      case "int", "uint" -> Value.of(Long.parseUnsignedLong(((Value.Str) content).value()));
      case "double" -> Value.of(Double.parseDouble(((Value.Str) content).value()));
      case "bytes" -> Value.of(Octets.ofHex(((Value.Str) content).value()));
      case "null" -> Value.NULL;
      case "list" -> new Value.Array(items(content).stream().map(ConformanceCase::stored).toList());
      case "map" -> {
        Map<String, Value> entries = new TreeMap<>();
        for (Value pair : items(content)) {
          entries.put(((Value.Str) stored(items(pair).get(0))).value(), stored(items(pair).get(1)));
        }
        yield new Value.Dict(entries);
      }
      case "object" -> Value.of(123_321_456_789L);
      default -> content;
    };
  }

  private static Datum datum(Value tagged) {
    Map.Entry<String, Value> entry = ((Value.Dict) tagged).entries().entrySet().iterator().next();
    Value content = entry.getValue();
    String text = content instanceof Value.Str str ? str.value() : "";
    return switch (entry.getKey()) {
      case "int" -> Datum.of(Long.parseLong(text));
      case "uint" -> new Datum.UInt(Long.parseUnsignedLong(text));
      case "double" -> Datum.of(Double.parseDouble(text));
      case "bool" -> Datum.of(((Value.Bool) content).value());
      case "string" -> Datum.of(text);
      case "bytes" -> new Datum.Blob(Octets.ofHex(text));
      case "null" -> Datum.NULL;
      case "type" -> Datum.of("type " + text);
      case "list" ->
          new Sequence.Items(
              items(content).stream().map(ConformanceCase::datum).toArray(Datum[]::new));
      case "map" ->
          new Mapping.Pairs(
              items(content).stream().map(p -> datum(items(p).get(0))).toArray(Datum[]::new),
              items(content).stream().map(p -> datum(items(p).get(1))).toArray(Datum[]::new));
      default -> Datum.of("no datum: " + entry.getKey());
    };
  }

  /** A datum with its kind, so that 1, 1u and 1.0 differ. */
  static String words(Datum datum) {
    return switch (datum) {
      case Datum.TypeName type -> "string type " + type.named().word();
      case Datum.Text text -> "string " + text.value();
      case Datum.Blob blob -> "bytes " + HexFormat.of().formatHex(blob.value().array());
      case Sequence list -> {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          words.add(words(list.at(i)));
        }
        yield words.toString();
      }
      case Mapping map ->
          Arrays.stream(map.keys())
              .map(key -> words(key) + ": " + words(map.find(key)))
              .sorted()
              .toList()
              .toString();
      default -> datum.toString();
    };
  }
}
