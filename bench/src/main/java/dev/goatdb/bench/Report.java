package dev.goatdb.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rows as a table for people and as JSON for programs. */
final class Report {
  private Report() {}

  static String table(List<Row> rows) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%-26s %12s %22s %10s  %s%n",
            "row",
            "ours",
            "10 % .. 90 %",
            "goal",
            "others"));
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-26s %9.2f %-2s %10.2f .. %8.2f %10.2f  %s%n    %s%n",
              row.id(),
              row.ours(),
              row.unit(),
              row.low(),
              row.high(),
              row.goal(),
              others(row),
              row.about()));
    }
    return out.toString();
  }

  static void write(Path file, List<Row> rows) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add("  " + json(row)));
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "{\"machine\": \"%s\", \"date\": \"%s\", \"commit\": \"%s\", \"rows\": [%n%s]}%n",
            machine(),
            Instant.now(),
            commit(),
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

  private static String others(Row row) {
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, Double> peer : new TreeMap<>(row.peers()).entrySet()) {
      others.add(String.format(Locale.ROOT, "%s %.2f", peer.getKey(), peer.getValue()));
    }
    return String.join(", ", others);
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + ", JDK "
        + Runtime.version().feature();
  }

  private static String commit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
    String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? id : "unknown";
  }
}
