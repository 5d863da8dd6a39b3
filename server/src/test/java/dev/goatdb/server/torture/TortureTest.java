package dev.goatdb.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatDB;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short torture, and whether it would notice. */
final class TortureTest {
  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedSurvivesKillsAndDamageIsReported() throws Exception {
    StringWriter said = new StringWriter();
    Torture.Result result =
        new Torture(folder.resolve("torture"), 1, new PrintWriter(said)).run(10, 12);
    assertEquals(0, result.failures(), said::toString);
    assertEquals(10, result.kills());
    assertTrue(result.acknowledged() > 100, result::toString);
  }

  @Test
  void aLossIsNoticed() {
    Ledger ledger = new Ledger();
    try (GoatDB db = GoatDB.inMemory(Notes.NOTE)) {
      for (String key : List.of("a", "b")) {
        db.createAt(Notes.path(key), Notes.NOTE, Map.of("text", Notes.text(key, 3)));
        ledger.note(key, 3);
      }
      assertEquals(List.of(), ledger.lost(db));
      assertEquals(List.of(), ledger.wrong(db));
      ledger.note("a", 4);
      ledger.note("c", 0);
      assertEquals(2, ledger.lost(db).size());
      db.item(Notes.path("b")).set(Notes.TEXT, "never written");
      assertEquals(1, ledger.wrong(db).size());
    }
  }
}
