package dev.goatdb.server.types;

import dev.goatdb.GoatFile;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A definition file as a TypeScript module: the whole file as one literal, from which the compiler
 * infers what items hold, and a name for the type of each schema.
 */
public final class TypeScript {
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
    Map<String, String> types =
        new TypeNames("TypeScript", TAKEN)
            .of(GoatFile.parse(json).schemas().stream().map(Schema::name).distinct().toList());
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

  /** Whether anything is an expression that the engine of a page cannot do alone. */
  private static boolean needsExpressions(JsonObject file) {
    return objects(file.getJsonObject("schemas", new JsonObject()).stream().map(Entry::getValue))
        .anyMatch(version ->
            objects(values(version, "fields")).anyMatch(TypeScript::fieldNeedsThem)
                || objects(Stream.of(version.getValue("upgrade", "")))
                    .flatMap(upgrade -> values(upgrade, "set"))
                    .anyMatch(source -> !OF_EVERY_PAGE.contains(source)));
  }

  private static boolean fieldNeedsThem(JsonObject field) {
    return field.containsKey("constraint")
        || field.getValue("default") instanceof JsonObject computed
            && computed.size() == 1
            && computed.getValue("expr") instanceof String source
            && !OF_EVERY_PAGE.contains(source);
  }

  private static Stream<Object> values(JsonObject of, String key) {
    return of.getJsonObject(key, new JsonObject()).stream().map(Entry::getValue);
  }

  /** The objects among these values, and in the lists among them. */
  private static Stream<JsonObject> objects(Stream<Object> values) {
    return values
        .flatMap(value -> value instanceof JsonArray list ? list.stream() : Stream.of(value))
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }

  private static String alias(String type, String schema) {
    String line = "export type " + type + " = ValuesOf<typeof app." + schema + ">;\n";
    return line.length() <= TypeScriptLiteral.WIDTH + 1
        ? line
        : "export type " + type + " = ValuesOf<\n  typeof app." + schema + "\n>;\n";
  }
}
