package dev.goatdb;

import static dev.goatdb.GoatDBTest.DONE;
import static dev.goatdb.GoatDBTest.TAGS;
import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static dev.goatdb.GoatDBTest.VOTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a field shows what it shows. */
final class ExplanationTest {
  @Test
  void ofConcurrentChangesTheOneThatShowsIsNamedAndTheOneThatLost() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client();
        GoatDB bob = SyncTest.client()) {
      Item hers = ann.createAt("/data/x/i", TASK, Map.of("text", "first"));
      try (Pipe one = new Pipe(ann, server);
          Pipe two = new Pipe(bob, server)) {
        SyncTest.await(hers::isOnServer);
        SyncTest.await(() -> bob.find("/data/x/i").isPresent());
      }
      Item his = bob.item("/data/x/i");
      hers.set(TEXT, "by ann");
      hers.add(VOTES, 2);
      his.set(TEXT, "by bob");
      his.add(VOTES, 3);
      ann.flush();
      bob.flush();
      try (Pipe one = new Pipe(ann, server);
          Pipe two = new Pipe(bob, server)) {
        SyncTest.await(() -> hers.explain(TEXT).changes().size() == 2);
        SyncTest.await(() -> hers.explain(VOTES).changes().size() == 2);
        Explanation why = hers.explain(TEXT);
        assertEquals("last-writer", why.rule());
        List<Explanation.Change> shown =
            why.changes().stream().filter(Explanation.Change::shows).toList();
        assertEquals(1, shown.size(), why::toString);
        assertEquals("set to '" + hers.get(TEXT) + "'", shown.get(0).what());
        Explanation votes = hers.explain(VOTES);
        assertEquals("sum", votes.rule());
        assertTrue(votes.changes().stream().allMatch(Explanation.Change::shows), votes::toString);
        assertEquals(5L, hers.get(VOTES));
      }
    }
  }

  @Test
  void whatSomebodyOverwroteWhoSawItIsNoReason() {
    try (GoatDB db = GoatDB.inMemory(o -> o.schemas(TASK).commitsPerSecond(1000))) {
      Item task = db.create("/data/todos", TASK, Map.of("text", "one"));
      db.flush();
      task.set(TEXT, "two");
      db.flush();
      assertEquals(1, task.explain(TEXT).changes().size());
      assertEquals("set to 'two'", task.explain("text").changes().get(0).what());
      assertTrue(task.explain(DONE).toString().contains("default"), task.explain(DONE)::toString);
      task.add(TAGS, "x");
      task.remove(TAGS, "x");
      db.flush();
      assertThrows(GoatException.InvalidValue.class, () -> task.explain("colour"));
    }
  }
}
