package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Rows about everything at once: a client that has nothing yet, and a server that lost it all. */
final class LoadRows {
  private static final double SECONDS = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final String EMPTY = "/data/nothing";

  private final Workshop workshop;
  private final int items;
  private int clients;

  LoadRows(Workshop workshop) {
    this.workshop = workshop;
    this.items = workshop.effort().items();
  }

  void fresh() throws IOException, InterruptedException {
    Samples times = new Samples();
    Samples wire = new Samples();
    Samples heaps = new Samples();
    try (ServedFolder server = ServedFolder.serve(folder("fresh"), items)) {
      // This one warms the server up.
      try (Wiretap tap = new Wiretap(server.port());
          FreshProcess client = load(tap.address(), Tasks.REPOSITORY, items)) {
        wire.add(tap.traffic().down());
      }
      for (int i = 0; i < workshop.effort().loads(); i++) {
        long empty;
        try (FreshProcess client = load(server.address(), EMPTY, 0)) {
          empty = client.heapInUse();
        }
        try (FreshProcess client = load(server.address(), Tasks.REPOSITORY, items)) {
          times.add(client.nanos());
          heaps.add(client.heapInUse() - empty);
        }
      }
    }
    String about =
        String.format(
            Locale.ROOT,
            "a fresh JVM client, a process with an empty folder, loads %,d items: from its start, Java's"
                + " own included, until sync() says that all is here",
            items);
    add(Row.lower("sync.fresh100k.time", about, "s", SECONDS, times, 2));
    add(
        Row.lower(
            "sync.fresh100k.wire",
            "the same: bytes that it receives after the greeting, commits included",
            "MB",
            MEGABYTE,
            wire,
            30));
    add(
        Row.lower(
            "sync.fresh100k.heap",
            "the same: its heap in use then, after a collection, less that of a client of an empty"
                + " repository",
            "MB",
            MEGABYTE,
            heaps,
            150));
  }

  private FreshProcess load(String address, String repository, int count) throws IOException {
    return FreshProcess.load(folder("client" + ++clients), address, repository, count);
  }

  void restore() throws IOException {
    Samples samples = new Samples();
    try (ServedFolder server = ServedFolder.serve(folder("wiped"), items);
        GoatDB client = Tasks.client(folder("restoring"), server.address())) {
      client.sync(Tasks.PATIENCE);
      for (int i = 0; i < workshop.effort().loads(); i++) {
        client.setOnline(false);
        server.wipe();
        long start = System.nanoTime();
        client.setOnline(true);
        client.sync(Tasks.PATIENCE);
        samples.add(System.nanoTime() - start);
        requireAll(server.health());
      }
    }
    String about =
        String.format(
            Locale.ROOT,
            "a server that lost its folder but for the root key gets %,d items back from one client,"
                + " which has a folder: from when that goes online until its sync() says that all is"
                + " there, and the server counts all",
            items);
    add(Row.lower("sync.restore100k", about, "s", SECONDS, samples, 5));
  }

  private void requireAll(JsonObject health) throws IOException {
    if (health.getLong("commits") != items) {
      throw new IOException("after sync() the server has " + health.encode());
    }
  }

  private void add(Row row) {
    workshop.sheet().add(row);
  }

  private Path folder(String purpose) {
    return workshop.folder().resolve(purpose);
  }
}
