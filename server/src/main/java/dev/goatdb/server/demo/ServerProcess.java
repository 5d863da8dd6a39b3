package dev.goatdb.server.demo;

import dev.goatdb.error.GoatException;
import dev.goatdb.server.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final String address;
  private final Thread undertaker;

  private ServerProcess(Process process, String address, Thread undertaker) {
    this.process = process;
    this.address = address;
    this.undertaker = undertaker;
  }

  /**
   * Starts a server with this program's own Java and class path, and returns when it listens.
   *
   * @param assets a web application to serve
   * @param port 0 takes a free one
   * @param log the file for what it says
   * @param more further options of {@code goat serve}
   */
  public static ServerProcess start(
      Path data, Path definitions, Optional<Path> assets, int port, Path log, String... more) {
    ServerAddress.remove(data);
    try {
      Process process =
          new ProcessBuilder(command(data, definitions, assets, port, more))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Thread undertaker = new Thread(process::destroyForcibly, "undertaker");
      Runtime.getRuntime().addShutdownHook(undertaker);
      boolean listens =
          Pauses.until(
              1000 * PATIENCE_SECONDS,
              () -> !process.isAlive() || ServerAddress.read(data).isPresent());
      if (!listens || !process.isAlive()) {
        process.destroyForcibly();
        throw new GoatException.Unreachable(
            "The server did not start: " + Files.readString(log).strip(), "See above.");
      }
      return new ServerProcess(process, ServerAddress.read(data).orElseThrow(), undertaker);
    } catch (IOException failed) {
      throw new GoatException.StorageFailed(
              "Could not start a server: " + failed.getMessage() + ".", "Check the folder " + data)
          .causedBy(failed);
    }
  }

  private static List<String> command(
      Path data, Path definitions, Optional<Path> assets, int port, String... more) {
    List<String> command = goatCommand();
    command.addAll(List.of("serve", "--data", data.toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--definitions", definitions.toString()));
    assets.ifPresent(folder -> command.addAll(List.of("--assets", folder.toString())));
    command.addAll(List.of(more));
    return command;
  }

  /** How {@code goat} is started with this program's own Java and class path, without arguments. */
  public static List<String> goatCommand() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.goatdb.server.command.Goat"));
  }

  /** What clients connect to. */
  public String address() {
    return address;
  }

  public int port() {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Ends it at once, as {@code kill -9} does: it cannot write or tell anything any more. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Asks it to end, and waits until it did. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      Runtime.getRuntime().removeShutdownHook(undertaker);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException ending) {
      process.destroyForcibly();
    }
  }
}
