package dev.goatdb.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import dev.goatdb.server.GoatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose logs are gone gets them back from a client, and its operator looks on. */
class RecoverCommandTest {
  private static final Field<String> TEXT = Field.string("text");
  private static final Schema TASK = Schema.of("task", 1, TEXT);
  private static final String REPOSITORY = "/data/todos";

  @TempDir Path folder;

  private GoatServer serve(boolean restoring) {
    return GoatServer.open(
        folder.resolve("server"),
        o -> {
          o.schemas(TASK).port(0);
          if (restoring) {
            o.restoring();
          }
        });
  }

  private GoatDB client(GoatServer server) {
    return GoatDB.open(folder.resolve("client"), o -> o.schemas(TASK).server(server.address()));
  }

  private void loseLogs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("server/repositories"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void whatALostServerOnceConfirmedComesBackAndNewEditsWaitForTheOperator() throws Exception {
    String path;
    try (GoatServer server = serve(false);
        GoatDB ada = client(server)) {
      for (int i = 0; i < 20; i++) {
        ada.create(REPOSITORY, TASK, Map.of("text", "before " + i));
      }
      path = ada.create(REPOSITORY, TASK, Map.of("text", "one")).path();
      ada.sync();
    }
    loseLogs();
    try (GoatServer server = serve(true);
        GoatDB ada = client(server)) {
      Item one = ada.item(path);
      one.set(TEXT, "two");
      eventually(() -> server.db().counts(REPOSITORY).commits() == 21);
      eventually(() -> ada.syncState(REPOSITORY).problem().isPresent());
      assertFalse(one.isOnServer());
      assertEquals("one", server.db().item(path).get(TEXT));

      Run looked = Run.of("recover", "--data", folder.resolve("server").toString());
      assertEquals(1, looked.code(), looked.err());
      assertTrue(
          looked.out().contains(REPOSITORY + ": 21 came back, 0 missing, 0 given up"),
          looked.out());
      assertTrue(looked.out().contains("  21 from session "), looked.out());
      assertTrue(looked.out().endsWith("recovered: no\n"), looked.out());

      Run ended = Run.of("recover", "--data", folder.resolve("server").toString(), "--go-on");
      assertEquals(0, ended.code(), ended.err());
      assertTrue(ended.out().endsWith("recovered: yes\n"), ended.out());
      ada.sync(Duration.ofSeconds(20));
      assertEquals("two", server.db().item(path).get(TEXT));
    }
  }

  private interface Check {
    boolean holds();
  }

  private static void eventually(Check check) throws InterruptedException {
    for (int i = 0; i < 1000 && !check.holds(); i++) {
      Thread.sleep(20);
    }
    assertTrue(check.holds());
  }
}
