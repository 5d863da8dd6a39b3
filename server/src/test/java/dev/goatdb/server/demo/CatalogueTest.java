package dev.goatdb.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.goatdb.GoatDB;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The data of the demo, and the oracle that judges it. */
final class CatalogueTest {
  @Test
  void theExampleHasTheSameDefinitions() throws Exception {
    assertEquals(
        Files.readString(Path.of("..", "examples", "catalogue", "goat.json")),
        Catalogue.definitions());
  }

  @Test
  void theSampleHasTwoThousandPackages() {
    assertEquals(2000, Catalogue.packages().size());
  }

  @Test
  void theOracleSeesWhatWasNotIssued() {
    Oracle oracle = new Oracle(Catalogue.schema());
    String path = Catalogue.path("goat");
    Map<String, Object> values = Map.of("name", "goat", "version", "1");
    oracle.created(path, values);
    try (GoatDB db = GoatDB.inMemory(Catalogue.schema())) {
      assertEquals(
          1, oracle.compare(db).differences().stream().filter(d -> d.endsWith("missing")).count());
      var item = db.createAt(path, Catalogue.schema(), values);
      assertEquals(0, oracle.compare(db).differences().size());
      item.set("version", "2");
      item.set("votes", 1L);
      assertEquals(2, oracle.compare(db).differences().size());
      oracle.wrote(path, "version", "2");
      oracle.voted(path, 1);
      oracle.contested(path, "description", "ada", "mine");
      assertFalse(oracle.compare(db).differences().isEmpty(), "one of the words must stand there");
      item.set("description", "mine");
      assertEquals(0, oracle.compare(db).differences().size());
      oracle.deleted(path);
      assertEquals(1, oracle.compare(db).differences().size());
      item.delete();
      assertEquals(0, oracle.compare(db).differences().size());
    }
  }
}
