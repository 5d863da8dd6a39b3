package dev.goatdb.core.schema.file;

import dev.goatdb.core.expression.decimal.Reading;
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
 * <p>Whole numbers within 64 bits are exact; all others are the double nearest to them, by our own
 * arithmetic: libraries of different platforms disagree on the last bit, and definitions must be
 * equal everywhere.
 */
public final class JsonReader {
  /** The digits of the largest long; with fewer every whole number is one. */
  private static final int MOST_DIGITS = 19;

  /** From here on doubles are further apart than whole numbers. */
  private static final double FIRST_INEXACT = 1L << 53;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** Throws {@code InvalidDefinition} with line and column for anything but one JSON value. */
  public static Value parse(String text) {
    return read(text).value();
  }

  /** The same with the place of everything in it. */
  static Json read(String text) {
    JsonReader reader = new JsonReader(text);
    Json json = reader.value();
    reader.space();
    if (reader.at < text.length()) {
      throw reader.bad("something follows the end");
    }
    return json;
  }

  private Json value() {
    if (++depth > Limits.DEFAULT.depth()) {
      throw bad("values nest too deep");
    }
    space();
    int start = at;
    Json json =
        switch (peek()) {
          case '{' -> object();
          case '[' -> array();
          case '"' -> Json.of(Value.of(string()), start);
          case 't' -> Json.of(word("true", Value.TRUE), start);
          case 'f' -> Json.of(word("false", Value.FALSE), start);
          case 'n' -> Json.of(word("null", Value.NULL), start);
          default -> Json.of(number(), start);
        };
    depth--;
    return json;
  }

  private Json object() {
    Map<String, Value> entries = new LinkedHashMap<>();
    List<Json.Member> members = new ArrayList<>();
    int start = at++;
    space();
    while (peek() != '}') {
      if (!entries.isEmpty()) {
        expect(',');
        space();
      }
      if (peek() != '"') {
        throw bad("a key in double quotes was expected");
      }
      int keyAt = at;
      String key = string();
      space();
      expect(':');
      Json json = value();
      if (entries.put(key, json.value()) != null) {
        at = keyAt;
        throw bad("the key \"" + key + "\" stands twice");
      }
      members.add(new Json.Member(key, keyAt, json));
      space();
    }
    at++;
    return new Json(Value.dictOf(entries), start, members, List.of());
  }

  private Json array() {
    List<Value> values = new ArrayList<>();
    List<Json> items = new ArrayList<>();
    int start = at++;
    space();
    while (peek() != ']') {
      if (!items.isEmpty()) {
        expect(',');
      }
      Json item = value();
      items.add(item);
      values.add(item.value());
      space();
    }
    at++;
    return new Json(new Value.Array(values), start, List.of(), items);
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
    take('-');
    int first = at;
    int digits = digits();
    if (digits == 0) {
      at = start == first ? start : at;
      throw bad("a value was expected");
    }
    if (digits > 1 && text.charAt(first) == '0') {
      throw bad("a number begins with a zero too many");
    }
    boolean whole = !take('.');
    if (!whole && digits() == 0) {
      throw bad("the digits of a fraction were expected");
    }
    if (take('e') || take('E')) {
      whole = false;
      if (!take('-')) {
        take('+');
      }
      if (digits() == 0) {
        throw bad("the digits of an exponent were expected");
      }
    }
    String token = text.substring(start, at);
    return whole && digits < MOST_DIGITS ? Value.of(Long.parseLong(token)) : fraction(token);
  }

  /** A number that is not surely a long: what is nearest to it, if that is whole, is one, too. */
  private Value fraction(String token) {
    double number = Reading.number(token);
    if (Math.abs(number) > Double.MAX_VALUE) {
      throw bad("the number is too large");
    }
    if (Math.abs(number) >= FIRST_INEXACT && isLong(token)) {
      return Value.of(Long.parseLong(token));
    }
    return Value.of(number);
  }

  /** Whether a number of many digits is a long: by text, for a double would round it. */
  private static boolean isLong(String token) {
    String digits = token.startsWith("-") ? token.substring(1) : token;
    for (int i = 0; i < digits.length(); i++) {
      if (!isDigit(digits.charAt(i))) {
        return false;
      }
    }
    String most = token.startsWith("-") ? "9223372036854775808" : "9223372036854775807";
    return digits.length() == MOST_DIGITS && digits.compareTo(most) <= 0;
  }

  private int digits() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at - start;
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
    Mistakes mistakes = new Mistakes(text);
    mistakes.add(Math.min(at, text.length()), what + ".", "Correct the JSON there.");
    return mistakes.all().get(0).error(at, 0);
  }
}
