package dev.goatdb.server.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.OperatorKey;
import dev.goatdb.server.GoatServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server does what its operator says, and nobody else. */
class OperatorTest {
  private static final Field<String> TEXT = Field.string("text");
  private static final Schema TASK = Schema.of("task", 1, TEXT);

  @TempDir Path folder;

  private GoatServer serve() {
    return GoatServer.open(folder.resolve("server"), o -> o.schemas(TASK).port(0));
  }

  @Test
  void theDoorOpensOnlyForTheKeyAndEachWordOnce() throws Exception {
    try (GoatServer server = serve()) {
      Path wrong = folder.resolve("wrong");
      GoatDB.open(wrong, o -> o.schemas(TASK).authority()).close();
      Operator stranger = Operator.at(server.address(), wrong.resolve("trusted.key"));
      assertThrows(GoatException.Denied.class, () -> stranger.ask(Wish.GO_ON));

      URI door = URI.create(server.address().replaceFirst("ws", "http") + Door.PATH);
      HttpClient http = HttpClient.newHttpClient();
      String word =
          new JsonObject(
                  http.send(
                          HttpRequest.newBuilder(door).build(),
                          HttpResponse.BodyHandlers.ofString())
                      .body())
              .getString("word");
      String body = new JsonObject().put("word", word).put("do", "RESTORATIONS").encode();
      OperatorKey key = OperatorKey.read(folder.resolve("server/trusted.key"));
      HttpRequest request =
          HttpRequest.newBuilder(door)
              .header("goat-signature", key.sign(Door.message(body)).hex())
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertEquals(200, http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
      assertEquals(403, http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    }
    assertThrows(GoatException.Unreachable.class, () -> Operator.of(folder.resolve("server")));
  }
}
