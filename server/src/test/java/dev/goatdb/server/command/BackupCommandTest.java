package dev.goatdb.server.command;

import static dev.goatdb.server.command.Folders.REPOSITORY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Durability;
import dev.goatdb.GoatDB;
import dev.goatdb.server.GoatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code goat backup} and {@code goat restore}. */
final class BackupCommandTest {
  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  private Path backup() {
    return folder.resolve("goat.backup");
  }

  private Run save(String... more) {
    String[] usual = {"backup", data().toString(), backup().toString()};
    String[] all = Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    Run run = Run.of(all);
    assertEquals(0, run.code(), run::toString);
    return run;
  }

  private Path restore(String name) {
    Path restored = folder.resolve(name);
    Run run = Run.of("restore", backup().toString(), restored.toString());
    assertEquals(0, run.code(), run::toString);
    Run verified = Run.of("verify", restored.toString());
    assertEquals(0, verified.code(), verified::toString);
    return restored;
  }

  private static Set<String> keys(Path of) {
    try (GoatDB db = Folders.open(of)) {
      return new HashSet<>(db.keys(REPOSITORY));
    }
  }

  private void verify() {
    Run run = Run.of("backup", "--verify", backup().toString());
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().endsWith("verified: yes\n"), run::toString);
  }

  @Test
  void aRestoredFolderHoldsWhatWasSavedInANewEpoch() throws Exception {
    Folders.fill(data(), 200);
    save("--with-keys");
    verify();
    Path restored = restore("restored");
    assertEquals(keys(data()), keys(restored));
    assertTrue(Files.exists(restored.resolve("root.key")));
    String before = Run.of("verify", data().toString()).out();
    String after = Run.of("verify", restored.toString()).out();
    assertFalse(after.contains(before.replaceAll("(?s).*(epoch \\w+).*", "$1")), after);
  }

  @Test
  void aSecondRunAppendsOnlyWhatIsNew() throws Exception {
    Folders.fill(data(), 500);
    save("--with-keys");
    byte[] first = Files.readAllBytes(backup());
    assertTrue(save("--with-keys").out().contains(" 0 of them new"));
    assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(backup())));
    Folders.fill(data(), 10);
    save("--with-keys");
    byte[] second = Files.readAllBytes(backup());
    assertEquals(first.length, Arrays.mismatch(first, second));
    assertTrue(second.length < first.length + 10_000);
    verify();
    assertEquals(510, keys(restore("restored")).size());
  }

  @Test
  void damageToWhatWasSavedBeforeIsToldAndTheRestIsSaved() throws Exception {
    Folders.fill(data(), 200);
    save("--with-keys");
    Folders.fill(data(), 10);
    byte[] log = Files.readAllBytes(Folders.log(data()));
    log[log.length / 2] ^= 1;
    Files.write(Folders.log(data()), log);
    Run run = Run.of("backup", data().toString(), backup().toString(), "--with-keys");
    assertEquals(1, run.code(), run::toString);
    assertTrue(run.out().contains("is damaged from byte"), run::toString);
    verify();
    assertEquals(210, keys(restore("restored")).size());
  }

  @Test
  void aFolderInUseIsSavedWithAllThatWasFlushed() {
    try (GoatDB db =
        GoatDB.open(
            data(),
            o ->
                o.schemas(Folders.TASK)
                    .authority()
                    .commitsPerSecond(1000)
                    .durability(Durability.BUFFERED))) {
      Thread writer = Thread.ofPlatform().start(() -> Folders.create(db, 3_000));
      for (int round = 0; round < 5; round++) {
        db.flush(Durability.BUFFERED);
        Set<String> flushed = new HashSet<>(db.keys(REPOSITORY));
        save("--with-keys");
        verify();
        Path restored = restore("restored" + round);
        Set<String> held = keys(restored);
        flushed.removeAll(held);
        assertEquals(Set.of(), flushed);
      }
      writer.interrupt();
    }
  }

  @Test
  void aRunThatWasInterruptedLeavesTheBackupBefore() throws Exception {
    Folders.fill(data(), 20);
    save("--with-keys");
    byte[] first = Files.readAllBytes(backup());
    Folders.fill(data(), 20);
    save("--with-keys");
    byte[] second = Files.readAllBytes(backup());
    for (int length = first.length; length < second.length; length += 501) {
      Files.write(backup(), Arrays.copyOf(second, length));
      assertEquals(20, keys(restore("at" + length)).size());
      save("--with-keys");
      assertEquals(40, keys(restore("after" + length)).size());
    }
    for (int length = 0; length < first.length; length += 1501) {
      Files.write(backup(), Arrays.copyOf(first, length));
      assertEquals(1, Run.of("backup", "--verify", backup().toString()).code());
      save("--with-keys");
      verify();
    }
  }

  @Test
  void damageToABackupIsNoticedAndNothingIsRestored() throws Exception {
    Folders.fill(data(), 20);
    save("--with-keys");
    Folders.fill(data(), 20);
    save("--with-keys");
    byte[] whole = Files.readAllBytes(backup());
    Random random = new Random(6);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(backup(), damaged);
      Path target = folder.resolve("never" + i);
      Run run = Run.of("restore", backup().toString(), target.toString());
      boolean lastCatalogue = run.code() == 0;
      if (lastCatalogue) {
        assertEquals(20, keys(target).size(), "byte " + at);
        assertTrue(run.out().contains("of a later run were left out"), run::toString);
      } else {
        assertEquals(1, run.code(), run::toString);
        assertFalse(Files.exists(target.resolve("repositories")));
      }
    }
  }

  @Test
  void nothingIsRestoredOverOtherData() {
    Folders.fill(data(), 5);
    save();
    Run run = Run.of("restore", backup().toString(), data().toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("is not empty"), run::toString);
    assertEquals(5, keys(data()).size());
  }

  @Test
  void aBackupWithKeysIsForItsOwnerAlone() throws IOException {
    Folders.fill(data(), 1);
    save();
    Path without = restore("without");
    assertFalse(Files.exists(without.resolve("session.key")));
    save("--with-keys");
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup())));
    Path with = restore("with");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(with.resolve("root.key"))));
  }

  @Test
  void aBackupIsOfOneFolder() {
    Folders.fill(data(), 1);
    save();
    Folders.fill(folder.resolve("other"), 1);
    Run run = Run.of("backup", folder.resolve("other").toString(), backup().toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("another organisation"), run::toString);
    verify();
  }

  @Test
  void clientsBringBackWhatCameAfterTheBackupOfTheirServer() {
    try (GoatServer server = Folders.serve(data());
        GoatDB client = Folders.client(folder.resolve("client"), server.address())) {
      Folders.create(client, 30);
      client.sync();
      save("--with-keys");
      Folders.create(client, 30);
      client.sync();
    }
    Path restored = restore("restored");
    try (GoatServer server = Folders.serve(restored);
        GoatDB client = Folders.client(folder.resolve("client"), server.address())) {
      client.sync();
      assertEquals(60, server.db().counts(REPOSITORY).items());
      assertEquals(
          client.status(REPOSITORY).valueDigest(), server.db().status(REPOSITORY).valueDigest());
      assertEquals(List.of(), client.refused());
    }
  }
}
