package dev.goatdb.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.bench.group.Yardstick;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  private static final Machine MACHINE =
      new Machine(2, "a processor", "24 GiB", "Linux 6", "Some JDK 25", "ext4", "0.10", "abc1234");
  private static final Row ROW =
      Row.lower("store.read", "read one", "us", 1000, Samples.of(1000, 2000, 3000), 5)
          .beside("sqlite", 6.8)
          .against(new Yardstick("sqlite", 6.8));

  @TempDir Path folder;

  /** A group that has measured one row, and could not measure another. */
  private static final class Measured implements Group {
    @Override
    public String name() {
      return "store";
    }

    @Override
    public String method() {
      return "By looking at the clock.";
    }

    @Override
    public List<String> versions() {
      return List.of("sqlite: 3");
    }

    @Override
    public void run(boolean quick, Sheet sheet) {
      sheet.add(ROW);
      sheet.miss("objectbox", new IOException("it is not there"));
    }
  }

  @Test
  void aPageTellsMachineVersionsMethodAndRows() throws Exception {
    Group group = new Measured();
    Sheet sheet = new Sheet();
    group.run(false, sheet);
    String page = Results.page(MACHINE, false, Map.of(group, sheet));
    assertContains(page, "- 2 processors, a processor\n");
    assertContains(page, "temporary files on ext4\n");
    assertContains(page, "- load before: 0.10\n");
    assertContains(page, "- GoatDB: commit abc1234\n");
    assertContains(page, "## store\n\nBy looking at the clock.\n");
    assertContains(page, "- sqlite: 3\n");
    assertContains(
        page,
        "| store.read | 5.00 us | **2.00** us | 1.00 .. 3.00 | sqlite 6.80 | 3.40 | sqlite 6.80 |");
    assertContains(page, "- `store.read`: read one\n");
    assertContains(page, "Not measured:\n\n- objectbox: it is not there\n");
  }

  @Test
  void aRowThatMissesItsGoalIsNotBold() throws Exception {
    Sheet sheet = new Sheet();
    sheet.add(Row.higher("store.ingest", "create", "1/s", 1, Samples.of(676), 150_000));
    String page = Results.page(MACHINE, true, Map.of(new Measured(), sheet));
    assertContains(page, "| store.ingest | 150,000 1/s | 676 1/s | 676 .. 676 |  |  |  |");
    assertContains(page, ", in a hurry:");
  }

  @Test
  void theRowsAreJsonForPrograms() throws Exception {
    Path file = folder.resolve("rows.json");
    Report.write(file, MACHINE, List.of(ROW));
    JsonObject row = new JsonObject(Files.readString(file)).getJsonArray("rows").getJsonObject(0);
    assertEquals("store.read", row.getString("id"));
    assertEquals(2.0, row.getDouble("ours"));
    assertEquals(List.of(1.0, 3.0), row.getJsonArray("spread").getList());
    assertEquals(6.8, row.getJsonObject("peers").getDouble("sqlite"));
  }

  private static void assertContains(String page, String part) {
    assertTrue(page.contains(part), () -> part + " is missing in\n" + page);
  }
}
