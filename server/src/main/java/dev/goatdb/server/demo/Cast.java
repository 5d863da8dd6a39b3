package dev.goatdb.server.demo;

import dev.goatdb.GoatFile;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who takes part: a server, Ada and Bob, all in one temporary folder. */
final class Cast implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final Path folder;
  private final Path definitions;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private volatile @Nullable ServerProcess server;
  private volatile @Nullable Person ada;
  private volatile @Nullable Person bob;
  private int port;

  Cast(Path folder) throws IOException {
    this.folder = folder;
    this.definitions = folder.resolve("goat.json");
    Files.writeString(definitions, Catalogue.definitions());
    Files.createDirectories(serverFolder());
  }

  /** Starts the server, on the same port as before. */
  ServerProcess startServer() {
    ServerProcess started =
        ServerProcess.start(serverFolder(), definitions, port, folder.resolve("server.log"));
    server = started;
    port = started.port();
    return started;
  }

  Person ada(Oracle oracle, String address) {
    Person person = person("ada", oracle, address);
    ada = person;
    return person;
  }

  Person bob(Oracle oracle, String address) {
    Person person = person("bob", oracle, address);
    bob = person;
    return person;
  }

  Path serverFolder() {
    return folder.resolve("server");
  }

  /** The table of the stage. */
  List<Stage.Row> rows() {
    List<Stage.Row> rows = new ArrayList<>();
    rows.add(serverRow());
    for (Person person : new @Nullable Person[] {ada, bob}) {
      if (person != null) {
        rows.add(person.row());
      }
    }
    return rows;
  }

  @Override
  public void close() {
    for (Person person : new @Nullable Person[] {ada, bob}) {
      if (person != null) {
        person.close();
      }
    }
    ServerProcess running = server;
    if (running != null) {
      running.close();
    }
    client.close();
  }

  private Person person(String name, Oracle oracle, String address) {
    GoatFile file = GoatFile.load(definitions);
    return new Person(name, folder.resolve(name), file, address, oracle);
  }

  private Stage.Row serverRow() {
    ServerProcess running = server;
    if (running == null || !running.isRunning()) {
      return new Stage.Row(
          "server",
          running == null ? "" : running.isKilled() ? "killed" : "stopped",
          -1,
          -1,
          -1,
          "");
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(running.address().replaceFirst("^ws", "http") + "/health"))
              .timeout(PATIENCE)
              .build();
      JsonObject health =
          new JsonObject(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
      return new Stage.Row(
          "server",
          "running",
          health.getLong("items"),
          health.getLong("commits"),
          health.getLong("pending"),
          health.getInteger("connections") + " connections");
    } catch (IOException | DecodeException busy) {
      return new Stage.Row("server", "busy", -1, -1, -1, "");
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
      return new Stage.Row("server", "", -1, -1, -1, "");
    }
  }
}
