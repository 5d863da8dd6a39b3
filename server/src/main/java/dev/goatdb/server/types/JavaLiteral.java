package dev.goatdb.server.types;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.value.Value;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Values of fields as Java expressions. */
final class JavaLiteral {
  private static final int MOST_ENTRIES = 10;

  private final JavaNames names;

  JavaLiteral(JavaNames names) {
    this.names = names;
  }

  String of(FieldType type, Value value) {
    return switch (type) {
      case FieldType.ListOf list ->
          ((Value.Array) value)
              .items().stream()
                  .map(item -> of(list.element(), item))
                  .collect(Collectors.joining(", ", names.type("java.util.List") + ".of(", ")"));
      case FieldType.SetOf set ->
          ((Value.Unique) value)
              .elements().stream()
                  .map(element -> of(set.element(), element))
                  .collect(Collectors.joining(", ", names.type("java.util.Set") + ".of(", ")"));
      case FieldType.MapOf map -> map(map, (Value.Dict) value);
      case FieldType.Scalar scalar ->
          switch (scalar) {
            case STRING, REFERENCE, TEXT -> quoted(((Value.Str) value).value());
            case INTEGER, COUNTER -> ((Value.Int) value).value() + "L";
            case NUMBER ->
                Double.toString(
                    value instanceof Value.Int whole
                        ? (double) whole.value()
                        : ((Value.Num) value).value());
            case BOOLEAN -> Boolean.toString(value.equals(Value.TRUE));
            case INSTANT ->
                names.type("java.time.Instant")
                    + ".ofEpochMilli("
                    + ((Value.Moment) value).millis()
                    + "L)";
            case BYTES -> bytes(((Value.Bytes) value).value());
          };
    };
  }

  private static String bytes(Octets bytes) {
    StringJoiner out = new StringJoiner(", ", "new byte[] {", "}");
    for (byte one : bytes.array()) {
      out.add(Byte.toString(one));
    }
    return out.toString();
  }

  private String map(FieldType.MapOf type, Value.Dict map) {
    String name = names.type("java.util.Map");
    boolean few = map.entries().size() <= MOST_ENTRIES;
    return map.entries().entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ", " + of(type.element(), entry.getValue()))
        .map(entry -> few ? entry : name + ".entry(" + entry + ")")
        .collect(Collectors.joining(", ", name + (few ? ".of(" : ".ofEntries("), ")"));
  }

  /** Characters that do not print are octal escapes: the others mean something to the compiler. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format("\\%03o", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
