package dev.goatdb.jvm.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by files; and what only files do. */
class FileStoreTest extends StoreContract {
  private static final String LOG = "/data/x";

  @TempDir Path folder;
  private int places;

  FileStoreTest() {
    super("files");
  }

  @Override
  Supplier<Store> place() {
    Path place = folder.resolve("place" + places++);
    return () -> new FileStore(place);
  }

  private Store make() throws IOException {
    return new FileStore(Files.createDirectories(database()));
  }

  private Path database() {
    return folder.resolve("db");
  }

  private Path file(String name) {
    return database().resolve("repositories/data").resolve(name);
  }

  @Test
  void aFileGrowsAheadOfItsLogAndGivesTheSpaceBack() throws IOException {
    try (Store store = make()) {
      store.append(LOG, bytes(1, 2, 3));
      long ahead = Files.size(file("x.log"));
      assertTrue(ahead >= 64 << 10, () -> "only " + ahead);
      for (int i = 0; i < 100; i++) {
        store.append(LOG, bytes(4, 5, 6));
      }
      assertEquals(ahead, Files.size(file("x.log")));
      store.release(LOG);
      assertEquals(303, Files.size(file("x.log")));
      store.append(LOG, bytes(7));
    }
    assertEquals(304, Files.size(file("x.log")));
  }

  @Test
  void afterACrashTheZerosBehindTheLogServeOn() throws IOException {
    Store crashed = make();
    crashed.append(LOG, bytes(1, 2, 3));
    long ahead = Files.size(file("x.log"));
    try (Store store = make()) {
      StoredBytes log = store.open(LOG).log();
      assertEquals(ahead, log.size());
      store.truncate(LOG, 3);
      assertEquals(3, log.size());
      assertEquals(ahead, Files.size(file("x.log")));
      store.append(LOG, bytes(4));
      assertEquals(bytes(1, 2, 3, 4), log.read(0, 10));
    }
  }

  @Test
  void afterACrashTornBytesAreCutForGood() throws IOException {
    Files.createDirectories(file(""));
    byte[] torn = new byte[5000];
    torn[4000] = 7;
    Files.write(file("x.log"), torn);
    try (Store store = make()) {
      store.open(LOG);
      store.truncate(LOG, 10);
      assertEquals(10, Files.size(file("x.log")));
      store.append(LOG, bytes(4));
      assertEquals(
          Octets.wrap(new byte[4000]), Octets.wrap(Files.readAllBytes(file("x.log")), 11, 4000));
    }
  }

  @Test
  void filesThatAreNotLogsAreNotListed() throws IOException {
    Files.createDirectories(file("folder"));
    for (String name : List.of("x.log", "x.index", "y.log.new", "z.doubt", "Q.log", "note.txt")) {
      Files.write(file(name), new byte[] {1});
    }
    Files.write(database().resolve("repositories/stray.log"), new byte[] {1});
    try (Store store = make()) {
      assertEquals(List.of(LOG), store.logs());
      assertEquals(bytes(1), store.open(LOG).index().orElseThrow().read(0, 10));
    }
  }

  @Test
  void anInterruptHarmsNobody() throws IOException {
    try (Store store = make()) {
      StoredBytes log = store.open(LOG).log();
      Thread.currentThread().interrupt();
      store.append(LOG, bytes(1, 2));
      store.sync(LOG);
      assertEquals(bytes(1, 2), log.read(0, 10));
      store.replace(LOG, bytes(3));
      store.truncate(LOG, 1);
      assertTrue(Thread.interrupted());
      assertEquals(bytes(3), log.read(0, 10));
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void whoReadsDuringAReplacementSeesTheOldOrTheNew() throws Exception {
    try (Store store = make()) {
      store.append(LOG, bytes(0, 0, 0));
      StoredBytes log = store.open(LOG).log();
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(() -> {
            while (!done.get()) {
              Octets found = log.read(0, 3);
              assertTrue(found.at(0) == found.at(1) && found.at(0) == found.at(2));
            }
          });
      for (int i = 0; i < 100; i++) {
        store.replace(LOG, bytes(i, i, i));
      }
      done.set(true);
      reader.get();
    }
  }

  @Test
  void whatIsReleasedOrClosedSaysSo() throws IOException {
    Store store = make();
    StoredBytes log = store.open(LOG).log();
    store.append(LOG, bytes(1));
    store.release(LOG);
    assertThrows(GoatException.StorageFailed.class, () -> log.read(0, 1));
    store.close();
    assertThrows(GoatException.Closed.class, () -> store.append(LOG, bytes(1)));
    store.sync(LOG);
  }

  @Test
  void aFileThatCannotBeAFileFailsWithItsName() throws IOException {
    Files.createDirectories(file("x.log"));
    try (Store store = make()) {
      GoatException failed = assertThrows(GoatException.StorageFailed.class, () -> store.open(LOG));
      assertTrue(failed.getMessage().contains("x.log"), failed.getMessage());
      assertTrue(!DiskFullException.isBehind(failed));
    }
  }

  @Test
  void theSystemsWordsForAFullDiskAreUnderstood() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    try (DiskFile file = new RealDisk().open(full)) {
      assertThrows(DiskFullException.class, () -> file.write(ByteBuffer.wrap(new byte[] {1}), 0));
    }
    assertTrue(DiskFullException.isTold(new IOException("Disk quota exceeded")));
    assertTrue(!DiskFullException.isTold(new IOException("Input/output error")));
    assertTrue(!DiskFullException.isTold(new IOException()));
  }
}
