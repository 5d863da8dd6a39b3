package dev.goatdb.server.command;

import static dev.goatdb.server.command.Folders.REPOSITORY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatDB;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code goat verify}: it finds what is wrong, changes nothing, and needs no lock. */
final class VerifyCommandTest {
  @TempDir Path folder;

  @Test
  void aWholeFolderIsVerified() {
    Folders.fill(folder, 300);
    Run run = Run.of("verify", folder.toString());
    assertEquals(0, run.code(), run::toString);
    assertTrue(run.out().endsWith("verified: yes\n"), run::toString);
    assertTrue(run.out().contains(REPOSITORY + ": 300 items, 300 commits"), run::toString);
    assertTrue(!run.out().contains("could not be checked"), run::toString);
  }

  @Test
  void aFolderInUseIsVerified() throws Exception {
    try (GoatDB db = Folders.open(folder)) {
      for (int round = 0; round < 10; round++) {
        Folders.create(db, 100);
        Run run = Run.of("verify", folder.toString());
        assertEquals(0, run.code(), run::toString);
        assertTrue(run.out().contains("the folder is in use"), run::toString);
      }
    }
  }

  @Test
  void damageIsReportedWithItsPlaceAndNothingIsChanged() throws Exception {
    Folders.fill(folder, 300);
    Path log = Folders.log(folder);
    byte[] bytes = Files.readAllBytes(log);
    int at = bytes.length / 2;
    bytes[at] ^= 4;
    Files.write(log, bytes);
    Run run = Run.of("verify", folder.toString(), "--json");
    assertEquals(1, run.code());
    JsonObject report = new JsonObject(run.out());
    assertEquals(false, report.getBoolean("verified"));
    JsonObject damage =
        report.getJsonArray("logs").getJsonObject(0).getJsonArray("damages").getJsonObject(0);
    assertTrue(damage.getLong("from") <= at && at < damage.getLong("to"), run::toString);
    assertEquals(-1, Arrays.mismatch(bytes, Files.readAllBytes(log)));
    Run text = Run.of("verify", folder.toString());
    assertTrue(text.out().contains("damaged from byte"), text::toString);
    assertTrue(text.out().endsWith("verified: no\n"), text::toString);
  }

  @Test
  void whatIsNoDatabaseIsRefused() {
    Run run = Run.of("verify", folder.toString());
    assertEquals(1, run.code());
    assertTrue(run.err().contains("no repositories"), run::toString);
  }
}
