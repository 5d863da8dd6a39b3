package dev.goatdb.fuzz;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One run of Jazzer (github.com/CodeIntelligenceTesting/jazzer), which finds inputs by the branches
 * they reach, in a process of its own: an input that never comes back, or takes all memory, ends
 * that process and not the command.
 */
final class Jazzer {
  private static final int MOST_BYTES = 32 << 10;
  private static final int LONGEST_SECONDS = 60;
  private static final int KEPT_LINES = 60;

  private final Path folder;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private Numbers numbers = new Numbers(0, 0, 0);
  private int exit;

  /** How far it has come. */
  record Numbers(long inputs, long perSecond, long branches) {
    /** The same after a line such as {@code #4096 pulse cov: 31 ft: 60 exec/s: 2048 rss: 90Mb}. */
    Numbers after(String line) {
      if (!line.startsWith("#") || !line.contains(" cov: ")) {
        return this;
      }
      long seen = Math.max(inputs, number(line, "#"));
      return new Numbers(seen, number(line, "exec/s: "), number(line, " cov: "));
    }

    private static long number(String line, String before) {
      int from = line.indexOf(before) + before.length();
      int to = from;
      while (to < line.length() && Character.isDigit(line.charAt(to))) {
        to++;
      }
      return to == from ? 0 : Long.parseLong(line.substring(from, to));
    }
  }

  /** How long it runs: so many seconds, or so many inputs. */
  record Length(String option, long most) {
    static Length seconds(long seconds) {
      return new Length("-max_total_time=", Math.max(1, seconds));
    }

    static Length inputs(long inputs) {
      return new Length("-runs=", inputs);
    }
  }

  /**
   * @param folder for seeds, in {@code seeds}, and what it finds
   */
  Jazzer(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs to the end, or to the first finding.
   *
   * @param probe the class that takes the inputs
   * @param target what it feeds them to
   */
  void run(Class<?> probe, String target, long seed, Length length, Consumer<Numbers> progress)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-Xss1m",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-D" + Probe.TARGET + "=" + target,
            "-cp",
            System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + probe.getName(),
            "--instrumentation_includes=dev.goatdb.**",
            "--instrumentation_excludes=dev.goatdb.fuzz.decoder.**:" + Judge.class.getName(),
            "--reproducer_path=" + folder,
            "-artifact_prefix=" + folder + "/",
            "-max_len=" + MOST_BYTES,
            "-timeout=" + LONGEST_SECONDS,
            "-rss_limit_mb=4096",
            "-seed=" + seed,
            length.option() + length.most(),
            folder.resolve("seeds").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        keep(line);
        numbers = numbers.after(line);
        progress.accept(numbers);
      }
      exit = process.waitFor();
    } finally {
      process.destroyForcibly();
    }
  }

  private void keep(String line) {
    lines.add(line);
    if (lines.size() > KEPT_LINES) {
      lines.remove();
    }
  }

  Numbers numbers() {
    return numbers;
  }

  /** The inputs it stopped at. */
  List<Path> found() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(crash|timeout|oom|slow-unit)-.*"))
          .sorted()
          .toList();
    }
  }

  /** Whether it came to its end without stopping at anything. */
  boolean isSound() {
    return exit == 0;
  }

  /** The last it said. */
  String lastWords() {
    return String.join("\n", lines);
  }
}
