package dev.goatdb.server.command;

import static dev.goatdb.server.command.Folders.REPOSITORY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatDB;
import dev.goatdb.server.GoatServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code goat repair}: what can be read is there again, what is missing is named. */
final class RepairCommandTest {
  @TempDir Path folder;

  private Path data() {
    return folder.resolve("data");
  }

  /** Overwrites a part of a log, in parts of its size. */
  private static void damage(Path log, double at, int bytes) throws IOException {
    byte[] all = Files.readAllBytes(log);
    int from = (int) (all.length * at);
    Arrays.fill(all, from, from + bytes, (byte) 0x55);
    Files.write(log, all);
  }

  private static int items(Path of) {
    try (GoatDB db = Folders.open(of)) {
      return db.counts(REPOSITORY).items();
    }
  }

  @Test
  void whatIsWholeIsLeftAlone() throws Exception {
    Folders.fill(data(), 50);
    byte[] before = Files.readAllBytes(Folders.log(data()));
    Run run = Run.of("repair", data().toString());
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().contains("nothing to repair"), run::toString);
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(Folders.log(data()))));
  }

  @Test
  void aBackupGivesAllBack() throws Exception {
    Folders.fill(data(), 300);
    Path backup = folder.resolve("goat.backup");
    assertEquals(0, Run.of("backup", data().toString(), backup.toString()).code());
    Folders.fill(data(), 100);
    damage(Folders.log(data()), 0.3, 3_000);
    assertEquals(1, Run.of("verify", data().toString()).code());
    Run run = Run.of("repair", data().toString(), "--from", backup.toString());
    assertEquals(0, run.code(), run::toString);
    Run verified = Run.of("verify", data().toString());
    assertEquals(0, verified.code(), verified::toString);
    assertEquals(400, items(data()));
    Run again = Run.of("repair", data().toString(), "--from", backup.toString());
    assertEquals(0, again.code(), again::toString);
    assertTrue(again.out().contains("nothing to repair"), again::toString);
  }

  @Test
  void aLogWhoseEndIsGoneIsNotSound() throws Exception {
    Folders.fill(data(), 300);
    Path backup = folder.resolve("goat.backup");
    assertEquals(0, Run.of("backup", data().toString(), backup.toString()).code());
    byte[] log = Files.readAllBytes(Folders.log(data()));
    cut(log);
    Run verified = Run.of("verify", data().toString());
    assertEquals(1, verified.code(), verified::toString);
    assertTrue(verified.out().contains("the end of the log is gone"), verified::toString);
    Run alone = Run.of("repair", data().toString());
    assertEquals(1, alone.code(), alone::toString);
    assertTrue(alone.out().contains("the log was longer once"), alone::toString);
    assertEquals(0, Run.of("verify", data().toString()).code());
    Run repaired = Run.of("repair", data().toString(), "--from", backup.toString());
    assertEquals(0, repaired.code(), repaired::toString);
    assertEquals(300, items(data()));
  }

  @Test
  void aLogWhoseEndIsGoneIsMendedAtOnceByABackup() throws Exception {
    Folders.fill(data(), 300);
    Path backup = folder.resolve("goat.backup");
    assertEquals(0, Run.of("backup", data().toString(), backup.toString()).code());
    cut(Files.readAllBytes(Folders.log(data())));
    Run repaired = Run.of("repair", data().toString(), "--from", backup.toString());
    assertEquals(0, repaired.code(), repaired::toString);
    assertEquals(0, Run.of("verify", data().toString()).code());
    assertEquals(300, items(data()));
  }

  private void cut(byte[] log) throws IOException {
    Files.write(Folders.log(data()), Arrays.copyOf(log, log.length / 2));
  }

  @Test
  void aLogThatIsGoneComesBackFromABackup() throws Exception {
    Folders.fill(data(), 20);
    Path backup = folder.resolve("goat.backup");
    assertEquals(0, Run.of("backup", data().toString(), backup.toString()).code());
    Files.delete(Folders.log(data()));
    Run run = Run.of("repair", data().toString(), "--from", backup.toString());
    assertEquals(0, run.code(), run::toString);
    assertEquals(20, items(data()));
  }

  @Test
  void aCopyOfTheFolderIsABackup() throws Exception {
    Folders.fill(data(), 100);
    Path copy = folder.resolve("copy");
    Files.createDirectories(Folders.log(copy).getParent());
    Files.copy(Folders.log(data()), Folders.log(copy));
    damage(Folders.log(data()), 0, 500);
    Run run = Run.of("repair", data().toString(), "--from", copy.toString());
    assertEquals(0, run.code(), run::toString);
    assertEquals(100, items(data()));
  }

  @Test
  void withoutABackupTheRestIsKeptAndTheLossIsNamed() throws Exception {
    Folders.fill(data(), 300);
    damage(Folders.log(data()), 0.5, 700);
    Run run = Run.of("repair", data().toString());
    assertEquals(1, run.code(), run::toString);
    assertTrue(run.out().contains("nothing tells what they held"), run::toString);
    assertTrue(Files.exists(folder.resolve("data/repositories/data/todos.log.damaged-1")));
    int left = items(data());
    assertTrue(left > 250 && left <= 300, () -> left + " items");
    try (GoatDB db = Folders.open(data())) {
      Folders.create(db, 1);
    }
    assertEquals(left + 1, items(data()));
  }

  @Test
  void aServerGivesAReplicaBackWhatItLost() throws Exception {
    Path replica = folder.resolve("replica");
    try (GoatServer server = Folders.serve(data())) {
      try (GoatDB client = Folders.client(replica, server.address())) {
        Folders.create(client, 200);
        client.sync();
        client.setOnline(false);
        Folders.create(client, 20);
        client.flush();
      }
      damage(Folders.log(replica), 0.4, 2_000);
      Run run = Run.of("repair", replica.toString(), "--server", server.address());
      assertEquals(0, run.code(), run::toString);
      assertFalse(run.out().contains("left out"), run::toString);
      try (GoatDB client = Folders.client(replica, server.address())) {
        client.sync();
        assertEquals(220, client.counts(REPOSITORY).items());
        assertEquals(220, server.db().counts(REPOSITORY).items());
      }
    }
  }

  @Test
  void clientsBringBackWhatARepairedServerLost() throws Exception {
    Path replica = folder.resolve("replica");
    try (GoatServer server = Folders.serve(data());
        GoatDB client = Folders.client(replica, server.address())) {
      Folders.create(client, 200);
      client.sync();
    }
    damage(Folders.log(data()), 0.4, 2_000);
    Run run = Run.of("repair", data().toString());
    assertEquals(1, run.code(), run::toString);
    assertTrue(run.out().contains("have a receipt and are not here"), run::toString);
    try (GoatServer server = Folders.serve(data());
        GoatDB client = Folders.client(replica, server.address())) {
      client.sync();
      assertEquals(200, server.db().counts(REPOSITORY).items());
    }
    Run verified = Run.of("verify", data().toString());
    assertEquals(0, verified.code(), verified::toString);
  }

  @Test
  void aFolderInUseIsNotTouched() {
    Folders.fill(data(), 5);
    try (GoatDB db = Folders.open(data())) {
      Run run = Run.of("repair", data().toString());
      assertEquals(1, run.code());
      assertTrue(run.err().contains("is open"), run::toString);
      assertEquals(5, db.counts(REPOSITORY).items());
    }
  }
}
