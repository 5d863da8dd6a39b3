package dev.goatdb.bench.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Sheet;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncGroupTest {
  /** Differences: with little of everything they may be nothing, or lost in the noise of a heap. */
  private static final Set<String> SMALL =
      Set.of("sync.fresh100k.heap", "sync.idle5k.heap", "sync.idle.traffic");

  @TempDir Path folder;

  /** With little of everything: whether it can be measured is checked, and not how it comes out. */
  @Test
  void everyRowIsMeasured() throws Exception {
    Sheet sheet = new Sheet();
    Effort little = new Effort(1, 5, 5, 300, 1, 300, 1, 1, 100, 200, 10, 1);
    SyncGroup.measure(new Workshop(folder, little, sheet));
    assertEquals(List.of(), sheet.missing());
    assertEquals(
        List.of(
            "sync.edit.p50",
            "sync.edit.p99",
            "sync.typing.p95",
            "sync.reconnect.same",
            "sync.reconnect.warm",
            "sync.reconnect.cold",
            "sync.fresh100k.time",
            "sync.fresh100k.wire",
            "sync.fresh100k.heap",
            "sync.restore100k",
            "sync.ingest.single",
            "sync.ingest.packs100",
            "sync.idle5k.heap",
            "sync.idle.traffic"),
        sheet.rows().stream().map(Row::id).toList());
    for (Row row : sheet.rows()) {
      assertTrue(row.ours() > 0 || SMALL.contains(row.id()), row::toString);
    }
  }
}
