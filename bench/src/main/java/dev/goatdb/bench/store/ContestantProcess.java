package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.ContestantProgram;
import dev.goatdb.bench.contestant.Document;
import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Samples;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process in which one engine does what it is told, one command at a time; see {@code Turn}. It
 * ends with this program, however that ends, since then nobody holds its standard input.
 */
final class ContestantProcess implements AutoCloseable {
  /** The same for all: they may load native libraries, and say nothing about it. */
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Dsun.misc.unsafe.memory.access=allow",
          "-Dslf4j.internal.verbosity=ERROR");

  private static final long PATIENCE_SECONDS = 20;

  private final Engine engine;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private ContestantProcess(Engine engine, Process process) {
    this.engine = engine;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it; {@code flags} are further ones for Java. */
  static ContestantProcess start(Workshop workshop, Engine engine, List<String> flags)
      throws IOException {
    return new ContestantProcess(engine, begin(workshop, engine, flags, List.of()));
  }

  /**
   * From the start of a fresh process, Java's own included, until it printed a field of one
   * document: the nanoseconds.
   */
  static long readOnce(
      Workshop workshop, Engine engine, List<String> flags, Path folder, int number)
      throws IOException {
    long start = System.nanoTime();
    Process process =
        begin(workshop, engine, flags, List.of(folder.toString(), Integer.toString(number)));
    try (BufferedReader printed = process.inputReader(StandardCharsets.UTF_8)) {
      String text = printed.readLine();
      long duration = System.nanoTime() - start;
      if (!Document.text(number).equals(text)) {
        throw new IOException(engine.label() + " read " + text);
      }
      return duration;
    } finally {
      end(process);
    }
  }

  private static Process begin(
      Workshop workshop, Engine engine, List<String> flags, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    // Some unpack native libraries there, or in the current folder, and leave them behind.
    command.add("-Djava.io.tmpdir=" + workshop.folder());
    command.addAll(flags);
    command.addAll(List.of("-cp", workshop.libraries().classPath(engine)));
    command.add(ContestantProgram.class.getName());
    command.add(engine.name());
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(workshop.folder().toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  Engine engine() {
    return engine;
  }

  /** Gives a command and waits for its answer. */
  long[] take(String command) throws IOException {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException gone) {
      throw new IOException(engine.label() + " ended before '" + command + "'", gone);
    }
    String answer = answers.readLine();
    if (answer == null || answer.startsWith("failed")) {
      throw new IOException(engine.label() + ": '" + command + "': " + answer);
    }
    return Stream.of(answer.split(" ", -1)).mapToLong(Long::parseLong).toArray();
  }

  /** Opens a folder that holds so many documents: how long it took. */
  Samples open(Path folder, Mode mode, int count) throws IOException {
    String promise = mode == Mode.SYNCED ? "synced" : "buffered";
    return Samples.of(take(String.join(" ", "open", folder.toString(), promise, "" + count)));
  }

  /** Its resident memory in kilobytes. */
  long residentKilobytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow(() -> new IOException("no VmRSS in " + status));
    }
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
