package dev.goatdb.bench;

import dev.goatdb.server.demo.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside this one until it is done; what it says meanwhile is passed on. */
final class Program {
  private static final long PATIENCE_MINUTES = 30;

  private final String name;
  private final List<String> command;

  private Program(String name, List<String> command) {
    this.name = name;
    this.command = command;
  }

  /** A command of {@code goat}, with this program's own Java and class path. */
  static Program goat(String name, List<String> arguments) {
    List<String> command = ServerProcess.goatCommand();
    command.add(name);
    command.addAll(arguments);
    return new Program("goat " + name, command);
  }

  static Program node(Path script, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(arguments);
    return new Program(String.valueOf(script.getFileName()), command);
  }

  /**
   * Runs it to its end; what it prints goes into a file. Throws where it fails or takes for ever.
   */
  void run(Path printed) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(printed.toFile())
            .start();
    Thread undertaker = new Thread(process::destroy, "undertaker");
    Runtime.getRuntime().addShutdownHook(undertaker);
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IOException(name + " did not end within " + PATIENCE_MINUTES + " minutes");
      }
    } finally {
      process.destroy();
      Runtime.getRuntime().removeShutdownHook(undertaker);
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          name + " failed with the exit code " + process.exitValue() + "; it said why above");
    }
  }
}
