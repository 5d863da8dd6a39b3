package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import java.io.IOException;
import java.util.Locale;

/** Rows about how many commits a server takes in, judges, writes and receipts. */
final class IngestRows {
  private static final int HUNDRED = 100;

  private final Workshop workshop;

  IngestRows(Workshop workshop) {
    this.workshop = workshop;
  }

  void measure() throws IOException {
    int singles = workshop.effort().singles();
    int hundreds = workshop.effort().hundreds();
    try (ServedFolder server = ServedFolder.serve(workshop.folder().resolve("ingest"))) {
      add(server, "single", 1, "each a pack of its own", singles, 10_000);
      add(server, "packs100", HUNDRED, "a hundred in a pack", hundreds, 60_000);
    }
  }

  private void add(
      ServedFolder server, String id, int inPack, String what, int commits, double goal) {
    String about =
        String.format(
            Locale.ROOT,
            "commits per second, %s: a client of the operator creates %,d items by db.atomically(...), until its sync()"
                + " says that all have receipts; %d processors, which the client shares",
            what,
            commits,
            Runtime.getRuntime().availableProcessors());
    Samples rates = rates(server, inPack, commits);
    workshop.sheet().add(Row.higher("sync.ingest." + id, about, "1/s", 1, rates, goal));
  }

  private Samples rates(ServedFolder server, int inPack, int commits) {
    Samples rates = new Samples();
    try (GoatDB client = Tasks.operator(server.folder(), server.address())) {
      for (int round = 0; round < 2 * workshop.effort().ingests(); round++) {
        long start = System.nanoTime();
        for (int made = 0; made < commits; made += inPack) {
          pack(client, inPack);
        }
        client.sync(Tasks.PATIENCE);
        if (round >= workshop.effort().ingests()) {
          rates.add(Math.round(commits * 1e9 / (System.nanoTime() - start)));
        }
      }
    }
    return rates;
  }

  /** What is edited atomically becomes one pack, however much else waits for a signature. */
  private static void pack(GoatDB client, int size) {
    client.atomically(() -> {
      for (int i = 0; i < size; i++) {
        Tasks.create(client, Tasks.REPOSITORY, i);
      }
    });
  }
}
