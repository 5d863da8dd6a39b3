package dev.goatdb.bench;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Query;
import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Scratch;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.server.demo.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Edits on their way from one peer to another, through a real server on the loopback interface. */
final class SyncGroup implements Group {
  private static final double MILLIS = 1_000_000.0;
  private static final long PAUSE_MILLIS = 2;

  @Override
  public String name() {
    return "sync";
  }

  @Override
  public String method() {
    return """
    Two databases in memory, in one program, are connected to a server process. One edits, and the other's listener
    stops the clock; the first third of the edits warms up.\
    """;
  }

  @Override
  public void run(boolean quick, Sheet sheet) throws Exception {
    int edits = quick ? 500 : 3000;
    Samples samples = new Samples();
    try (Scratch scratch = new Scratch();
        ServerProcess server = serve(scratch.path());
        GoatDB writer = GoatDB.inMemory(o -> o.schemas(Tasks.TASK).server(server.address()));
        GoatDB reader = GoatDB.inMemory(o -> o.schemas(Tasks.TASK).server(server.address()));
        Query query = reader.query("/data/todos").open()) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < edits; i++) {
        items.add(writer.create("/data/todos", Tasks.TASK, Tasks.values(i)));
      }
      writer.sync();
      reader.sync();
      if (query.results().size() != edits) {
        throw new IOException(
            "the reader has " + query.results().size() + " of " + edits + " items");
      }
      for (int i = 0; i < edits; i++) {
        if (i == edits / 3) {
          samples.clear();
        }
        samples.add(edit(items.get(i), reader.item(items.get(i).path())));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    sheet.add(
        Row.lower(
            "sync.edit.p50",
            "an edit on one JVM peer is seen by another through a server process, sealed and judged",
            "ms",
            MILLIS,
            samples,
            10));
  }

  private static ServerProcess serve(Path folder) throws IOException {
    Path definitions = Files.writeString(folder.resolve("goat.json"), Tasks.FILE);
    Path data = folder.resolve("server");
    return ServerProcess.start(
        data, definitions, Optional.empty(), 0, folder.resolve("server.log"));
  }

  /** Edits an item and waits until its twin shows it; gives the nanoseconds between. */
  private static long edit(Item item, Item twin) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    long[] at = new long[1];
    try (var watching =
        twin.onChange(change -> {
          at[0] = System.nanoTime();
          seen.countDown();
        })) {
      long start = System.nanoTime();
      item.set(Tasks.DONE, true);
      if (!seen.await(10, TimeUnit.SECONDS)) {
        throw new IOException("an edit did not arrive within 10 seconds");
      }
      return at[0] - start;
    }
  }
}
