package dev.goatdb.core.schema.file;

import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Upgrade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Writes definitions as JSON, laid out as people write them: a field or rule in one line. */
public final class DefinitionWriter {
  private DefinitionWriter() {}

  /** A version as it stands in a list of versions. */
  public static String version(Schema schema) {
    return version(schema, "");
  }

  static String file(GoatFile file) {
    List<String> parts = new ArrayList<>();
    List<String> organisation = new ArrayList<>();
    file.organisationLabel().ifPresent(label -> organisation.add(entry("label", text(label))));
    file.organisationRoot().ifPresent(root -> organisation.add(entry("root", text(root))));
    if (!organisation.isEmpty()) {
      parts.add(entry("organisation", line(organisation)));
    }
    TreeMap<String, List<String>> namespaces = new TreeMap<>();
    for (Schema schema : file.schemas().all()) {
      namespaces
          .computeIfAbsent(schema.namespace(), name -> new ArrayList<>())
          .add(version(schema, "      "));
    }
    List<String> schemas = new ArrayList<>();
    namespaces.forEach((name, versions) -> schemas.add(entry(name, list(versions, "    "))));
    if (!schemas.isEmpty()) {
      parts.add(entry("schemas", block(schemas, "  ")));
    }
    List<String> rules = new ArrayList<>();
    for (Rule rule : file.rules()) {
      rules.add(rule(rule));
    }
    if (!rules.isEmpty()) {
      parts.add(entry("rules", list(rules, "  ")));
    }
    return parts.isEmpty() ? "{}\n" : block(parts, "") + "\n";
  }

  private static String version(Schema schema, String indent) {
    List<String> fields = new ArrayList<>();
    for (FieldDefinition field : schema.fields().values()) {
      fields.add(entry(field.name(), field(field)));
    }
    List<String> parts = new ArrayList<>();
    parts.add(entry("version", Integer.toString(schema.version())));
    parts.add(entry("fields", block(fields, indent + "  ")));
    if (!schema.upgrade().isEmpty()) {
      parts.add(entry("upgrade", line(upgrade(schema.upgrade()))));
    }
    return block(parts, indent);
  }

  private static String field(FieldDefinition field) {
    List<String> parts = new ArrayList<>();
    parts.add(entry("type", text(field.type().word())));
    if (field.type().isCollection()) {
      parts.add(entry("of", element(field.type().element())));
    }
    if (field.required()) {
      parts.add(entry("required", "true"));
    }
    field.fallback().ifPresent(value -> parts.add(entry("default", JsonWriter.write(value))));
    field
        .computed()
        .ifPresent(source ->
            parts.add(
                entry(
                    "default",
                    line(List.of(entry(FieldDefinition.EXPRESSION, text(source.toString())))))));
    field.constraint().ifPresent(source -> parts.add(entry("constraint", text(source.toString()))));
    if (field.merge() != MergePolicy.usual(field.type())) {
      parts.add(entry("merge", text(field.merge().word())));
    }
    return line(parts);
  }

  private static String element(FieldType type) {
    String word = text(type.word());
    return type.isCollection()
        ? line(List.of(entry("type", word), entry("of", element(type.element()))))
        : word;
  }

  private static List<String> upgrade(Upgrade upgrade) {
    List<String> parts = new ArrayList<>();
    List<String> renamed = new ArrayList<>();
    upgrade.renamed().forEach((old, name) -> renamed.add(entry(old, text(name))));
    if (!renamed.isEmpty()) {
      parts.add(entry("rename", line(renamed)));
    }
    if (!upgrade.dropped().isEmpty()) {
      parts.add(entry("drop", texts(upgrade.dropped())));
    }
    List<String> set = new ArrayList<>();
    upgrade.set().forEach((name, source) -> set.add(entry(name, text(source.toString()))));
    if (!set.isEmpty()) {
      parts.add(entry("set", line(set)));
    }
    if (!upgrade.coded().isEmpty()) {
      parts.add(entry("code", texts(upgrade.coded())));
    }
    return parts;
  }

  private static String rule(Rule rule) {
    List<String> allow = new ArrayList<>();
    for (Access access : rule.allow()) {
      allow.add(access.word());
    }
    List<String> parts = new ArrayList<>();
    parts.add(entry("name", text(rule.name())));
    parts.add(entry("path", text(rule.path().toString())));
    parts.add(entry("allow", texts(allow)));
    rule.condition().ifPresent(source -> parts.add(entry("if", text(source.toString()))));
    rule.otherwise().ifPresent(message -> parts.add(entry("else", text(message))));
    return line(parts);
  }

  private static String entry(String key, String json) {
    return text(key) + ": " + json;
  }

  private static String text(String text) {
    return JsonWriter.quote(text);
  }

  private static String texts(Collection<String> all) {
    List<String> quoted = new ArrayList<>();
    all.forEach(one -> quoted.add(text(one)));
    return "[" + String.join(", ", quoted) + "]";
  }

  private static String line(List<String> entries) {
    return "{" + String.join(", ", entries) + "}";
  }

  private static String block(List<String> entries, String indent) {
    return spread(entries, indent, "{", "}");
  }

  private static String list(List<String> items, String indent) {
    return spread(items, indent, "[", "]");
  }

  private static String spread(List<String> parts, String indent, String open, String close) {
    String start = "\n" + indent + "  ";
    return open + start + String.join("," + start, parts) + "\n" + indent + close;
  }
}
