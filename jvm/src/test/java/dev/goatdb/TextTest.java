package dev.goatdb;

import static dev.goatdb.Field.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.error.GoatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Texts that several people write, as applications see them. */
final class TextTest {
  private static final Field<String> BODY = Field.text("body").constraint("size(value) < 100");
  private static final Schema NOTE = Schema.of("note", 1, BODY, Field.string("title"));

  private final GoatDB server = GoatDB.inMemory(o -> o.schemas(NOTE).authority());
  private final GoatDB ann = client();
  private final GoatDB bob = client();

  private static GoatDB client() {
    return GoatDB.inMemory(o ->
        o.schemas(NOTE).server("ws://127.0.0.1:1").executor(Runnable::run).commitsPerSecond(1000));
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
    server.close();
  }

  @Test
  void theGuideShowsWhatRunsHere() throws Exception {
    Field<String> NOTES = text("notes");
    Schema list = Schema.of("list", 1, NOTES);
    try (GoatDB db = GoatDB.inMemory(list)) {
      Item item = db.create("/data/lists", list, Map.of());
      item.set(NOTES, "Milk, bread");
      item.edit(NOTES, notes -> notes.insert(4, " and cheese"));
      assertEquals("Milk and cheese, bread", item.get(NOTES));
    }
    String here = Files.readString(Path.of("src/test/java/dev/goatdb/TextTest.java"));
    String page = Files.readString(Path.of("../docs/guide/text.md"));
    int start = page.indexOf("```java\n") + 8;
    for (String line : page.substring(start, page.indexOf("```", start)).split("\n")) {
      String code = line.replaceFirst("//.*", "").strip().replaceFirst(";$", "");
      assertTrue(here.contains(code), "not run: " + line);
    }
  }

  @Test
  void concurrentEditsUnite() throws Exception {
    Item anns = ann.createAt("/data/notes/one", NOTE, Map.of("body", "milk"));
    meet();
    Item bobs = bob.item("/data/notes/one");
    anns.edit(BODY, text -> text.insert(0, "goat ").insert(text.length(), ", eggs"));
    bobs.set(BODY, "milk and bread");
    bobs.edit(BODY, text -> text.delete(4, 5).replace(4, 7, ","));
    assertEquals("milk, bread", bobs.get(BODY));
    meet();
    assertEquals("goat milk, bread, eggs", sorted(anns.get(BODY)));
    assertEquals(anns.get(BODY), bobs.get(BODY));
    assertEquals("all-edits", bobs.explain(BODY).rule());
    bobs.clear(BODY);
    assertEquals("", bobs.get(BODY));
  }

  /** Which of two insertions at the end comes first is a matter of clocks. */
  private static String sorted(String text) {
    return text.equals("goat milk, eggs, bread") ? "goat milk, bread, eggs" : text;
  }

  @Test
  void moreHeadsThanACommitNamesDoNotShiftPlaces() throws Exception {
    Item anns = ann.createAt("/data/notes/one", NOTE, Map.of("body", "[target]"));
    meet();
    List<GoatDB> writers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      GoatDB writer = client();
      writers.add(writer);
      try (Pipe pipe = new Pipe(writer, server)) {
        SyncTest.await(() -> writer.find("/data/notes/one").isPresent());
      }
      writer.item("/data/notes/one").edit(BODY, text -> text.insert(0, "- "));
      writer.flush();
    }
    for (GoatDB writer : writers) {
      try (Pipe pipe = new Pipe(writer, server)) {
        SyncTest.await(() -> writer.item("/data/notes/one").isOnServer());
      }
      writer.close();
    }
    meet();
    SyncTest.await(() -> anns.get(BODY).equals("- ".repeat(20) + "[target]"));
    anns.edit(BODY, text -> text.delete(41, 47));
    ann.flush();
    assertEquals("- ".repeat(20) + "[]", anns.get(BODY));
    meet();
    assertEquals(anns.get(BODY), bob.item("/data/notes/one").get(BODY));
  }

  @Test
  void aTextIsEmptyFromTheStart() {
    Item note = ann.create("/data/notes", NOTE, Map.of());
    assertEquals("", note.get(BODY));
    note.edit(BODY, text -> assertEquals(0, text.length()));
    note.edit(BODY, text -> text.insert(0, "a\uD83D\uDC10b"));
    assertEquals("a\uD83D\uDC10b", note.get(BODY));
  }

  @Test
  void positionsAreInTheTextAndNotWithinPairs() {
    Item note = ann.create("/data/notes", NOTE, Map.of("body", "a\uD83D\uDC10b", "title", "t"));
    List<Consumer<TextEdit>> wrong =
        List.of(
            text -> text.insert(5, "x"),
            text -> text.insert(-1, "x"),
            text -> text.insert(2, "x"),
            text -> text.delete(0, 2),
            text -> text.delete(2, 4),
            text -> text.delete(3, 1),
            text -> text.insert(0, "\uD83D"));
    for (Consumer<TextEdit> edit : wrong) {
      assertThrows(GoatException.InvalidValue.class, () -> note.edit(BODY, edit));
    }
    assertThrows(
        GoatException.InvalidValue.class, () -> note.edit(Field.string("title"), text -> {}));
    assertEquals("a\uD83D\uDC10b", note.get(BODY));
  }

  @Test
  void aConstraintIsJudgedOnTheWholeText() {
    Item note = ann.create("/data/notes", NOTE, Map.of("body", "short"));
    assertThrows(
        GoatException.InvalidValue.class,
        () -> note.edit(BODY, text -> text.insert(0, "long".repeat(30))));
    assertEquals("short", note.get(BODY));
  }

  @Test
  void manyThreadsEditOneText() throws Exception {
    Item note = ann.create("/data/notes", NOTE, Map.of());
    List<Thread> threads = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 4; i++) {
      String letter = "" + (char) ('a' + i);
      threads.add(
          Thread.startVirtualThread(() -> {
            for (int k = 0; k < 20; k++) {
              note.edit(BODY, text -> text.insert(text.length(), letter));
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(80, note.get(BODY).length());
  }

  @Test
  void onlyTextsMergeByAllEdits() {
    assertThrows(
        GoatException.InvalidDefinition.class,
        () -> Field.text("body").merge(MergePolicy.LAST_WRITER));
    assertThrows(
        GoatException.InvalidDefinition.class,
        () -> Field.string("body").merge(MergePolicy.ALL_EDITS));
    assertTrue(NOTE.toJson().contains("\"text\""));
  }

  /** Connects both until all hold the same. */
  private void meet() throws Exception {
    List<SyncTest.Pipe> pipes = new CopyOnWriteArrayList<>();
    for (GoatDB db : List.of(ann, bob)) {
      db.flush();
      db.keys("/data/notes");
      pipes.add(new SyncTest.Pipe(db, server));
    }
    SyncTest.await(() -> agree());
    pipes.forEach(SyncTest.Pipe::close);
  }

  private boolean agree() {
    String held = server.status("/data/notes").commitDigest();
    for (GoatDB db : List.of(ann, bob)) {
      RepositoryStatus status = db.status("/data/notes");
      if (status.pending() > 0 || !status.commitDigest().equals(held)) {
        return false;
      }
    }
    return true;
  }
}
