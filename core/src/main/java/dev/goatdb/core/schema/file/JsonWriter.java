package dev.goatdb.core.schema.file;

import dev.goatdb.core.expression.decimal.Digits;
import dev.goatdb.core.value.Base64Url;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes values as JSON in one line, the counterpart of {@link JsonReader}.
 *
 * <p>JSON has no sets, instants and bytes: a list stands for a set, milliseconds since 1970 for an
 * instant, base64url for bytes. The type of the field says what is meant.
 */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private JsonWriter() {}

  static String write(Value value) {
    return switch (value) {
      case Value.Null nothing -> "null";
      case Value.Bool flag -> flag.value() ? "true" : "false";
      case Value.Int number -> Long.toString(number.value());
      case Value.Num number -> Digits.of(number.value());
      case Value.Str text -> quote(text.value());
      case Value.Moment moment -> Long.toString(moment.millis());
      case Value.Array list -> list(list.items());
      case Value.Unique set -> list(set.elements());
      case Value.Dict map -> {
        List<String> entries = new ArrayList<>();
        map.entries().forEach((key, item) -> entries.add(quote(key) + ": " + write(item)));
        yield "{" + String.join(", ", entries) + "}";
      }
      case Value.Bytes bytes -> quote(Base64Url.encode(bytes.value()));
    };
  }

  private static String list(List<Value> items) {
    List<String> texts = new ArrayList<>();
    for (Value item : items) {
      texts.add(write(item));
    }
    return "[" + String.join(", ", texts) + "]";
  }

  /** A text in double quotes. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
