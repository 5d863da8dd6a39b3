package dev.goatdb;

import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that cannot write for now, and what their clients see of it. */
final class ServerTroubleTest {
  private static final String MARK = "the text that gets damaged";

  @TempDir Path folder;

  @Test
  void editsWaitWhileTheServersDiskIsFullAndTheReasonIsTold() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client();
        SyncTest.Pipe pipe = new SyncTest.Pipe(ann, server)) {
      List<SyncState> told = new CopyOnWriteArrayList<>();
      Subscription listening = ann.onSyncState(told::add);
      Item task = ann.create("/data/todos", TASK, Map.of("text", "before"));
      SyncTest.await(task::isOnServer);
      stall(server, Optional.of(new GoatException.StorageFailed("The disk is full.", "Wait.")));
      task.set(TEXT, "meanwhile");
      SyncTest.await(() -> ann.status("/data/todos").problem().isPresent());
      assertTrue(problem(ann).contains("disk is full"), problem(ann));
      assertEquals("meanwhile", task.get(TEXT));
      SyncTest.await(() -> task.saved() == Saved.HERE);
      assertEquals(new SyncState(true, 1, 1, 1, 0, Optional.of(problem(ann))), ann.syncState());
      assertEquals(ann.syncState(), ann.syncState("/data/todos"));
      GoatException late =
          assertThrows(GoatException.Unreachable.class, () -> ann.sync(Duration.ofMillis(200)));
      assertTrue(late.getMessage().contains("disk is full"), late.getMessage());
      stall(server, Optional.empty());
      SyncTest.await(task::isOnServer);
      assertEquals(Optional.empty(), ann.status("/data/todos").problem());
      assertEquals(new SyncState(true, 0, 0, 2, 0, Optional.empty()), ann.syncState());
      SyncTest.await(() -> told.get(told.size() - 1).equals(ann.syncState()));
      assertTrue(told.stream().anyMatch(state -> state.problem().isPresent()), told.toString());
      listening.close();
      assertEquals(List.of(), ann.refused());
      assertEquals("meanwhile", server.item(task.path()).get(TEXT));
    }
  }

  @Test
  void aDamagedRepositoryOfTheServerIsToldOfAndTheOthersGoOn() throws Exception {
    try (GoatDB ann = SyncTest.client()) {
      try (GoatDB server = server();
          SyncTest.Pipe pipe = new SyncTest.Pipe(ann, server)) {
        Item damaged = ann.create("/data/todos", TASK, Map.of("text", MARK));
        Item other = ann.create("/data/notes", TASK, Map.of("text", "goes on"));
        SyncTest.await(() -> damaged.isOnServer() && other.isOnServer());
      }
      damage();
      try (GoatDB server = server();
          SyncTest.Pipe pipe = new SyncTest.Pipe(ann, server)) {
        Item waits = ann.create("/data/todos", TASK, Map.of("text", "waits"));
        Item other = ann.create("/data/notes", TASK, Map.of("text", "comes through"));
        SyncTest.await(other::isOnServer);
        SyncTest.await(() -> ann.status("/data/todos").problem().isPresent());
        assertTrue(problem(ann).contains("/data/todos"), problem(ann));
        assertEquals(Optional.empty(), ann.status("/data/notes").problem());
        SyncTest.await(() -> waits.saved() == Saved.HERE);
        assertEquals(List.of(), ann.refused());
      }
    }
  }

  private static String problem(GoatDB db) {
    return db.status("/data/todos").problem().orElse("none");
  }

  private static void stall(GoatDB server, Optional<GoatException> reason) {
    server
        .host()
        .call(engine -> {
          engine.disk().stalled(reason);
          return engine;
        });
  }

  private GoatDB server() {
    return GoatDB.open(folder, o -> o.schemas(TASK).authority());
  }

  private void damage() throws IOException {
    byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(MARK);
        if (name.endsWith(".log") && at >= 0) {
          bytes[at + mark.length / 2] ^= 1;
          Files.write(file, bytes);
        } else if (name.endsWith(".index")) {
          Files.delete(file);
        }
      }
    }
  }
}
