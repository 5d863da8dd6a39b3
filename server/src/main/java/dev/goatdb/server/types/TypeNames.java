package dev.goatdb.server.types;

import dev.goatdb.error.GoatException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the types of schemas are called in a language: {@code TaskList} for {@code task_list}. */
final class TypeNames {
  private static final Pattern WORD_START = Pattern.compile("(?:^|_+)([A-Za-z0-9])");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  private final String language;
  private final Set<String> taken;

  /**
   * @param taken names that no type can have
   */
  TypeNames(String language, Set<String> taken) {
    this.language = language;
    this.taken = taken;
  }

  static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches();
  }

  /**
   * The schemas by the names of their types.
   *
   * @throws GoatException.InvalidDefinition where a schema cannot be a name, or two would share one
   */
  Map<String, String> of(Collection<String> schemas) {
    Map<String, String> types = new TreeMap<>();
    for (String schema : schemas) {
      String type = name(schema);
      String other = types.putIfAbsent(type, schema);
      if (other != null && !other.equals(schema)) {
        throw new GoatException.InvalidDefinition(
            "The schemas '" + other + "' and '" + schema + "' would both be " + type + ".",
            "Rename one of them.");
      }
    }
    return types;
  }

  private String name(String schema) {
    if (!isIdentifier(schema)) {
      throw new GoatException.InvalidDefinition(
          "The schema '" + schema + "' cannot be a name in " + language + ".",
          "Name it with letters a-z, A-Z, digits and _, not a digit first, such as '"
              + suggestion(schema)
              + "'.");
    }
    String type = WORD_START.matcher(schema).replaceAll(TypeNames::capital);
    if (!Character.isLetter(type.charAt(0)) || taken.contains(type)) {
      throw new GoatException.InvalidDefinition(
          "The type of the schema '"
              + schema
              + "' cannot be called "
              + type
              + " in "
              + language
              + ".",
          "Rename the schema.");
    }
    return type;
  }

  private static String capital(MatchResult match) {
    char first = match.group(1).charAt(0);
    return String.valueOf(first >= 'a' && first <= 'z' ? (char) (first - 'a' + 'A') : first);
  }

  private static String suggestion(String schema) {
    String words = schema.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
    return words.isEmpty() || Character.isDigit(words.charAt(0)) ? "item_" + words : words;
  }
}
