package dev.goatdb.server;

import static dev.goatdb.server.Tasks.DONE;
import static dev.goatdb.server.Tasks.REPOSITORY;
import static dev.goatdb.server.Tasks.TAGS;
import static dev.goatdb.server.Tasks.TASK;
import static dev.goatdb.server.Tasks.TEXT;
import static dev.goatdb.server.Tasks.VOTES;
import static dev.goatdb.server.Tasks.client;
import static dev.goatdb.server.Tasks.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.RefusedEdit;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and its clients, over real sockets. */
final class GoatServerTest {
  @TempDir Path folder;

  private GoatServer serve() {
    return GoatServer.open(folder.resolve("server"), o -> o.schemas(TASK).port(0));
  }

  @Test
  void twoClientsSeeEachOthersEdits() throws InterruptedException {
    try (GoatServer server = serve();
        GoatDB ada = client(server.address());
        GoatDB bob = client(server.address())) {
      Item task = ada.create(REPOSITORY, TASK, Map.of("text", "Hello"));
      eventually(() -> bob.find(task.path()).isPresent());
      Item same = bob.item(task.path());
      same.set(DONE, true);
      same.add(VOTES, 2);
      task.add(VOTES, 3);
      task.add(TAGS, "a");
      same.add(TAGS, "b");
      for (Item item : List.of(task, same)) {
        eventually(() -> item.get(VOTES) == 5 && item.get(TAGS).equals(Set.of("a", "b")));
        assertTrue(item.get(DONE));
      }
    }
  }

  @Test
  void editsMadeOfflineArriveAfterwardsAndMerge() throws InterruptedException {
    try (GoatServer server = serve();
        GoatDB ada = client(server.address());
        GoatDB bob = client(server.address())) {
      Item task = ada.createAt(REPOSITORY + "/one", TASK, Map.of("text", "together"));
      ada.sync();
      eventually(() -> bob.find(task.path()).isPresent());
      bob.sync();
      bob.setOnline(false);
      eventually(() -> !bob.isOnline());
      bob.item(task.path()).add(VOTES, 1);
      bob.item(task.path()).add(TAGS, "offline");
      bob.create(REPOSITORY, TASK, Map.of("text", "made offline"));
      task.add(VOTES, 1);
      ada.sync();
      assertEquals(1, task.get(VOTES));
      bob.setOnline(true);
      bob.sync();
      eventually(() -> task.get(VOTES) == 2 && task.get(TAGS).contains("offline"));
      eventually(() -> same(ada, bob));
      assertEquals(2, ada.counts(REPOSITORY).items());
    }
  }

  @Test
  void anEmbedderEditsTheServersOwnDatabase() throws InterruptedException {
    try (GoatServer server = serve();
        GoatDB ada = client(server.address())) {
      Item made = server.db().create(REPOSITORY, TASK, Map.of("text", "by the server"));
      eventually(() -> ada.find(made.path()).isPresent());
      ada.item(made.path()).set(TEXT, "by ada");
      eventually(() -> made.get(TEXT).equals("by ada"));
    }
  }

  @Test
  void aServerThatComesBackHasEverything() throws InterruptedException {
    String path;
    int port;
    try (GoatServer server = serve();
        GoatDB ada = client(server.address())) {
      port = server.port();
      path = ada.create(REPOSITORY, TASK, Map.of("text", "kept")).path();
      ada.sync();
    }
    try (GoatServer server =
            GoatServer.open(folder.resolve("server"), o -> o.schemas(TASK).port(port));
        GoatDB bob = client(server.address())) {
      bob.sync();
      assertEquals("kept", bob.item(path).get(TEXT));
    }
  }

  @Test
  void aSchemaChangedWithoutANewVersionIsRefusedWithTheReason() throws InterruptedException {
    Schema changed = Schema.of("task", 1, TEXT, Field.integer("priority"));
    try (GoatServer server = serve();
        GoatDB ada = GoatDB.inMemory(o -> o.schemas(changed).server(server.address()))) {
      String path = ada.create(REPOSITORY, changed, Map.of("text", "x", "priority", 1)).path();
      eventually(() -> !ada.refused().isEmpty());
      RefusedEdit refused = ada.refused().get(0);
      assertEquals(path, refused.path());
      assertEquals("invalid-definition", refused.code());
      assertTrue(refused.reason().contains("bump the version"), refused.reason());
      assertTrue(ada.find(path).isEmpty(), "a refused item is not shown any more");
      assertEquals(0, server.db().counts(REPOSITORY).commits());
    }
  }

  @Test
  void aSchemaTheServerDoesNotKnowIsRefused() throws InterruptedException {
    Schema other = Schema.of("note", 1, TEXT);
    try (GoatServer server = serve();
        GoatDB ada = GoatDB.inMemory(o -> o.schemas(other, TASK).server(server.address()))) {
      String lost = ada.create(REPOSITORY, other, Map.of("text", "x")).path();
      String kept = ada.create(REPOSITORY, TASK, Map.of("text", "y")).path();
      ada.sync();
      assertEquals("not-found", ada.refused().get(0).code());
      assertTrue(ada.refused().get(0).reason().contains("note"));
      assertTrue(ada.find(lost).isEmpty());
      assertTrue(server.db().find(kept).isPresent(), "what was right is there");
    }
  }

  @Test
  void aReplicaOfAnotherOrganisationIsTurnedAway() {
    Path replica = folder.resolve("replica");
    try (GoatServer first = serve();
        GoatDB ada = GoatDB.open(replica, o -> o.schemas(TASK).server(first.address()))) {
      ada.create(REPOSITORY, TASK, Map.of("text", "mine"));
      ada.sync();
    }
    try (GoatServer second =
            GoatServer.open(folder.resolve("second"), o -> o.schemas(TASK).port(0));
        GoatDB ada = GoatDB.open(replica, o -> o.schemas(TASK).server(second.address()))) {
      GoatException wrong = assertThrows(GoatException.Incompatible.class, ada::sync);
      assertTrue(wrong.getMessage().contains("organisation"), wrong.getMessage());
      assertEquals(1, ada.counts(REPOSITORY).items(), "nothing is lost");
      assertEquals(0, second.db().repositories().size(), "nothing came in");
    }
  }

  @Test
  void aPortInUseIsNamed() {
    try (GoatServer first = serve()) {
      GoatException wrong =
          assertThrows(
              GoatException.InUse.class,
              () -> GoatServer.open(folder.resolve("other"), o -> o.port(first.port())));
      assertTrue(wrong.getMessage().contains("port " + first.port()), wrong.getMessage());
      assertTrue(wrong.remedy().contains("another port"), wrong.remedy());
    }
  }

  @Test
  void aFailedStartLeavesTheFolderFree() {
    try (GoatServer first = serve()) {
      Path other = folder.resolve("other");
      assertThrows(
          GoatException.InUse.class, () -> GoatServer.open(other, o -> o.port(first.port())));
      GoatServer.open(other, o -> o.port(0)).close();
    }
  }

  @Test
  void aFolderOpenElsewhereIsNamed() {
    try (GoatServer first = serve()) {
      GoatException wrong = assertThrows(GoatException.InUse.class, this::serve);
      assertTrue(wrong.getMessage().contains("server"), wrong.getMessage());
      assertEquals("ok", first.db().repositories().isEmpty() ? "ok" : "changed");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    GoatException wrong =
        assertThrows(
            GoatException.StorageFailed.class,
            () -> GoatServer.open(file.resolve("data"), o -> o.port(0)));
    assertTrue(wrong.getMessage().contains(file.toString()), wrong.getMessage());
    assertEquals("not a folder", Files.readString(file));
  }

  @Test
  void anAddressOfAnotherMachineIsNamed() {
    GoatException wrong =
        assertThrows(
            GoatException.InvalidValue.class,
            () -> GoatServer.open(folder.resolve("x"), o -> o.port(0).host("192.0.2.1")));
    assertTrue(wrong.getMessage().contains("127.0.0.1"), wrong.getMessage());
  }

  @Test
  void itSaysHowItIs() throws Exception {
    try (GoatServer server = serve();
        GoatDB ada = client(server.address())) {
      ada.create(REPOSITORY, TASK, Map.of("text", "x"));
      ada.sync();
      JsonObject health = new JsonObject(get(server, "/health").body());
      assertEquals("ok", health.getString("status"));
      assertEquals(server.db().organisation(), health.getString("organisation"));
      assertEquals(1, health.getInteger("repositories"));
      assertEquals(1, health.getInteger("items"));
      assertEquals(1, health.getInteger("connections"));
      HttpResponse<String> page = get(server, "/");
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains(server.db().organisationRoot().orElseThrow()));
      assertEquals(404, get(server, "/nothing").statusCode());
    }
  }

  @Test
  void itServesTheFilesOfAFolderAndNothingElse() throws Exception {
    Path assets = Files.createDirectories(folder.resolve("assets"));
    Files.writeString(assets.resolve("index.html"), "<h1>mine</h1>");
    Files.writeString(folder.resolve("secret"), "secret");
    try (GoatServer server =
        GoatServer.open(folder.resolve("server"), o -> o.port(0).assets(assets))) {
      assertEquals("<h1>mine</h1>", get(server, "/").body());
      assertEquals("<h1>mine</h1>", get(server, "/index.html").body());
      assertEquals(200, get(server, "/health").statusCode());
      for (String path :
          List.of("/../secret", "/%2e%2e/secret", "/..%2fsecret", "/x/../../secret")) {
        assertFalse(get(server, path).body().contains("secret"), path);
      }
    }
  }

  @Test
  void itWritesItsAddressWhileItRuns() {
    Path data = folder.resolve("server");
    try (GoatServer server = serve()) {
      assertEquals(server.address(), ServerAddress.read(data).orElseThrow());
    }
    assertTrue(ServerAddress.read(data).isEmpty());
  }

  private static boolean same(GoatDB one, GoatDB other) {
    return one.status(REPOSITORY).commitDigest().equals(other.status(REPOSITORY).commitDigest())
        && one.status(REPOSITORY).valueDigest().equals(other.status(REPOSITORY).valueDigest());
  }

  private static HttpResponse<String> get(GoatServer server, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
