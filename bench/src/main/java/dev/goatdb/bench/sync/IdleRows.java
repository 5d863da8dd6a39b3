package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.server.torture.Waiting;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Rows about connections on which nothing happens. */
final class IdleRows {
  private static final double MEGABYTE = 1e6;
  private static final long SETTLING_MILLIS = 5_000;
  private static final long POLL_MILLIS = 100;

  private final Workshop workshop;

  IdleRows(Workshop workshop) {
    this.workshop = workshop;
  }

  void heap() throws IOException, InterruptedException {
    int count = workshop.effort().idle();
    try (ServedFolder server = served("idle-heap");
        HttpClient client = HttpClient.newHttpClient();
        GoatDB db = Tasks.client(server.address())) {
      db.sync();
      db.setOnline(false);
      awaitConnections(server, 0);
      long none = server.heapInUse();
      List<IdleConnection> idle = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        idle.add(IdleConnection.dial(client, server.address(), db));
      }
      Waiting.until(
          () -> idle.stream().allMatch(IdleConnection::isAnswered),
          "An idle connection got no answer.");
      awaitConnections(server, count);
      Samples samples = Samples.of(server.heapInUse() - none);
      String about =
          String.format(
              Locale.ROOT,
              "heap in use of the server with %,d idle connections, each greeted and subscribed to a"
                  + " repository of one item, less that with none",
              count);
      workshop.sheet().add(Row.lower("sync.idle5k.heap", about, "MB", MEGABYTE, samples, 80));
    }
  }

  void traffic() throws IOException, InterruptedException {
    int seconds = workshop.effort().idleSeconds();
    try (ServedFolder server = served("idle-traffic");
        Wiretap tap = new Wiretap(server.port());
        GoatDB db = Tasks.client(tap.address())) {
      db.sync();
      Waiting.sleep(SETTLING_MILLIS);
      long before = tap.traffic().both();
      TimeUnit.SECONDS.sleep(seconds);
      Samples samples = Samples.of(tap.traffic().both() - before);
      String about =
          String.format(
              Locale.ROOT,
              "bytes per second of both directions between an idle client and its server, over %d"
                  + " seconds; signs of life of the WebSocket included",
              seconds);
      workshop.sheet().add(Row.lower("sync.idle.traffic", about, "B", seconds, samples, 10));
    }
  }

  private ServedFolder served(String purpose) throws IOException {
    return ServedFolder.serve(workshop.folder().resolve(purpose), 1);
  }

  private static void awaitConnections(ServedFolder server, int count) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (server.health().getInteger("connections") != count) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the server does not have " + count + " connections");
      }
      Waiting.sleep(POLL_MILLIS);
    }
  }
}
