package dev.goatdb.core.rule;

import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The paths that a rule is about: {@code /type/repo/item}, each part a name, a {@code {variable}}
 * or {@code *}.
 */
public final class PathPattern {
  /** The type of repositories that only the authority writes. */
  public static final String SYSTEM = "sys";

  private static final int PARTS = 3;
  private static final String ANY = "*";

  private final String text;
  private final List<Part> parts;

  /**
   * One of three parts.
   *
   * @param name what the part must be; any, where it is empty
   * @param variable what conditions call it, where it has a name there
   */
  private record Part(String name, String variable) {
    boolean fits(String given) {
      return name.isEmpty() || name.equals(given);
    }

    boolean covers(Part other) {
      return name.isEmpty() || name.equals(other.name);
    }
  }

  private PathPattern(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** Reads a pattern; nothing where it is none, or names one variable twice. */
  public static Optional<PathPattern> parse(String text) {
    List<Part> parts = new ArrayList<>();
    Set<String> variables = new HashSet<>();
    int start = 1;
    while (start > 0 && text.startsWith("/")) {
      int end = text.indexOf('/', start);
      String part = end < 0 ? text.substring(start) : text.substring(start, end);
      boolean named = part.startsWith("{") && part.endsWith("}");
      String variable = named ? part.substring(1, part.length() - 1) : "";
      boolean good = named ? isVariable(variable) && variables.add(variable) : isPlain(part);
      if (!good) {
        return Optional.empty();
      }
      parts.add(new Part(named || part.equals(ANY) ? "" : part, variable));
      start = end + 1;
    }
    return parts.size() == PARTS
        ? Optional.of(new PathPattern(text, List.copyOf(parts)))
        : Optional.empty();
  }

  private static boolean isPlain(String part) {
    boolean plain = part.indexOf('{') < 0 && part.indexOf('}') < 0 && part.indexOf('*') < 0;
    return part.equals(ANY) || plain && !part.isEmpty() && !part.equals(".") && !part.equals("..");
  }

  private static boolean isVariable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Whether it is about some item of a repository. */
  public boolean fits(RepositoryPath repository) {
    boolean named = !repository.type().equals(SYSTEM) || isOfSystem();
    return named && parts.get(0).fits(repository.type()) && parts.get(1).fits(repository.name());
  }

  /** Whether it is about an item. */
  public boolean fits(RepositoryPath repository, String item) {
    return fits(repository) && parts.get(2).fits(item);
  }

  /** Whether it is about all items of the repositories that it is about. */
  public boolean isOfAllItems() {
    return parts.get(2).name().isEmpty();
  }

  /** Whether it names the repositories that only the authority writes. */
  public boolean isOfSystem() {
    return parts.get(0).name().equals(SYSTEM);
  }

  /** Whether it is about all paths that another one is about. */
  public boolean covers(PathPattern other) {
    boolean covers = other.isOfSystem() == isOfSystem();
    for (int i = 0; i < PARTS; i++) {
      covers &= parts.get(i).covers(other.parts.get(i));
    }
    return covers;
  }

  /**
   * The names that conditions have for parts of the path, but for the item where it is left out.
   */
  List<String> variables(boolean withItem) {
    List<String> names = new ArrayList<>();
    for (Part part : parts.subList(0, withItem ? PARTS : PARTS - 1)) {
      if (!part.variable().isEmpty()) {
        names.add(part.variable());
      }
    }
    return names;
  }

  /** The parts of a path by their names. */
  Value.Dict values(RepositoryPath repository, String item) {
    Map<String, Value> values = new TreeMap<>();
    List<String> given = List.of(repository.type(), repository.name(), item);
    for (int i = 0; i < PARTS; i++) {
      if (!parts.get(i).variable().isEmpty()) {
        values.put(parts.get(i).variable(), Value.of(given.get(i)));
      }
    }
    return Value.dictOf(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
