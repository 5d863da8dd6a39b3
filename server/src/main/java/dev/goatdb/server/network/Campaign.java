package dev.goatdb.server.network;

import dev.goatdb.server.demo.ServerProcess;
import dev.goatdb.server.torture.Waiting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Slices one after another at one real server, each from a seed. */
public final class Campaign {
  private static final String SILENCE_SECONDS = "2";

  private final Path scratch;
  private final PrintWriter out;

  /**
   * @param scratch an empty folder
   * @param out gets the story of every slice that fails, and how to repeat it
   */
  public Campaign(Path scratch, PrintWriter out) {
    this.scratch = scratch;
    this.out = out;
  }

  /**
   * Runs slices with seeds from {@code seed} on; returns how many failed.
   *
   * @throws IOException where the scratch folder or the network of this machine cannot be used
   */
  public int run(long seed, int slices) throws IOException {
    Path data = Files.createDirectories(scratch.resolve("data"));
    Path definitions = Files.writeString(scratch.resolve("goat.json"), Writer.DEFINITIONS);
    int failed = 0;
    try (ServerProcess server =
        ServerProcess.start(
            data,
            definitions,
            Optional.empty(),
            0,
            scratch.resolve("server.log"),
            "--silence",
            SILENCE_SECONDS)) {
      for (long each = seed; each < seed + slices; each++) {
        try (Slice slice = new Slice(each, server.port())) {
          List<String> wrong = slice.run();
          if (!wrong.isEmpty()) {
            failed++;
            out.println("seed " + each + ", after " + slice.story());
            wrong.forEach(text -> out.println("  " + text));
            out.println("  again: ./goat torture --network 1 --seed " + each);
            out.flush();
          }
        }
        Waiting.until(
            () -> connections(server.port()) == 0,
            "The server keeps connections of clients that are gone.");
      }
    }
    return failed;
  }

  /** How many connections the server says that it has. */
  private static int connections(int port) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest health =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health")).build();
      String said =
          client.send(health, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
      return new JsonObject(said).getInteger("connections");
    } catch (IOException busy) {
      return -1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
