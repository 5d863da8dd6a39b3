package dev.goatdb;

import static dev.goatdb.GoatDBTest.DONE;
import static dev.goatdb.GoatDBTest.TAGS;
import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static dev.goatdb.GoatDBTest.VOTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases kept in step over transports of the test's own. */
final class SyncTest {
  /** Nobody listens there: these tests attach their own transports. */
  private static final String NOWHERE = "ws://127.0.0.1:1";

  @TempDir Path folder;

  /** Two ends that hand frames to each other on a thread of their own. */
  static final class Pipe implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Transport.Receiver client;
    private final Transport.Receiver server;
    volatile boolean open = true;

    Pipe(GoatDB from, GoatDB to) throws Exception {
      Transport.Receiver[] ends = new Transport.Receiver[2];
      thread
          .submit(() -> {
            ends[1] = to.attach(end(ends, 0), false);
            ends[0] = from.attach(end(ends, 1), true);
          })
          .get();
      client = ends[0];
      server = ends[1];
    }

    private Transport end(Transport.Receiver[] ends, int other) {
      return new Transport() {
        @Override
        public void send(byte[] frame) {
          thread.execute(() -> ends[other].received(frame));
        }

        @Override
        public void hangUp(String reason) {
          open = false;
        }
      };
    }

    @Override
    public void close() {
      open = false;
      thread.shutdownNow();
      client.disconnected();
      server.disconnected();
    }
  }

  @Test
  void twoClientsSeeEachOthersEdits() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = client();
        GoatDB bob = client();
        Query anns = ann.query("/data/todos").open();
        Query bobs = bob.query("/data/todos").open();
        Pipe first = new Pipe(ann, server);
        Pipe second = new Pipe(bob, server)) {
      Item task = ann.create("/data/todos", TASK, Map.of("text", "Hello, goat"));
      await(() -> bobs.results().size() == 1);
      Item same = bob.item(task.path());
      same.set(DONE, true);
      same.add(TAGS, "seen");
      task.add(VOTES, 2);
      same.add(VOTES, 3);
      await(() -> task.get(DONE) && task.get(VOTES) == 5 && same.get(VOTES) == 5);
      assertEquals(Set.of("seen"), task.get(TAGS));
      await(() -> task.isOnServer() && same.isOnServer());
      assertEquals(1, anns.results().size());
      assertTrue(first.open && second.open);
      agree(server, ann, bob);
    }
  }

  @Test
  void offlineEditsMeetAfterReconnecting() throws Exception {
    try (GoatDB server = GoatDB.inMemory(o -> o.schemas(TASK).authority());
        GoatDB ann = client();
        GoatDB bob = client();
        Query bobs = bob.query("/data/todos").open()) {
      Item task = ann.create("/data/todos", TASK, Map.of("text", "made before first contact"));
      for (int i = 0; i < 300; i++) {
        ann.createAt("/data/todos/n" + i, TASK, Map.of("text", "t" + i));
      }
      try (Pipe first = new Pipe(ann, server);
          Pipe second = new Pipe(bob, server)) {
        await(() -> bobs.results().size() == 301 && task.isOnServer());
      }
      Item same = bob.item(task.path());
      for (int i = 0; i < 20; i++) {
        task.add(VOTES, 1);
        same.add(VOTES, 1);
        task.add(TAGS, "a" + i);
        same.add(TAGS, "b" + i);
        same.set(TEXT, "bob " + i);
        task.set(TEXT, "ann " + i);
        ann.flush();
        bob.flush();
      }
      try (Pipe first = new Pipe(ann, server);
          Pipe second = new Pipe(bob, server)) {
        await(() -> task.get(VOTES) == 40 && same.get(VOTES) == 40);
        await(() -> task.isOnServer() && same.isOnServer());
        assertEquals(40, task.get(TAGS).size());
        assertEquals(task.values(), same.values());
        agree(server, ann, bob);
      }
    }
  }

  @Test
  void aServerThatRestartsKeepsWhatItAcknowledged() throws Exception {
    try (GoatDB ann = client()) {
      Item task = ann.create("/data/todos", TASK, Map.of("text", "kept"));
      try (GoatDB server = GoatDB.open(folder, o -> o.schemas(TASK).authority());
          Pipe pipe = new Pipe(ann, server)) {
        await(task::isOnServer);
      }
      try (GoatDB server = GoatDB.open(folder, o -> o.schemas(TASK).authority())) {
        assertEquals("kept", server.item(task.path()).get(TEXT));
        assertEquals(0, server.status("/data/todos").pending());
        try (Pipe pipe = new Pipe(ann, server)) {
          task.set(TEXT, "again");
          await(task::isOnServer);
          agree(server, ann);
        }
      }
    }
  }

  @Test
  void aServerPutBackFromAnOlderCopyIsRestoredByItsClient() throws Exception {
    Path copy = folder.resolve("copy");
    try (GoatDB ann = client()) {
      Item task = ann.create("/data/todos", TASK, Map.of("text", "copied"));
      try (GoatDB server = server();
          Pipe pipe = new Pipe(ann, server)) {
        await(task::isOnServer);
      }
      copy(folder.resolve("server"), copy);
      try (GoatDB server = server();
          Pipe pipe = new Pipe(ann, server)) {
        for (int i = 0; i < 5; i++) {
          ann.createAt("/data/todos/lost" + i, TASK, Map.of("text", "not in the copy"));
          await(() -> ann.status("/data/todos").pending() == 0);
        }
      }
      copy(copy, folder.resolve("server"));
      try (GoatDB server = server();
          Pipe pipe = new Pipe(ann, server)) {
        task.set(TEXT, "after the restore");
        await(() -> ann.status("/data/todos").pending() == 0);
        await(() -> server.status("/data/todos").items() == 6);
        await(() -> server.status("/data/todos").pending() == 0);
        agree(server, ann);
      }
    }
  }

  private GoatDB server() {
    return GoatDB.open(folder.resolve("server"), o -> o.schemas(TASK).authority());
  }

  /** Copies files over those of another folder. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  static GoatDB client() {
    return GoatDB.inMemory(o -> o.schemas(TASK).server(NOWHERE));
  }

  /** Edits are shown before their commits come, so these are waited for. */
  private static void agree(GoatDB... databases) throws InterruptedException {
    await(() -> {
      Set<String> digests = new HashSet<>();
      for (GoatDB db : databases) {
        digests.add(db.status("/data/todos").commitDigest() + db.status("/data/todos").pending());
      }
      return digests.size() == 1;
    });
    RepositoryStatus first = databases[0].status("/data/todos");
    for (GoatDB db : databases) {
      RepositoryStatus status = db.status("/data/todos");
      assertEquals(first.commitDigest(), status.commitDigest());
      assertEquals(first.valueDigest(), status.valueDigest());
      assertEquals(0, status.pending());
    }
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, "it did not happen within 20 seconds");
      Thread.sleep(2);
    }
  }
}
