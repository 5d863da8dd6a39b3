package dev.goatdb.bench;

import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Sheet;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A page in Markdown that tells a whole run: machine, versions, method, and the rows. */
final class Results {
  private static final String HEAD =
      """
      # Results

      This page is written by `./goat bench`; nothing here is typed by hand. Other machines give other figures: what counts
      is how they compare within one run.
      """;

  private Results() {}

  /** The groups in the order of the page, each with what it measured. */
  static String page(Machine machine, boolean quick, Map<Group, Sheet> measured)
      throws IOException {
    List<String> parts = new ArrayList<>(List.of(HEAD));
    parts.add(
        "Measured on " + LocalDate.now(ZoneOffset.UTC) + (quick ? ", in a hurry" : "") + ":\n");
    parts.add(list(machine.lines()));
    for (Map.Entry<Group, Sheet> each : measured.entrySet()) {
      parts.add(group(each.getKey(), each.getValue()));
    }
    return String.join("\n", parts);
  }

  private static String group(Group group, Sheet sheet) throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add("## " + group.name() + "\n");
    parts.add(group.method().stripTrailing() + "\n");
    if (!group.versions().isEmpty()) {
      parts.add(list(group.versions()));
    }
    parts.add(table(sheet.rows()));
    parts.add(
        list(sheet.rows().stream().map(row -> "`" + row.id() + "`: " + row.about()).toList()));
    if (!sheet.missing().isEmpty()) {
      parts.add("Not measured:\n");
      parts.add(list(sheet.missing()));
    }
    return String.join("\n", parts);
  }

  private static String table(List<Row> rows) {
    StringBuilder table = new StringBuilder();
    table.append("| row | goal | ours | 10 % .. 90 % | held against | times better | others |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s %s | %s %s | %s .. %s | %s | %s | %s |%n",
              row.id(),
              Figures.of(row.goal()),
              row.unit(),
              row.reachesItsGoal() ? "**" + Figures.of(row.ours()) + "**" : Figures.of(row.ours()),
              row.unit(),
              Figures.of(row.low()),
              Figures.of(row.high()),
              row.yardstick()
                  .map(stick -> stick.name() + " " + Figures.of(stick.figure()))
                  .orElse(""),
              row.ratio().map(Figures::of).orElse(""),
              Figures.others(row)));
    }
    table.append("\nBold: the goal is reached.\n");
    return table.toString();
  }

  private static String list(List<String> lines) {
    StringBuilder list = new StringBuilder();
    lines.forEach(line -> list.append("- ").append(line).append('\n'));
    return list.toString();
  }
}
