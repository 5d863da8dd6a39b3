package dev.goatdb.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real server in a process of its own. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  /** A server of the tasks that the rows are about. */
  ServerProcess(Path folder) throws IOException, InterruptedException {
    this(folder, Files.writeString(folder.resolve("goat.json"), Tasks.FILE), Optional.empty());
  }

  /**
   * @param folder for its data and its log
   * @param assets the web application that it serves
   */
  ServerProcess(Path folder, Path definitions, Optional<Path> assets)
      throws IOException, InterruptedException {
    port = freePort();
    List<String> command = Program.goatCommand();
    command.addAll(List.of("serve", "--data", folder.resolve("server").toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--definitions", definitions.toString()));
    assets.ifPresent(files -> command.addAll(List.of("--assets", files.toString())));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    awaitHealth(folder);
  }

  String address() {
    return "ws://127.0.0.1:" + port;
  }

  private void awaitHealth(Path folder) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < 300; i++) {
        if (!process.isAlive()) {
          break;
        }
        try {
          if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    }
    process.destroyForcibly();
    throw new IOException(
        "the server did not start: " + Files.readString(folder.resolve("server.log")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
