package dev.goatdb.server.types;

import dev.goatdb.GoatFile;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A definition file as a TypeScript module: the whole file as one literal, from which the compiler
 * infers what items hold, and a name for the type of each schema.
 */
public final class TypeScript {
  private static final Pattern WORD_START = Pattern.compile("(?:^|_+)([A-Za-z0-9])");
  private static final Set<String> OF_EVERY_PAGE = Set.of("now()", "newId()");
  private static final Set<String> TAKEN = Set.of("ValuesOf");

  private TypeScript() {}

  /**
   * The text of the module.
   *
   * @param name how the definition file is called, for the first line
   * @param json the text of the definition file
   * @throws GoatException.InvalidDefinition where the file is wrong, or has names that TypeScript
   *     cannot have
   */
  public static String module(String name, String json) {
    Map<String, String> types = typeNames(GoatFile.parse(json));
    JsonObject definition = new JsonObject(json);
    String imported = types.isEmpty() ? "defineApp" : "defineApp, type ValuesOf";
    StringBuilder out =
        new StringBuilder()
            .append("// Made by `goat types " + name + "`; edit " + name + " instead.\n")
            .append("import { " + imported + " } from '@goatdb/client';\n")
            .append(
                needsExpressions(definition) ? "import '@goatdb/client/expressions';\n\n" : "\n")
            .append("export const app = defineApp(")
            .append(TypeScriptLiteral.of(definition))
            .append(");\n")
            .append(types.isEmpty() ? "" : "\n");
    types.forEach((type, schema) -> out.append(alias(type, schema)));
    return out.toString();
  }

  /** Whether a default anywhere is an expression that the engine of a page cannot do alone. */
  private static boolean needsExpressions(Object json) {
    if (json instanceof JsonObject object) {
      return object.getValue("default") instanceof JsonObject computed
              && computed.getValue("expr") instanceof String source
              && !OF_EVERY_PAGE.contains(source)
          || object.stream().anyMatch(entry -> needsExpressions(entry.getValue()));
    }
    return json instanceof JsonArray array && array.stream().anyMatch(TypeScript::needsExpressions);
  }

  private static String alias(String type, String schema) {
    String line = "export type " + type + " = ValuesOf<typeof app." + schema + ">;\n";
    return line.length() <= TypeScriptLiteral.WIDTH + 1
        ? line
        : "export type " + type + " = ValuesOf<\n  typeof app." + schema + "\n>;\n";
  }

  /** The schemas by the names of their types. */
  private static Map<String, String> typeNames(GoatFile file) {
    Map<String, String> types = new TreeMap<>();
    for (Schema schema : file.schemas()) {
      String type = typeName(schema.name());
      String other = types.putIfAbsent(type, schema.name());
      if (other != null && !other.equals(schema.name())) {
        throw new GoatException.InvalidDefinition(
            "The schemas '" + other + "' and '" + schema.name() + "' would both be " + type + ".",
            "Rename one of them.");
      }
    }
    return types;
  }

  /** {@code TaskList} for {@code task_list} and {@code taskList}. */
  private static String typeName(String schema) {
    if (!TypeScriptLiteral.isIdentifier(schema)) {
      throw new GoatException.InvalidDefinition(
          "The schema '" + schema + "' cannot be a name in TypeScript.",
          "Name it with letters a-z, A-Z, digits and _, not a digit first, such as '"
              + suggestion(schema)
              + "'.");
    }
    String type = WORD_START.matcher(schema).replaceAll(TypeScript::capital);
    if (!Character.isLetter(type.charAt(0)) || TAKEN.contains(type)) {
      throw new GoatException.InvalidDefinition(
          "The type of the schema '" + schema + "' cannot be called " + type + " in TypeScript.",
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
