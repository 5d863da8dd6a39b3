package dev.goatdb;

import static dev.goatdb.GoatDBTest.DONE;
import static dev.goatdb.GoatDBTest.TAGS;
import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static dev.goatdb.GoatDBTest.VOTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What listeners hear: which fields changed, from what to what, and who changed them. */
final class ChangeTest {
  @Test
  void aListenerHearsEveryFieldWithItsOldValue() throws Exception {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      Item task = db.create("/data/todos", TASK, Map.of("text", "a"));
      List<ItemChange> heard = new CopyOnWriteArrayList<>();
      Subscription subscription = task.onChange(heard::add);
      task.set(TEXT, "b");
      task.add(TAGS, "x");
      SyncTest.await(() -> heard.size() == 2);
      assertEquals(
          Map.of("text", new ItemChange.FieldChange(Optional.of("a"), Optional.of("b"))),
          heard.get(0).fields());
      assertEquals(
          Map.of("tags", new ItemChange.FieldChange(Optional.empty(), Optional.of(Set.of("x")))),
          heard.get(1).fields());
      assertTrue(heard.get(0).local());
      task.set(TEXT, "b");
      subscription.close();
      task.delete();
      db.flush();
      assertEquals(2, heard.size());
    }
  }

  @Test
  void whatSomebodyElseChangedIsNotLocal() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client();
        GoatDB bob = SyncTest.client();
        Query bobs = bob.query("/data/todos").open();
        Pipe first = new Pipe(ann, server);
        Pipe second = new Pipe(bob, server)) {
      List<QueryChange> queried = new CopyOnWriteArrayList<>();
      bobs.onChange(queried::add);
      Item task = ann.create("/data/todos", TASK, Map.of("text", "a"));
      SyncTest.await(() -> queried.size() == 1);
      assertEquals(task.path(), queried.get(0).added().get(0).path());
      List<ItemChange> heard = new CopyOnWriteArrayList<>();
      bob.item(task.path()).onChange(heard::add);
      task.add(VOTES, 2);
      SyncTest.await(() -> heard.size() == 1);
      assertFalse(heard.get(0).local());
      assertEquals(Optional.of(2L), heard.get(0).fields().get("votes").after());
      task.delete();
      SyncTest.await(() -> heard.size() == 2 && bobs.results().isEmpty());
      assertTrue(heard.get(1).deleted());
      task.restore();
      SyncTest.await(() -> bobs.results().size() == 1);
      assertEquals(false, bob.item(task.path()).get(DONE));
    }
  }
}
