package dev.goatdb.server.types;

import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * JSON as a TypeScript literal, laid out as prettier leaves it with single quotes and 100 columns.
 *
 * <p>What leads to a field stands on lines of its own; a field and everything else stands on one
 * line where it fits.
 */
final class TypeScriptLiteral {
  static final int WIDTH = 100;

  private static final int LEVELS_ABOVE_FIELDS = 5;
  private static final int SHORT_KEY = 4;
  private static final long MOST_SAFE_INTEGER = (1L << 53) - 1;

  private final StringBuilder out = new StringBuilder();

  private TypeScriptLiteral() {}

  static String of(JsonObject file) {
    TypeScriptLiteral literal = new TypeScriptLiteral();
    literal.write(file, 0, 0, 1);
    return literal.out.toString();
  }

  /**
   * @param before how many characters the line has already
   * @param open how many levels are to be spread out over lines even if they would fit on one
   */
  private void write(Object value, int indent, int before, int open) {
    String line = line(value);
    boolean fits = before + line.length() + 1 <= WIDTH && !isSpread(value);
    if (open < 1 && fits || children(value).isEmpty()) {
      out.append(line);
    } else if (value instanceof JsonArray array
        && array.stream().allMatch(Number.class::isInstance)) {
      fill(array, indent);
    } else if (value instanceof JsonArray array) {
      out.append("[\n");
      array.forEach(element -> {
        startLine(indent + 2);
        write(element, indent + 2, indent + 2, open - 1);
        out.append(",\n");
      });
      startLine(indent);
      out.append(']');
    } else if (value instanceof JsonObject object) {
      out.append("{\n");
      object.forEach(entry -> entry(entry, indent + 2, open));
      startLine(indent);
      out.append('}');
    }
  }

  private void entry(Map.Entry<String, Object> entry, int indent, int open) {
    String key = key(entry.getKey());
    int before = indent + key.length() + 2;
    startLine(indent);
    out.append(key).append(':');
    boolean wraps =
        entry.getValue() instanceof String text
            && key.length() > SHORT_KEY
            && before + quoted(text).length() + 1 > WIDTH;
    if (wraps) {
      out.append('\n');
      startLine(indent + 2);
    } else {
      out.append(' ');
    }
    int below =
        entry.getKey().equals("schemas") && indent == 2 ? LEVELS_ABOVE_FIELDS - 1 : open - 1;
    write(entry.getValue(), indent, before, below);
    out.append(",\n");
  }

  /** Numbers stand next to each other on as few lines as they need. */
  private void fill(JsonArray numbers, int indent) {
    out.append("[\n");
    StringBuilder row = new StringBuilder();
    for (Object number : numbers) {
      String next = line(number) + ",";
      if (!row.isEmpty() && indent + 2 + row.length() + 1 + next.length() > WIDTH) {
        startLine(indent + 2);
        out.append(row).append('\n');
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(next);
    }
    startLine(indent + 2);
    out.append(row).append('\n');
    startLine(indent);
    out.append(']');
  }

  private void startLine(int indent) {
    out.append(" ".repeat(indent));
  }

  /** A list of several lists or objects with several entries each is never one line. */
  private static boolean isSpread(Object value) {
    List<Object> children = children(value);
    boolean table =
        value instanceof JsonArray
            && children.size() > 1
            && (children.stream().allMatch(child -> child instanceof JsonObject o && o.size() > 1)
                || children.stream()
                    .allMatch(child -> child instanceof JsonArray a && a.size() > 1));
    return table || children.stream().anyMatch(TypeScriptLiteral::isSpread);
  }

  private static List<Object> children(Object value) {
    List<Object> children = new ArrayList<>();
    if (value instanceof JsonObject object) {
      object.forEach(entry -> children.add(entry.getValue()));
    } else if (value instanceof JsonArray array) {
      array.forEach(children::add);
    }
    return children;
  }

  private static String line(Object value) {
    return switch (value) {
      case null -> "null";
      case JsonObject object when object.isEmpty() -> "{}";
      case JsonObject object ->
          object.stream()
              .map(entry -> key(entry.getKey()) + ": " + line(entry.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
      case JsonArray array ->
          StreamSupport.stream(array.spliterator(), false)
              .map(TypeScriptLiteral::line)
              .collect(Collectors.joining(", ", "[", "]"));
      case String text -> quoted(text);
      case Number number -> number(number);
      default -> value.toString();
    };
  }

  private static String number(Number number) {
    BigDecimal exact = new BigDecimal(number.toString());
    if (!(number instanceof Double)
        && exact.abs().compareTo(BigDecimal.valueOf(MOST_SAFE_INTEGER)) > 0) {
      throw new GoatException.InvalidDefinition(
          "JavaScript cannot hold the number " + number + " exactly.",
          "Use a default between -(2^53 - 1) and 2^53 - 1.");
    }
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  private static String key(String name) {
    if (name.equals("__proto__")) {
      throw new GoatException.InvalidDefinition(
          "In TypeScript nothing can be called __proto__.", "Choose another name.");
    }
    return TypeNames.isIdentifier(name) ? name : quoted(name);
  }

  /** In the quotes that need fewer escapes, single ones where that is equal. */
  private static String quoted(String text) {
    long single = text.chars().filter(c -> c == '\'').count();
    long twice = text.chars().filter(c -> c == '"').count();
    char quote = single > twice ? '"' : '\'';
    StringBuilder literal = new StringBuilder().append(quote);
    text.chars().forEach(c -> literal.append(escaped((char) c, quote)));
    return literal.append(quote).toString();
  }

  private static String escaped(char c, char quote) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> "\\\\";
      case '\u2028' -> "\\u2028";
      case '\u2029' -> "\\u2029";
      default ->
          c == quote ? "\\" + c : c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
    };
  }
}
