package dev.goatdb;

import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.core.Sessions;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.value.RepositoryPath;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority on files remembers whom it revoked, also before any repository is used. */
final class RevokedSessionTest {
  @TempDir Path folder;

  @Test
  void aRestartForgetsNothing() throws Exception {
    try (GoatDB ann = SyncTest.client()) {
      SessionId session;
      try (GoatDB server = GoatDB.open(folder, o -> o.schemas(TASK).authority());
          Pipe pipe = new Pipe(ann, server)) {
        Item task = ann.createAt("/data/todos/one", TASK, Map.of("text", "first"));
        SyncTest.await(task::isOnServer);
        session = ann.host().read(engine -> Sessions.of(engine));
        server
            .host()
            .on(
                RepositoryPath.parse("/data/todos"),
                engine -> {
                  Sessions.revoke(engine, session);
                  return engine;
                });
        SyncTest.await(() -> server.host().logs().contains(Sessions.HOME));
      }
      try (GoatDB server = GoatDB.open(folder, o -> o.schemas(TASK).authority());
          Pipe pipe = new Pipe(ann, server)) {
        ann.item("/data/todos/one").set(TEXT, "later");
        ann.flush();
        SyncTest.await(() -> !pipe.open);
        assertEquals("first", server.item("/data/todos/one").get(TEXT));
        assertEquals(Saved.HERE, ann.item("/data/todos/one").saved());
      }
    }
  }
}
