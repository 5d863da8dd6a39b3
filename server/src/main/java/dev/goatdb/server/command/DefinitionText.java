package dev.goatdb.server.command;

import dev.goatdb.GoatFile;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Upgrade;
import java.util.List;

/** Definition files on a terminal: what they say, and where they are wrong. */
final class DefinitionText {
  /** What is shown of a line at most: files that programs wrote may be one line. */
  private static final int WIDTH = 100;

  private static final int BEFORE = 60;

  private DefinitionText() {}

  /** The schemas and rules of a good file. */
  static String describe(String json) {
    dev.goatdb.core.schema.file.GoatFile file = dev.goatdb.core.schema.file.GoatFile.parse(json);
    StringBuilder out = new StringBuilder();
    for (Schema schema : file.schemas().all()) {
      out.append(schema).append('\n');
      schema.fields().values().forEach(field -> out.append("  " + describe(field) + "\n"));
      Upgrade upgrade = schema.upgrade();
      upgrade
          .renamed()
          .forEach((old, name) -> out.append("  upgrade: " + old + " -> " + name + "\n"));
      upgrade.dropped().forEach(old -> out.append("  upgrade: without " + old + "\n"));
      upgrade.set().forEach((name, by) -> out.append("  upgrade: " + name + " = " + by + "\n"));
      upgrade.coded().forEach(name -> out.append("  upgrade: " + name + " by code\n"));
    }
    for (Rule rule : file.rules()) {
      out.append("rule ").append(describe(rule)).append('\n');
    }
    return out.toString();
  }

  private static String describe(Rule rule) {
    List<String> allowed = rule.allow().stream().map(Access::word).toList();
    String who = rule.condition().map(condition -> ", if " + condition).orElse("");
    return rule.name() + ": " + rule.path() + " " + String.join(", ", allowed) + who;
  }

  private static String describe(FieldDefinition field) {
    StringBuilder out = new StringBuilder(field.name() + ": " + field.type().phrase());
    out.append(field.required() ? ", required" : "");
    out.append(field.fallback().isPresent() ? ", with a default" : "");
    field.computed().ifPresent(source -> out.append(", by default ").append(source));
    out.append(field.merge() == MergePolicy.usual(field.type()) ? "" : ", " + field.merge().word());
    field.constraint().ifPresent(source -> out.append(", where ").append(source));
    return out.toString();
  }

  /** A mistake, the line it is in, and a mark under the place. */
  static String point(String path, String text, GoatFile.Mistake mistake) {
    String line = text.split("\n", -1)[mistake.line() - 1].replace("\r", "").replace('\t', ' ');
    int column = mistake.column() - 1;
    int start = line.length() > WIDTH ? Math.max(0, column - BEFORE) : 0;
    int end = Math.min(line.length(), start + WIDTH);
    return path
        + ":"
        + mistake.line()
        + ":"
        + mistake.column()
        + ": "
        + mistake.what()
        + " "
        + mistake.remedy()
        + "\n    "
        + (start > 0 ? "..." : "")
        + line.substring(Math.min(start, line.length()), end)
        + (end < line.length() ? "..." : "")
        + "\n    "
        + " ".repeat(column - start + (start > 0 ? "...".length() : 0))
        + "^\n";
  }
}
