package dev.goatdb;

import static dev.goatdb.GoatDBTest.TASK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Programs that follow one repository see each other. */
final class PresenceTest {
  @Test
  void programsSeeEachOtherAsLongAsTheyAreConnected() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client();
        GoatDB bob = SyncTest.client()) {
      Item task = ann.createAt("/data/todos/one", TASK, Map.of("text", "first"));
      Presence hers = ann.presence("/data/todos");
      Presence his = bob.presence("/data/todos");
      AtomicReference<List<Presence.Present>> heard = new AtomicReference<>(List.of());
      Subscription listening = his.onChange(heard::set);
      hers.say("{\"at\": 1}");
      try (Pipe first = new Pipe(bob, server)) {
        try (Pipe second = new Pipe(ann, server)) {
          SyncTest.await(() -> states(heard.get()).equals(List.of("{\"at\": 1}")));
          SyncTest.await(task::isOnServer);
          hers.say("{\"at\": 2}");
          SyncTest.await(() -> states(his.others()).equals(List.of("{\"at\": 2}")));
          his.say("reading");
          SyncTest.await(() -> states(hers.others()).equals(List.of("reading")));
          assertEquals(List.of("reading"), states(hers.others()), "nobody sees itself");
        }
        SyncTest.await(() -> heard.get().isEmpty() && hers.others().isEmpty());
        listening.close();
      }
    }
  }

  @Test
  void tooMuchIsRefused() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      Presence presence = db.presence("/data/todos");
      assertThrows(GoatException.LimitExceeded.class, () -> presence.say("x".repeat(5_000)));
    }
  }

  private static List<String> states(List<Presence.Present> all) {
    return all.stream().map(Presence.Present::state).toList();
  }
}
