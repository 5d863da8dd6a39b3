package dev.goatdb;

import static dev.goatdb.GoatDBTest.DONE;
import static dev.goatdb.GoatDBTest.TAGS;
import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits of an item that somebody deleted who had not seen them. */
final class UnseenEditsTest {
  private static final String PATH = "/data/todos/bread";

  private final GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
  private final GoatDB ann = client();
  private final GoatDB bob = client();
  private final List<UnseenEdits> anns = told(ann);
  private final List<UnseenEdits> bobs = told(bob);

  @TempDir Path folder;

  private static GoatDB client() {
    return client(1000);
  }

  private static GoatDB client(int commitsPerSecond) {
    return GoatDB.inMemory(o ->
        o.schemas(TASK)
            .server("ws://127.0.0.1:1")
            .executor(Runnable::run)
            .commitsPerSecond(commitsPerSecond));
  }

  private static List<UnseenEdits> told(GoatDB db) {
    List<UnseenEdits> told = new CopyOnWriteArrayList<>();
    db.onDeletedWithUnseenEdits(told::add);
    return told;
  }

  @BeforeEach
  void bothHaveBread() throws Exception {
    ann.createAt(PATH, TASK, Map.of("text", "bread"));
    meet(ann, bob);
    bob.item(PATH);
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
    server.close();
  }

  /** Connects some until all hold the same, and what they tell is told. */
  private void meet(GoatDB... some) throws Exception {
    List<Pipe> pipes = new CopyOnWriteArrayList<>();
    for (GoatDB db : some) {
      db.flush();
      db.keys("/data/todos");
      pipes.add(new Pipe(db, server));
    }
    SyncTest.await(() -> agree(some));
    pipes.forEach(Pipe::close);
  }

  private boolean agree(GoatDB... some) {
    String held = server.status("/data/todos").commitDigest();
    for (GoatDB db : some) {
      RepositoryStatus status = db.status("/data/todos");
      if (status.pending() > 0 || !status.commitDigest().equals(held)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> summaries(List<UnseenEdits> told) {
    return told.stream().map(one -> one.fields() + (one.local() ? " here" : "")).toList();
  }

  @Test
  void whoDeletedAndWhoEditedAreToldAndOneCallRestoresTheItemWithTheEdits() throws Exception {
    ann.item(PATH).delete();
    bob.item(PATH).set(TEXT, "rye bread");
    bob.item(PATH).add(TAGS, "shop");
    meet(ann, bob);
    assertEquals(Set.of("tags", "text"), fields(anns));
    assertEquals(Set.of("tags", "text"), fields(bobs));
    assertFalse(anns.get(0).local());
    assertTrue(bobs.get(0).local());
    assertTrue(bob.item(PATH).isDeleted());
    anns.get(0).item().restore();
    meet(ann, bob);
    Item restored = bob.find(PATH).orElseThrow();
    assertEquals("rye bread", restored.get(TEXT));
    assertEquals(Set.of("shop"), restored.get(TAGS));
  }

  private static Set<String> fields(List<UnseenEdits> told) {
    Set<String> fields = new TreeSet<>();
    told.forEach(one -> fields.addAll(one.fields()));
    return fields;
  }

  @Test
  void eachEditIsToldOnce() throws Exception {
    ann.item(PATH).delete();
    bob.item(PATH).set(TEXT, "rye bread");
    meet(bob);
    meet(ann);
    meet(bob);
    assertEquals(List.of("[text]"), summaries(anns));
    assertEquals(List.of("[text] here"), summaries(bobs));
    meet(ann, bob);
    assertEquals(1, anns.size());
    assertEquals(1, bobs.size());
  }

  @Test
  void anEditThatStillWaitsToBeCommittedIsToldToBoth() throws Exception {
    try (GoatDB slow = client(1)) {
      List<UnseenEdits> slows = told(slow);
      meet(slow);
      ann.item(PATH).delete();
      meet(ann);
      slow.item(PATH).set(DONE, true);
      slow.item(PATH).set(TEXT, "rye bread");
      meet(slow);
      meet(ann);
      assertEquals(Set.of("done", "text"), fields(anns));
      assertEquals(Set.of("done", "text"), fields(slows));
    }
  }

  @Test
  void anotherEditThatArrivesLaterIsToldAlone() throws Exception {
    try (GoatDB cat = client()) {
      meet(cat);
      ann.item(PATH).delete();
      bob.item(PATH).set(TEXT, "rye bread");
      cat.item(PATH).set(DONE, true);
      meet(bob);
      meet(ann);
      meet(cat);
      meet(ann);
      assertEquals(List.of("[text]", "[done]"), summaries(anns));
    }
  }

  @Test
  void nobodyIsToldOfWhatItsAuthorsKnew() throws Exception {
    ann.item(PATH).delete();
    meet(ann, bob);
    bob.item(PATH).set(TEXT, "deleted, I know");
    meet(ann, bob);
    bob.item(PATH).restore();
    meet(ann, bob);
    bob.item(PATH).set(TEXT, "rye bread");
    meet(ann, bob);
    ann.item(PATH).delete();
    meet(ann, bob);
    assertEquals(List.of(), anns);
    assertEquals(List.of(), bobs);
  }

  @Test
  void whoDeletedIsToldOfAnEditWhoseAuthorGoesOnKnowingly() throws Exception {
    ann.item(PATH).delete();
    meet(ann);
    bob.item(PATH).set(TEXT, "rye bread");
    meet(bob);
    bob.item(PATH).set(DONE, true);
    meet(bob);
    meet(ann);
    assertEquals(List.of("[text]"), summaries(anns));
    assertEquals(List.of("[text] here"), summaries(bobs));
  }

  @Test
  void twoWhoDeleteAtOnceAndOneWhoRestoresLaterMeetNothing() throws Exception {
    ann.item(PATH).delete();
    bob.item(PATH).delete();
    meet(ann, bob);
    ann.item(PATH).restore();
    meet(ann, bob);
    ann.item(PATH).delete();
    Thread.sleep(2);
    bob.item(PATH).delete();
    bob.item(PATH).restore();
    bob.item(PATH).set(DONE, true);
    meet(ann, bob);
    assertFalse(ann.item(PATH).isDeleted());
    assertEquals(List.of(), anns);
    assertEquals(List.of(), bobs);
  }

  @Test
  void whoOnlyLooksOnIsToldAsItHappensAndNotOfHistory() throws Exception {
    try (GoatDB looksOn = client();
        GoatDB comesLater = client();
        Pipe pipe = new Pipe(looksOn, server)) {
      List<UnseenEdits> seen = told(looksOn);
      List<UnseenEdits> later = told(comesLater);
      List<UnseenEdits> servers = told(server);
      looksOn.keys("/data/todos");
      ann.item(PATH).delete();
      bob.item(PATH).set(TEXT, "rye bread");
      meet(ann);
      meet(bob);
      SyncTest.await(() -> !seen.isEmpty() && !servers.isEmpty());
      assertEquals(List.of("[text]"), summaries(seen));
      assertEquals(List.of("[text]"), summaries(servers));
      meet(comesLater);
      assertTrue(comesLater.item(PATH).isDeleted());
      assertEquals(List.of(), later);
    }
  }

  @Test
  void openingAgainTellsNothing() throws Exception {
    try (GoatDB cat = opened()) {
      List<UnseenEdits> told = told(cat);
      meet(cat);
      ann.item(PATH).delete();
      cat.item(PATH).set(TEXT, "rye bread");
      meet(ann);
      meet(cat);
      assertEquals(List.of("[text] here"), summaries(told));
    }
    try (GoatDB cat = opened()) {
      List<UnseenEdits> told = told(cat);
      assertTrue(cat.item(PATH).isDeleted());
      meet(cat, ann);
      assertEquals(List.of(), told);
    }
  }

  private GoatDB opened() {
    return GoatDB.open(
        folder, o -> o.schemas(TASK).server("ws://127.0.0.1:1").executor(Runnable::run));
  }

  @Test
  void anEditThatWaitsToBeCommittedIsToldWhereItWasMade() throws Exception {
    try (GoatDB slow =
            GoatDB.inMemory(o ->
                o.schemas(TASK)
                    .server("ws://127.0.0.1:1")
                    .executor(Runnable::run)
                    .commitsPerSecond(1));
        Pipe pipe = new Pipe(slow, server)) {
      List<UnseenEdits> told = told(slow);
      slow.keys("/data/todos");
      SyncTest.await(() -> slow.find(PATH).isPresent());
      slow.item(PATH).set(DONE, true);
      SyncTest.await(() -> server.find(PATH).filter(item -> item.get(DONE)).isPresent());
      meet(ann);
      slow.item(PATH).set(TEXT, "rye bread");
      ann.item(PATH).delete();
      meet(ann);
      SyncTest.await(() -> !told.isEmpty());
      assertEquals("[text] here", summaries(told).get(0));
      assertTrue(slow.item(PATH).isDeleted());
    }
  }

  @Test
  void whoHearsNoMoreIsNotTold() throws Exception {
    List<UnseenEdits> told = new CopyOnWriteArrayList<>();
    try (Subscription subscription = bob.onDeletedWithUnseenEdits(told::add)) {
      assertTrue(told.isEmpty());
    }
    ann.item(PATH).delete();
    bob.item(PATH).set(TEXT, "rye bread");
    meet(ann, bob);
    assertEquals(1, bobs.size());
    assertEquals(List.of(), told);
  }
}
