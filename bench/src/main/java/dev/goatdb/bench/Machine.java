package dev.goatdb.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the figures were measured on, as far as it can be found out.
 *
 * @param files the file system of temporary folders, where everything is written
 * @param load of the last minute, before anything was measured: how many programs wanted a
 *     processor
 * @param commit of the repository
 */
record Machine(
    int processors,
    String model,
    String memory,
    String system,
    String java,
    String files,
    String load,
    String commit) {
  private static final String UNKNOWN = "unknown";
  private static final double GIGABYTES_OF_KILOBYTES = 1024.0 * 1024;

  static Machine here() throws IOException, InterruptedException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        field("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch")),
        readMemory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor") + " " + Runtime.version(),
        Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))).type(),
        readLoad(),
        readCommit());
  }

  /** In a few words. */
  String brief() {
    return processors + " processors, " + system + ", JDK " + java;
  }

  /** Line by line. */
  List<String> lines() {
    return List.of(
        processors + " processors, " + model,
        memory + " of memory",
        system + ", temporary files on " + files,
        "JDK: " + java,
        "load before: " + load,
        "GoatDB: commit " + commit);
  }

  private static String readMemory() throws IOException {
    return field("/proc/meminfo", "MemTotal")
        .map(total -> Long.parseLong(total.replaceAll("\\D", "")) / GIGABYTES_OF_KILOBYTES)
        .map(gigabytes -> String.format(Locale.ROOT, "%.0f GiB", gigabytes))
        .orElse(UNKNOWN);
  }

  private static String readLoad() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? UNKNOWN : String.format(Locale.ROOT, "%.2f", load);
  }

  /** What follows a name and a colon in a file of the system. */
  private static Optional<String> field(String file, String name) throws IOException {
    if (!Files.isReadable(Path.of(file))) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    }
  }

  private static String readCommit() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
    String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? id : UNKNOWN;
  }
}
