package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Scratch;
import dev.goatdb.bench.group.Yardstick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Rows about the bytes on disk: of all files in the folder of a closed database, per document. */
final class DiskRows {
  private static final int BATCH = 100;

  /** Bytes per document are counted in hundredths. */
  private static final int HUNDREDTHS = 100;

  private static final double ORIGINAL = 745;

  private final Workshop workshop;
  private final int documents;

  DiskRows(Workshop workshop) {
    this.workshop = workshop;
    this.documents = workshop.effort().diskDocuments();
  }

  void measure() throws IOException {
    workshop.sheet().note("counting bytes on disk");
    add(
        row(
            Mode.BUFFERED,
            BATCH,
            "store.disk.batch",
            String.format(
                Locale.ROOT,
                "bytes in all files of the folder of a closed database, per document, of %,d created"
                    + " in batches of 100; ours is sealed; MVStore, on which Nitrite builds, keeps"
                    + " what was overwritten in the last 45 seconds",
                documents),
            220));
    add(
        row(
            Mode.SYNCED,
            1,
            "store.disk.single",
            "the same, each created alone and waited for until it was on the disk; Nitrite does not"
                + " wait",
            400));
  }

  private Row row(Mode mode, int batch, String id, String about, double goal) throws IOException {
    try (Lineup lineup = Lineup.start(workshop, List.of(Engine.values()), List.of())) {
      Comparison sizes =
          new Comparison(mode, lineup.once(process -> size(process, mode, batch)), HUNDREDTHS);
      return sizes.lower(id, about, "B", goal).against(Yardstick.original(ORIGINAL));
    }
  }

  private Samples size(ContestantProcess process, Mode mode, int batch) throws IOException {
    Path folder = workshop.folder("disk-" + batch, process.engine());
    process.open(folder, mode, 0);
    process.take("create " + documents / batch + " " + batch);
    process.take("close");
    return Samples.of(Scratch.size(folder) * HUNDREDTHS / documents);
  }

  private void add(Row row) {
    workshop.sheet().add(row);
  }
}
