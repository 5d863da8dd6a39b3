package dev.goatdb.server.importer;

import dev.goatdb.Schema;
import dev.goatdb.Type;
import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON objects into values of items, by the types of a schema.
 *
 * <p>JSON has no sets, instants and bytes: a list stands for a set, a text as in ISO 8601 with its
 * offset (2024-02-29T12:00:00Z) for an instant, base64url for bytes. {@code null} stands for no
 * value.
 */
public final class ItemReader {
  private static final double MOST_EXACT = 1L << 53;

  private final Schema schema;

  public ItemReader(Schema schema) {
    this.schema = schema;
  }

  /**
   * The values by field, in the Java types that {@link dev.goatdb.ItemView#find(String)} gives;
   * nothing where the object has {@code null}. Throws {@code InvalidValue} that names the field.
   */
  public Map<String, Optional<Object>> read(JsonObject object) {
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    for (String name : object.fieldNames()) {
      Type<?> type = schema.field(name).type();
      Object json = object.getValue(name);
      values.put(name, Optional.ofNullable(json == null ? null : convert(name, type, json)));
    }
    return values;
  }

  private Object convert(String field, Type<?> type, Object json) {
    String word = type.word();
    return switch (json) {
      case String text
          when word.equals("string") || word.equals("reference") || word.equals("text") ->
          text;
      case String text when word.equals("bytes") -> bytes(field, type, text);
      case String text when word.equals("instant") -> instant(field, type, text);
      case Boolean flag when word.equals("boolean") -> flag;
      case Number number when word.equals("integer") || word.equals("counter") ->
          whole(number).orElseThrow(() -> misfit(field, type, json));
      case Number number when word.equals("number") && isFinite(number) -> number.doubleValue();
      case JsonArray array when word.equals("list") -> {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          list.add(element(field, type, array.getValue(i)));
        }
        yield list;
      }
      case JsonArray list when word.equals("set") -> {
        Set<Object> set = new LinkedHashSet<>();
        for (int i = 0; i < list.size(); i++) {
          set.add(element(field, type, list.getValue(i)));
        }
        yield set;
      }
      case JsonObject entries when word.equals("map") -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : entries.fieldNames()) {
          map.put(key, element(field, type, entries.getValue(key)));
        }
        yield map;
      }
      default -> throw misfit(field, type, json);
    };
  }

  private Object element(String field, Type<?> collection, @Nullable Object json) {
    if (json == null) {
      throw misfit(field, collection, "null");
    }
    return convert(field, collection.element().orElseThrow(), json);
  }

  /** A fraction beyond 2^53 may have been rounded when it was read, so it is not taken. */
  private static Optional<Object> whole(Number number) {
    if (number instanceof Double large && Math.abs(large) > MOST_EXACT) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(number.toString()).longValueExact());
    } catch (ArithmeticException | NumberFormatException fractionOrTooLarge) {
      return Optional.empty();
    }
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue());
  }

  private Instant instant(String field, Type<?> type, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException malformed) {
      throw misfit(field, type, text).causedBy(malformed);
    }
  }

  private byte[] bytes(String field, Type<?> type, String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      throw misfit(field, type, text).causedBy(malformed);
    }
  }

  private GoatException misfit(String field, Type<?> type, Object json) {
    String text = json instanceof String ? "\"" + json + "\"" : String.valueOf(json);
    String shown = text.length() <= 60 ? text : text.substring(0, 57) + "...";
    String remedy =
        switch (type.word()) {
          case "instant" -> "Write it as in \"2024-02-29T12:00:00Z\".";
          case "bytes" -> "Write it in base64url, such as \"AAEC_w\".";
          case "list", "set" -> "Write a list, such as [\"a\", \"b\"].";
          case "map" -> "Write an object, such as {\"a\": ...}.";
          default -> "Give it " + type + ".";
        };
    return new GoatException.InvalidValue(
        "The field '" + field + "' of '" + schema + "' cannot hold " + shown + ".", remedy);
  }
}
