package dev.goatdb.bench;

import dev.goatdb.bench.group.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Rows as a table for people and as JSON for programs. */
final class Report {
  private Report() {}

  static String table(List<Row> rows) {
    StringBuilder out = new StringBuilder();
    out.append(line("row", "ours", "", "10 % .. 90 %", "goal", "others"));
    for (Row row : rows) {
      String spread = Figures.of(row.low()) + " .. " + Figures.of(row.high());
      out.append(
          line(
              row.id(),
              Figures.of(row.ours()),
              row.unit(),
              spread,
              Figures.of(row.goal()),
              Figures.others(row)));
      out.append("    ").append(row.about()).append(System.lineSeparator());
    }
    return out.toString();
  }

  private static String line(
      String id, String ours, String unit, String spread, String goal, String others) {
    return String.format(
        Locale.ROOT, "%-26s %9s %-3s %20s %10s  %s%n", id, ours, unit, spread, goal, others);
  }

  static void write(Path file, Machine machine, List<Row> rows) throws IOException {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add("  " + json(row)));
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "{\"machine\": \"%s\", \"date\": \"%s\", \"commit\": \"%s\", \"rows\": [%n%s]}%n",
            machine.brief(),
            Instant.now(),
            machine.commit(),
            String.join(",\n", lines)));
  }

  private static String json(Row row) {
    List<String> peers = new ArrayList<>();
    new TreeMap<>(row.peers())
        .forEach(
            (name, value) -> peers.add(String.format(Locale.ROOT, "\"%s\": %.3f", name, value)));
    return String.format(
        Locale.ROOT,
        "{\"id\": \"%s\", \"unit\": \"%s\", \"better\": \"%s\", \"ours\": %.3f, \"spread\": [%.3f, %.3f],"
            + " \"goal\": %.3f, \"peers\": {%s}}",
        row.id(),
        row.unit(),
        row.better(),
        row.ours(),
        row.low(),
        row.high(),
        row.goal(),
        String.join(", ", peers));
  }
}
