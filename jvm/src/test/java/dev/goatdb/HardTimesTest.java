package dev.goatdb;

import static dev.goatdb.GoatDBTest.TAGS;
import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.SyncTest.Pipe;
import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Folder;
import dev.goatdb.jvm.store.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a hostile or careless neighbour may do without harm to anybody else. */
final class HardTimesTest {
  private static final Schema PROJECT = Schema.of("project", 1, Field.string("name").required());

  @TempDir Path folder;

  @Test
  void theLongestNamesOfRepositoriesFitTheFileSystem() {
    for (String name : new String[] {"A".repeat(80), "ß".repeat(40), "%".repeat(80)}) {
      String path = "/" + name + "/" + name;
      try (GoatDB db = GoatDB.open(folder, TASK)) {
        db.createAt(path + "/x", TASK, Map.of("text", "y"));
      }
      try (GoatDB db = GoatDB.open(folder, TASK)) {
        assertTrue(db.find(path + "/x").isPresent());
        assertThrows(GoatException.InvalidValue.class, () -> db.find(path + "A/x"));
      }
    }
  }

  @Test
  void filesThatAreNotOursAreLeftAlone() throws Exception {
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      db.create("/data/todos", TASK, Map.of("text", "x"));
    }
    Files.writeString(folder.resolve("repositories/data/50%.log"), "somebody's notes");
    Files.writeString(folder.resolve("repositories/notes.log"), "somebody's notes");
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      assertEquals(1, db.repositories().size());
    }
  }

  @Test
  void aSecondOpeningDoesNotUnlockTheFolder() {
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      assertThrows(GoatException.InUse.class, () -> GoatDB.open(folder, TASK));
      assertTrue(Folder.isOpen(folder));
      db.create("/data/todos", TASK, Map.of("text", "x"));
    }
    assertTrue(!Folder.isOpen(folder));
  }

  @Test
  void theFirstSchemaAtAPathStands() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK, PROJECT).authority());
        GoatDB ann = SyncTest.client();
        GoatDB bob = SyncTest.client()) {
      Item task = ann.createAt("/data/x/i", TASK, Map.of("text", "first"));
      Item late = bob.createAt("/data/x/i", PROJECT, Map.of("name", "second"));
      try (Pipe first = new Pipe(ann, server)) {
        SyncTest.await(task::isOnServer);
        try (Pipe second = new Pipe(bob, server)) {
          SyncTest.await(() -> bob.refused().size() == 1 && bob.status("/data/x").pending() == 0);
        }
      }
      RefusedEdit refused = bob.refused().get(0);
      assertTrue(refused.reason().contains("'task'"), refused.reason());
      assertEquals(Map.of("name", "second"), refused.values());
      assertEquals(Saved.REFUSED, late.saved());
      assertEquals(Optional.of(refused), late.refusal());
      assertTrue(!late.isOnServer(), "it is not");
      task.set(TEXT, "still editable");
      assertEquals("still editable", task.get(TEXT));
    }
  }

  @Test
  void aQueryThatFailsOnAnItemHarmsNobodyElse() {
    Field<String> notes = Field.string("notes");
    Schema schema = Schema.of("note", 1, TEXT, notes);
    try (GoatDB db = GoatDB.inMemory(schema);
        Query careless = db.query("/data/n").where(item -> item.get(notes).isEmpty()).open();
        Query careful = db.query("/data/n").open()) {
      db.create("/data/n", schema, Map.of("text", "without notes"));
      db.create("/data/n", schema, Map.of("text", "with", "notes", ""));
      assertEquals(2, careful.results().size());
      assertEquals(1, careless.results().size());
    }
  }

  @Test
  void nullIsAnsweredLikeAnyOtherBadValue() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      Item task = db.create("/data/todos", TASK, Map.of("text", "x"));
      for (Executable careless :
          List.<Executable>of(
              () -> task.set("text", nothing()),
              () -> task.add(TAGS, nothing()),
              () -> db.create("/data/todos", TASK, Collections.singletonMap("text", nothing())))) {
        String message = assertThrows(GoatException.InvalidValue.class, careless).getMessage();
        assertTrue(message.contains("cannot be set to null"), message);
      }
    }
  }

  @Test
  void aNumberThatNoFieldCanHoldIsAnsweredWithTheNameOfTheField() {
    Field<Double> weight = Field.number("weight");
    Field<Instant> due = Field.instant("due");
    Schema schema = Schema.of("parcel", 1, weight, due);
    try (GoatDB db = GoatDB.inMemory(schema)) {
      for (Map<String, Object> careless :
          List.<Map<String, Object>>of(
              Map.of("weight", Double.NaN),
              Map.of("weight", Float.POSITIVE_INFINITY),
              Map.of("due", Instant.MAX))) {
        String message =
            assertThrows(
                    GoatException.InvalidValue.class,
                    () -> db.create("/data/parcels", schema, careless))
                .getMessage();
        assertTrue(message.contains(careless.keySet().iterator().next()), message);
      }
    }
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T nothing() {
    return null;
  }

  @Test
  void whatIsWrittenAfterAReplacementIsInTheFile() throws Exception {
    try (FileStore store = new FileStore(folder)) {
      AtomicBoolean done = new AtomicBoolean();
      Thread syncer =
          new Thread(() -> {
            while (!done.get()) {
              store.sync("/data/x");
            }
          });
      syncer.start();
      for (int i = 0; i < 200; i++) {
        store.replace("/data/x", Octets.of(new byte[] {1, 2, 3}));
        store.append("/data/x", Octets.of(new byte[] {4}));
        assertEquals(4, store.open("/data/x").log().size());
      }
      done.set(true);
      syncer.join();
    }
  }

  @Test
  void aFloodOfFramesNeitherOverflowsNorStopsTheServer() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = SyncTest.client()) {
      Transport.Receiver flood =
          server.attach(
              new Transport() {
                @Override
                public void send(byte[] frame) {}

                @Override
                public void hangUp(String reason) {}
              },
              false);
      for (int i = 0; i < 50_000; i++) {
        flood.received(new byte[] {(byte) 0x85, 9, 1, 1, (byte) 0x80, (byte) 0x80});
      }
      Item task = ann.create("/data/todos", TASK, Map.of("text", "calm"));
      try (Pipe pipe = new Pipe(ann, server)) {
        SyncTest.await(task::isOnServer);
      }
    }
  }
}
