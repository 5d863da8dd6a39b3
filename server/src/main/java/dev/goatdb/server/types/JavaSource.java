package dev.goatdb.server.types;

import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * A definition file as a Java class: every version of every schema as builders make it, and for the
 * newest version, or for all, a record with the typed fields as its constants.
 */
public final class JavaSource {
  private final JavaNames names;
  private final JavaLiteral literals;
  private final JavaRecord records;

  /** What the constant with a version's schema is called. */
  private final Map<Schema, String> constants = new LinkedHashMap<>();

  /** The records by version; versions without one are constants of the class. */
  private final Map<Schema, String> types = new LinkedHashMap<>();

  private JavaSource(List<Schema> schemas, String className, boolean all) {
    Map<String, String> named =
        new TypeNames("Java", Set.of(className))
            .of(schemas.stream().map(Schema::namespace).distinct().toList());
    Map<String, String> byNamespace = new TreeMap<>();
    named.forEach((type, namespace) -> byNamespace.put(namespace, type));
    JavaNames.Unique unique = new JavaNames.Unique();
    for (int i = 0; i < schemas.size(); i++) {
      Schema schema = schemas.get(i);
      String type = byNamespace.getOrDefault(schema.namespace(), "");
      boolean newest =
          i + 1 == schemas.size() || !schemas.get(i + 1).namespace().equals(schema.namespace());
      String record = newest ? type : type + "V" + schema.version();
      if (newest || all) {
        if (types.containsValue(record) || record.equals(className)) {
          throw new GoatException.InvalidDefinition(
              "Two types would be called " + record + " in Java.", "Rename one of the schemas.");
        }
        types.put(schema, record);
        constants.put(schema, record + ".SCHEMA");
      } else {
        constants.put(schema, unique.constant(type + "_" + schema.version()));
      }
    }
    List<String> own = new ArrayList<>(types.values());
    own.add(className);
    this.names = new JavaNames(own);
    this.literals = new JavaLiteral(names);
    this.records = new JavaRecord(names, this);
  }

  /**
   * The text of the source.
   *
   * @param name how the definition file is called, for the first line
   * @param json the text of the definition file
   * @param packageName empty for the unnamed package
   * @param all whether older versions get records, too
   * @throws GoatException.InvalidDefinition where the file is wrong, or has names that Java cannot
   *     have
   */
  public static String of(
      String name, String json, String packageName, String className, boolean all) {
    boolean packaged = packageName.isEmpty() || SourceVersion.isName(packageName);
    if (!packaged || !SourceVersion.isName(className) || className.indexOf('.') >= 0) {
      throw new GoatException.InvalidValue(
          "'" + packageName + "' and '" + className + "' cannot name a package and a class.",
          "Write --package com.example and --out Goat.java.");
    }
    List<Schema> schemas = GoatFile.parse(json).schemas().all();
    JavaSource source = new JavaSource(schemas, className, all);
    String body = source.body(className, name);
    StringBuilder out =
        new StringBuilder("// Made by `goat types --java " + name + "`; edit " + name);
    out.append(" instead.\n");
    out.append(packageName.isEmpty() ? "" : "package " + packageName + ";\n\n");
    source.names.imports().forEach(full -> out.append("import " + full + ";\n"));
    return out.append(source.names.imports().isEmpty() ? "" : "\n").append(body).toString();
  }

  private String body(String className, String name) {
    String schema = names.type("dev.goatdb.Schema");
    StringBuilder out = new StringBuilder();
    out.append("/** The schemas of ").append(name).append(". */\n");
    out.append("public final class ").append(className).append(" {\n");
    constants.forEach((version, constant) -> {
      if (!types.containsKey(version)) {
        out.append("  private static final ").append(schema).append(' ').append(constant);
        out.append(" =\n      ").append(schema(version, field(version))).append(";\n");
      }
    });
    out.append(constants.size() > types.size() ? "\n" : "");
    out.append("  private ").append(className).append("() {}\n\n");
    out.append("  /** Every version of every schema, for the options of a database. */\n");
    out.append("  public static ").append(schema).append("[] schemas() {\n");
    out.append("    return new ").append(schema).append("[] {");
    out.append(String.join(", ", constants.values())).append("};\n  }\n");
    types.forEach((version, type) -> out.append('\n').append(records.of(version, type)));
    return out.append("}\n").toString();
  }

  /** The builders of all fields of a version, in place. */
  private List<String> field(Schema version) {
    return version.fields().values().stream().map(this::builder).toList();
  }

  /** What builds a version out of these fields. */
  String schema(Schema version, List<String> fields) {
    StringBuilder out =
        new StringBuilder(names.type("dev.goatdb.Schema"))
            .append(".of(")
            .append(JavaLiteral.quoted(version.namespace()) + ", " + version.version());
    fields.forEach(field -> out.append(",\n          ").append(field));
    return out.append(')').append(upgrade(version)).toString();
  }

  private String upgrade(Schema version) {
    Upgrade upgrade = version.upgrade();
    if (upgrade.isEmpty()) {
      return "";
    }
    Schema before =
        constants.keySet().stream()
            .filter(other -> other.namespace().equals(version.namespace()))
            .filter(other -> other.version() == version.version() - 1)
            .findAny()
            .orElseThrow();
    StringBuilder out =
        new StringBuilder("\n          .upgrade(" + constants.get(before) + ", up -> up");
    upgrade.renamed().forEach((old, name) -> call(out, "rename", old, name));
    upgrade.dropped().forEach(old -> call(out, "drop", old));
    upgrade.set().forEach((name, source) -> call(out, "set", name, source.toString()));
    if (!upgrade.coded().isEmpty()) {
      call(out, "code", upgrade.coded().toArray(String[]::new));
    }
    return out.append(')').toString();
  }

  private static void call(StringBuilder out, String method, String... texts) {
    out.append("\n              .").append(method).append('(');
    out.append(List.of(texts).stream().map(JavaLiteral::quoted).collect(Collectors.joining(", ")));
    out.append(')');
  }

  /** What builds a field. */
  String builder(FieldDefinition field) {
    StringBuilder out =
        new StringBuilder(names.type("dev.goatdb.Field"))
            .append('.')
            .append(field.type() == FieldType.Scalar.BOOLEAN ? "bool" : field.type().word())
            .append('(')
            .append(JavaLiteral.quoted(field.name()));
    if (field.type().isCollection()) {
      out.append(", ").append(element(field.type().element()));
    }
    out.append(')').append(field.required() ? ".required()" : "");
    field
        .fallback()
        .ifPresent(value ->
            out.append(".defaultsTo(").append(literals.of(field.type(), value)).append(')'));
    field
        .computed()
        .ifPresent(source ->
            out.append(".defaultsTo(" + names.type("dev.goatdb.Expr") + ".expr(")
                .append(JavaLiteral.quoted(source.toString()))
                .append("))"));
    field
        .constraint()
        .ifPresent(source ->
            out.append(".constraint(").append(JavaLiteral.quoted(source.toString())).append(')'));
    if (field.merge() != MergePolicy.usual(field.type())) {
      String policy = names.type("dev.goatdb.MergePolicy") + "." + field.merge().name();
      out.append(".merge(").append(policy).append(')');
    }
    return out.toString();
  }

  private String element(FieldType type) {
    return switch (type) {
      case FieldType.Scalar scalar -> names.type("dev.goatdb.Field") + "." + scalar.name();
      case FieldType.ListOf list -> throw new IllegalStateException("nothing holds lists");
      case FieldType.SetOf set ->
          names.type("dev.goatdb.Type") + ".setOf(" + element(set.element()) + ")";
      case FieldType.MapOf map ->
          names.type("dev.goatdb.Type") + ".mapOf(" + element(map.element()) + ")";
    };
  }
}
