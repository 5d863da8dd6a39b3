package dev.goatdb;

import static dev.goatdb.GoatDBTest.DONE;
import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What an application sees of edits that the server refuses, and of those behind them. */
final class RefusalsTest {
  @Test
  void editsOfOtherFieldsBehindARefusedOneStay() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client();
        GoatDB bob = SyncTest.client()) {
      List<RefusedEdit> told = new CopyOnWriteArrayList<>();
      ann.onRefused(told::add);
      Item task = ann.create("/data/todos", TASK, Map.of("text", "of both"));
      try (SyncTest.Pipe first = new SyncTest.Pipe(ann, server);
          SyncTest.Pipe second = new SyncTest.Pipe(bob, server)) {
        SyncTest.await(() -> task.isOnServer() && bob.find(task.path()).isPresent());
      }
      ann.atomically(ann.heads(task.path()), () -> task.set(TEXT, "ann was first"));
      task.set(DONE, true);
      ann.flush();
      try (SyncTest.Pipe second = new SyncTest.Pipe(bob, server)) {
        bob.item(task.path()).set(TEXT, "bob was first");
        SyncTest.await(() -> server.item(task.path()).get(TEXT).equals("bob was first"));
      }
      try (SyncTest.Pipe first = new SyncTest.Pipe(ann, server)) {
        SyncTest.await(() -> server.item(task.path()).get(DONE));
        SyncTest.await(() -> ann.status("/data/todos").pending() == 0 && !told.isEmpty());
        assertEquals("bob was first", task.get(TEXT));
        assertTrue(task.get(DONE));
      }
      assertEquals(1, ann.refused().size());
      RefusedEdit refused = told.get(0);
      assertEquals("conflict", refused.code());
      assertEquals(Set.of("text"), refused.fields());
      assertEquals("ann was first", refused.values().get("text"));
      assertEquals(Saved.REFUSED, task.saved());
      assertEquals(1, ann.syncState().refused());
      assertEquals(1, ann.syncState("/data/todos").refused());
      assertEquals(0, ann.syncState("/data/other").refused());
    }
  }
}
