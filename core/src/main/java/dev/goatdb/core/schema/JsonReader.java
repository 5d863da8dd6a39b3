package dev.goatdb.core.schema;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) as values; errors name line and column.
 *
 * <p>Decimal fractions are read exactly where they have up to 15 digits and a small exponent, and
 * refused otherwise: libraries of different platforms disagree on the last bit of longer ones, and
 * definitions must be equal everywhere.
 */
public final class JsonReader {
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22
  };

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** Throws {@code InvalidDefinition} with line and column for anything but one JSON value. */
  public static Value parse(String text) {
    JsonReader reader = new JsonReader(text);
    Value value = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.bad("something follows the end");
    }
    return value;
  }

  private Value value() {
    if (++depth > Limits.DEFAULT.depth()) {
      throw bad("values nest too deep");
    }
    space();
    Value value =
        switch (peek()) {
          case '{' -> object();
          case '[' -> array();
          case '"' -> Value.of(string());
          case 't' -> word("true", Value.TRUE);
          case 'f' -> word("false", Value.FALSE);
          case 'n' -> word("null", Value.NULL);
          default -> number();
        };
    depth--;
    return value;
  }

  private Value object() {
    Map<String, Value> entries = new LinkedHashMap<>();
    at++;
    space();
    while (peek() != '}') {
      if (!entries.isEmpty()) {
        expect(',');
        space();
      }
      if (peek() != '"') {
        throw bad("a key in double quotes was expected");
      }
      String key = string();
      space();
      expect(':');
      if (entries.put(key, value()) != null) {
        throw bad("the key \"" + key + "\" stands twice");
      }
      space();
    }
    at++;
    return Value.dictOf(entries);
  }

  private Value array() {
    List<Value> items = new ArrayList<>();
    at++;
    space();
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      items.add(value());
      space();
    }
    at++;
    return new Value.Array(items);
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return wellFormed(out.toString());
      }
      if (c < 0x20) {
        at--;
        throw bad("a control character stands within a string");
      }
      out.append(c == '\\' ? escape() : c);
    }
  }

  private String wellFormed(String string) {
    if (Pure.encodeUtf8(string) == null) {
      throw bad("the string before holds half of a surrogate pair");
    }
    return string;
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw bad("'\\" + c + "' is not an escape");
    };
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = "0123456789abcdefABCDEF".indexOf(peek());
      if (digit < 0) {
        throw bad("four hexadecimal digits were expected");
      }
      unit = unit << 4 | (digit < 16 ? digit : digit - 6);
      at++;
    }
    return (char) unit;
  }

  private Value number() {
    int start = at;
    boolean negative = take('-');
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    boolean fraction = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '.' && !fraction && digits > 0) {
        fraction = true;
      } else if (c >= '0' && c <= '9' && digits < 18) {
        mantissa = 10 * mantissa + (c - '0');
        digits++;
        scale -= fraction ? 1 : 0;
      } else {
        break;
      }
    }
    int first = negative ? start + 1 : start;
    if (digits > 1 && text.charAt(first) == '0' && isDigit(text.charAt(first + 1))) {
      throw bad("a number begins with a zero too many");
    }
    char last = at > start ? text.charAt(at - 1) : '.';
    if (last == '.' || last == '-' || at < text.length() && isDigit(text.charAt(at))) {
      throw bad(
          last == '.' || last == '-'
              ? "a value was expected"
              : "the number has more than 18 digits");
    }
    scale += exponent();
    long signed = negative ? -mantissa : mantissa;
    if (scale == 0) {
      return Value.of(signed);
    }
    if (mantissa > 1L << 53 || Math.abs(scale) >= POWERS.length) {
      throw bad("the number cannot be read exactly");
    }
    return Value.of(scale < 0 ? signed / POWERS[-scale] : signed * POWERS[scale]);
  }

  private int exponent() {
    if (!take('e') && !take('E')) {
      return 0;
    }
    boolean negative = take('-');
    if (!negative) {
      take('+');
    }
    int exponent = 0;
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at)) && exponent < 1000) {
      exponent = 10 * exponent + (text.charAt(at++) - '0');
    }
    if (at == start) {
      throw bad("the digits of an exponent were expected");
    }
    return negative ? -exponent : exponent;
  }

  private Value word(String word, Value value) {
    if (!text.startsWith(word, at)) {
      throw bad("a value was expected");
    }
    at += word.length();
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw bad("'" + c + "' was expected");
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw bad("the text ends too early");
    }
    return text.charAt(at);
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private GoatException bad(String what) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      column = text.charAt(i) == '\n' ? 1 : column + 1;
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new GoatException.InvalidDefinition(
        "Line " + line + ", column " + column + ": " + what + ".", "Correct the JSON there.");
  }
}
