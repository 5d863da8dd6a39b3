package dev.goatdb.fuzz;

import dev.goatdb.core.host.Octets;
import dev.goatdb.fuzz.decoder.Target;
import dev.goatdb.fuzz.decoder.Targets;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Targets fuzzed one after another, and what came of it. */
final class Campaign {
  private static final int SHOWN_CHARACTERS = 4_000;

  private final Corpus corpus;
  private final Path work;
  private final long seed;
  private final PrintStream out;
  private int findings;
  private int failures;

  /**
   * @param work a folder for what is needed on the way; what is in it is deleted
   */
  Campaign(Corpus corpus, Path work, long seed, PrintStream out) {
    this.corpus = corpus;
    this.work = work;
    this.seed = seed;
    this.out = out;
  }

  /** Fuzzes a target, beginning with its seeds and what is in the corpus. */
  void run(Target<?> target, Jazzer.Length length) throws IOException, InterruptedException {
    Path folder = fresh(target.name());
    plant(folder, target, new byte[0]);
    run(target.name(), folder, length);
  }

  /** Fuzzes all targets in one process: for a short look. */
  void runAll(Jazzer.Length length) throws IOException, InterruptedException {
    Path folder = fresh(Probe.ALL);
    for (Target<?> target : Targets.all()) {
      plant(folder, target, new byte[] {(byte) Targets.all().indexOf(target)});
    }
    run(Probe.ALL, folder, length);
  }

  private void plant(Path folder, Target<?> target, byte[] prefix) throws IOException {
    Path seeds = folder.resolve("seeds");
    corpus.writeAll(target, seeds, target.seeds().get(), prefix);
    corpus.writeAll(target, seeds, corpus.read(target), prefix);
  }

  private Path fresh(String name) throws IOException {
    Path folder = work.resolve(name);
    delete(folder);
    return Files.createDirectories(folder);
  }

  /** Deletes a folder and all that is in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void run(String name, Path folder, Jazzer.Length length)
      throws IOException, InterruptedException {
    Jazzer jazzer = new Jazzer(folder);
    Progress progress = new Progress(out, name);
    jazzer.run(Probe.class, name, seed, length, progress::show);
    List<Path> found = jazzer.found();
    Jazzer.Numbers numbers = jazzer.numbers();
    out.printf(
        Locale.ROOT,
        "%-16s %,12d inputs %,9d a second %,7d branches  %s%n",
        name,
        numbers.inputs(),
        numbers.perSecond(),
        numbers.branches(),
        found.isEmpty() ? "" : "FOUND SOMETHING");
    for (Path input : found) {
      report(name, input);
    }
    if (found.isEmpty() && !jazzer.isSound()) {
      failures++;
      out.println(jazzer.lastWords());
      out.println("goat: fuzzing " + name + " ended before its time (see above)");
    }
  }

  private void report(String name, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (name.equals(Probe.ALL)) {
      report(Probe.chosen(bytes), Octets.of(Arrays.copyOfRange(bytes, 1, bytes.length)));
    } else {
      report(Targets.named(name).orElseThrow(), Octets.of(bytes));
    }
  }

  /** Judges an input without probes, says what is wrong, and keeps the input. */
  void report(Target<?> target, Octets input) throws IOException {
    findings++;
    Optional<Judge.Finding> finding = Judge.exact().judgeSoon(target, input);
    String base64 = Base64.getEncoder().encodeToString(input.array());
    boolean shown = base64.length() <= SHOWN_CHARACTERS;
    out.println("  target " + target.name() + ", seed " + seed);
    out.println(
        "  "
            + finding
                .map(Judge.Finding::toString)
                .orElse(
                    "too slow or too large only while it was watched; look at it all the same"));
    out.println(
        "  input, "
            + input.size()
            + " bytes in base64: "
            + (shown ? base64 : base64.substring(0, SHOWN_CHARACTERS) + "..."));
    out.println("  replay: ./goat fuzz " + target.name() + " --input " + corpus.add(target, input));
  }

  /** How many inputs broke a promise. */
  int findings() {
    return findings;
  }

  /** How many runs did not come to their end. */
  int failures() {
    return failures;
  }

  /** Names of all targets. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    Targets.all().forEach(target -> names.add(target.name()));
    return names;
  }
}
