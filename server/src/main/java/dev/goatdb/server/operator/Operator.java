package dev.goatdb.server.operator;

import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.OperatorKey;
import dev.goatdb.server.ServerAddress;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Tells a running server what to do, in the name of its operator. */
public final class Operator {
  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI door;
  private final OperatorKey key;

  private Operator(String address, OperatorKey key) {
    this.door = URI.create(address.replaceFirst("^ws", "http") + Door.PATH);
    this.key = key;
  }

  /** Of the server that runs on a folder of this machine. */
  public static Operator of(Path folder) {
    String address =
        ServerAddress.read(folder)
            .orElseThrow(() ->
                new GoatException.Unreachable(
                    "No server runs on " + folder + ".",
                    "Start it with 'goat serve --data " + folder + "'."));
    return at(address, folder.resolve("trusted.key"));
  }

  /** Of a server, {@code ws://host:port}, by its key file. */
  public static Operator at(String address, Path key) {
    return new Operator(address, OperatorKey.read(key));
  }

  /**
   * Asks the server for something; throws {@code Unreachable} where it does not answer, and {@code
   * Denied} where it does not accept the key.
   */
  public JsonObject ask(Wish wish) {
    String word = send(HttpRequest.newBuilder(door).GET()).getString("word");
    String body = new JsonObject().put("word", word).put("do", wish.name()).encode();
    return send(
        HttpRequest.newBuilder(door)
            .header("content-type", "application/json")
            .header("goat-signature", key.sign(Door.message(body)).hex())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private JsonObject send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      JsonObject said = new JsonObject(answer.body());
      if (answer.statusCode() != OK) {
        throw new GoatException.Denied(
            "The server at " + door + " refuses: " + said.getString("error", "no reason given"),
            "Name the trusted.key of that server.");
      }
      return said;
    } catch (IOException | DecodeException silent) {
      throw new GoatException.Unreachable(
              "No GoatDB server answers at " + door + ".", "Start it, or name another address.")
          .causedBy(silent);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new GoatException.Unreachable("Interrupted.", "Try again.");
    }
  }
}
