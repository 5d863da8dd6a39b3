package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Rows about edits on their way: one client makes them, and the listener of another sees them. */
final class LatencyRows {
  private static final double MILLIS = 1e6;
  private static final long PAUSE_MILLIS = 2;
  private static final long KEYSTROKE_MILLIS = 50;
  private static final long PATIENCE_SECONDS = 10;

  private final Workshop workshop;

  LatencyRows(Workshop workshop) {
    this.workshop = workshop;
  }

  void measure() throws IOException, InterruptedException {
    int rounds = workshop.effort().rounds() + 1;
    try (Pair pair = new Pair(workshop.folder(), rounds * workshop.effort().edits())) {
      edits(pair);
      typing(pair);
    }
  }

  /** Each edit is of another item. */
  private void edits(Pair pair) throws IOException, InterruptedException {
    int rounds = workshop.effort().rounds();
    int count = workshop.effort().edits();
    Samples all = new Samples();
    Samples slow = new Samples();
    for (int round = 0; round <= rounds; round++) {
      Samples some = new Samples();
      for (int i = 0; i < count; i++) {
        some.add(edit(pair.items().get(round * count + i), pair));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      if (round > 0) {
        all.addAll(some);
        slow.add((long) some.percentile(0.99));
      }
    }
    String about =
        "an edit on one JVM client is seen by another through a server process, each edit of another"
            + " item";
    workshop.sheet().add(Row.lower("sync.edit.p50", about, "ms", MILLIS, all, 3));
    workshop
        .sheet()
        .add(
            Row.lower(
                "sync.edit.p99",
                String.format(
                    Locale.ROOT,
                    "the same, the 99th percentile: the median of %,d rounds of %,d edits",
                    rounds,
                    count),
                "ms",
                MILLIS,
                slow,
                25));
  }

  /** The nanoseconds until the other client shows it. */
  private static long edit(Item item, Pair pair) throws IOException, InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    long[] at = new long[1];
    try (var watching =
        pair.twin(item)
            .onChange(change -> {
              at[0] = System.nanoTime();
              seen.countDown();
            })) {
      long start = System.nanoTime();
      item.set(Tasks.DONE, true);
      await(seen);
      return at[0] - start;
    }
  }

  /** One item again and again; an edit is visible when it is shown, or one behind it. */
  private void typing(Pair pair) throws IOException, InterruptedException {
    int rounds = workshop.effort().rounds();
    int count = workshop.effort().typed();
    Samples slow = new Samples();
    for (int round = 0; round <= rounds; round++) {
      Samples some = type(pair.items().get(round), pair, count);
      if (round > 0) {
        slow.add((long) some.percentile(0.95));
      }
    }
    workshop
        .sheet()
        .add(
            Row.lower(
                "sync.typing.p95",
                String.format(
                    Locale.ROOT,
                    "one item is edited every %d ms, from an edit until the other client shows it or a"
                        + " later one, the 95th percentile: the median of %,d rounds of %,d edits;"
                        + " without drafts, which are not built yet: an edit waits until it is"
                        + " committed, three times a second",
                    KEYSTROKE_MILLIS,
                    rounds,
                    count),
                "ms",
                MILLIS,
                slow,
                60));
  }

  private static Samples type(Item item, Pair pair, int count)
      throws IOException, InterruptedException {
    Item twin = pair.twin(item);
    AtomicLongArray made = new AtomicLongArray(count);
    Samples delays = new Samples();
    CountDownLatch seen = new CountDownLatch(1);
    try (var watching =
        twin.onChange(change -> {
          long now = System.nanoTime();
          int shown = Integer.parseInt(twin.get(Tasks.TEXT));
          while (delays.size() <= shown) {
            delays.add(now - made.get(delays.size()));
          }
          if (delays.size() == count) {
            seen.countDown();
          }
        })) {
      for (int i = 0; i < count; i++) {
        made.set(i, System.nanoTime());
        item.set(Tasks.TEXT, Integer.toString(i));
        TimeUnit.MILLISECONDS.sleep(KEYSTROKE_MILLIS);
      }
      await(seen);
    }
    return delays;
  }

  private static void await(CountDownLatch seen) throws IOException, InterruptedException {
    if (!seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("an edit did not arrive within " + PATIENCE_SECONDS + " seconds");
    }
  }

  /** Two clients of a server, in step, and the items that one of them made. */
  private static final class Pair implements AutoCloseable {
    private final ServedFolder server;
    private final GoatDB writer;
    private final GoatDB reader;
    private final List<Item> items = new ArrayList<>();

    Pair(Path folder, int count) throws IOException {
      server = ServedFolder.serve(folder.resolve("edits"));
      writer = Tasks.client(server.address());
      reader = Tasks.client(server.address());
      for (int i = 0; i < count; i++) {
        items.add(Tasks.create(writer, Tasks.REPOSITORY, i));
      }
      writer.sync();
      reader.sync();
    }

    List<Item> items() {
      return items;
    }

    /** The same item at the reader. */
    Item twin(Item item) {
      return reader.item(item.path());
    }

    @Override
    public void close() {
      reader.close();
      writer.close();
      server.close();
    }
  }
}
