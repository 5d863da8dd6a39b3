package dev.goatdb.core.schema;

import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How items of the version before become items of a version: data, so every peer computes the same.
 * Fields that are not named keep their name and value.
 *
 * @param renamed new names by old ones
 * @param dropped old fields that have no place any more
 * @param set new fields that are computed of the old ones, which expressions call {@code old}
 * @param coded new fields that code at the authority computes and writes; they begin with their
 *     defaults
 */
public record Upgrade(
    Map<String, String> renamed,
    Set<String> dropped,
    Map<String, Computed> set,
    Set<String> coded) {
  /** Nothing changes but what fields there are. */
  public static final Upgrade NONE = new Upgrade(Map.of(), Set.of(), Map.of(), Set.of());

  public Upgrade {
    renamed = Collections.unmodifiableMap(new TreeMap<>(renamed));
    dropped = Collections.unmodifiableSet(new TreeSet<>(dropped));
    set = Collections.unmodifiableMap(new TreeMap<>(set));
    coded = Collections.unmodifiableSet(new TreeSet<>(coded));
  }

  /** The same with expressions that know the fields of the version before. */
  Upgrade from(Schema before) {
    if (set.isEmpty()) {
      return this;
    }
    Surroundings surroundings = Surroundings.ofUpgrade(before);
    Map<String, Computed> bound = new TreeMap<>();
    for (Map.Entry<String, Computed> entry : set.entrySet()) {
      bound.put(entry.getKey(), entry.getValue().in(surroundings));
    }
    return new Upgrade(renamed, dropped, bound, coded);
  }

  /**
   * Whether the expression of a field mentions a field of the version before, or all of them as a
   * whole. A text within the expression counts as well.
   */
  public boolean mentions(String field, String before) {
    Computed expression = set.get(field);
    String text = expression == null ? "" : expression.toString();
    int at = text.indexOf(Surroundings.OLD);
    while (at >= 0) {
      int end = at + Surroundings.OLD.length();
      boolean begins = at == 0 || !isPartOfName(text.charAt(at - 1));
      boolean whole = end == text.length() || text.charAt(end) != '.';
      String name = whole ? "" : name(text, end + 1);
      boolean isOld = begins && (end == text.length() || !isPartOfName(text.charAt(end)));
      if (isOld && (whole || name.equals(before))) {
        return true;
      }
      at = text.indexOf(Surroundings.OLD, end);
    }
    return false;
  }

  private static String name(String text, int from) {
    int end = from;
    while (end < text.length() && isPartOfName(text.charAt(end))) {
      end++;
    }
    return text.substring(from, end);
  }

  private static boolean isPartOfName(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  /** Whether a field of the new version comes from an expression or from code. */
  public boolean computes(String field) {
    return set.containsKey(field) || coded.contains(field);
  }

  /** Whether it says nothing. */
  public boolean isEmpty() {
    return renamed.isEmpty() && dropped.isEmpty() && set.isEmpty() && coded.isEmpty();
  }

  /** The upgrade as data, as it stands in a definition file. */
  Value toValue() {
    TreeMap<String, Value> entries = new TreeMap<>();
    if (!renamed.isEmpty()) {
      TreeMap<String, Value> names = new TreeMap<>();
      renamed.forEach((before, after) -> names.put(before, Value.of(after)));
      entries.put("rename", Value.dictOf(names));
    }
    put(entries, "drop", dropped);
    if (!set.isEmpty()) {
      TreeMap<String, Value> expressions = new TreeMap<>();
      set.forEach((name, expression) -> expressions.put(name, Value.of(expression.toString())));
      entries.put("set", Value.dictOf(expressions));
    }
    put(entries, "code", coded);
    return Value.dictOf(entries);
  }

  private static void put(Map<String, Value> entries, String key, Set<String> fields) {
    if (!fields.isEmpty()) {
      List<Value> names = new ArrayList<>();
      fields.forEach(name -> names.add(Value.of(name)));
      entries.put(key, new Value.Array(names));
    }
  }
}
