package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Rows about what two sides say to each other that hold nearly the same. */
final class ReconnectRows {
  private static final int MISSING = 100;
  private static final double KILOBYTE = 1e3;
  private static final List<String> KEYS = List.of("root.key", "session.key", "trusted.key");

  private final Workshop workshop;
  private final int commits;
  private final Path served;
  private final Path client;

  ReconnectRows(Workshop workshop) {
    this.workshop = workshop;
    this.commits = workshop.effort().commits();
    this.served = workshop.folder().resolve("reconnect-served");
    this.client = workshop.folder().resolve("reconnect-client");
  }

  void measure() throws IOException {
    Path ignorant = workshop.folder().resolve("reconnect-ignorant");
    fill(ignorant);
    bringInStep();
    same();
    change();
    try (GoatDB db = Tasks.offline(ignorant)) {
      Tasks.add(db, MISSING);
    }
    Path again = workshop.folder().resolve("reconnect-served-again");
    copy(served, again);
    String about =
        String.format(
            Locale.ROOT,
            "a client connects again where both sides hold %,d commits and either lacks the %d newest"
                + " of the other: bytes beside the commits, both directions",
            commits + MISSING,
            MISSING);
    missing("sync.reconnect.warm", about, client, again, 1);
    String cold = "the same, but the client knows no receipts";
    missing("sync.reconnect.cold", cold, ignorant, served, 5);
    for (Path folder : List.of(served, again, client, ignorant)) {
      Scratch.delete(folder);
    }
  }

  /** The commits are made before any server runs, so a copy of them has no receipts. */
  private void fill(Path ignorant) throws IOException {
    try (GoatDB db = GoatDB.open(served, Tasks.TASK)) {
      Tasks.add(db, commits);
    }
    copy(served, ignorant);
    for (String key : KEYS) {
      Files.deleteIfExists(ignorant.resolve(key));
    }
  }

  private void bringInStep() throws IOException {
    try (ServedFolder server = ServedFolder.serve(served);
        GoatDB db = Tasks.client(client, server.address())) {
      db.sync(Tasks.PATIENCE);
    }
  }

  private void same() throws IOException {
    Samples samples = new Samples();
    Traffic traffic = new Traffic(0, 0, 0, 0);
    for (int i = 0; i < workshop.effort().reconnects(); i++) {
      traffic = reconnect(served, client);
      samples.add(traffic.both());
    }
    String about =
        String.format(
            Locale.ROOT,
            "a client connects again where both sides hold the same %,d commits: bytes of frames after"
                + " the greeting, both directions; %s",
            commits,
            told(traffic));
    workshop.sheet().add(Row.lower("sync.reconnect.same", about, "B", 1, samples, 400));
  }

  /** Either side gets commits while the other is not there. */
  private void change() {
    try (GoatDB db = GoatDB.open(served, o -> o.schemas(Tasks.TASK).authority())) {
      Tasks.add(db, MISSING);
    }
    try (GoatDB db = Tasks.offline(client)) {
      Tasks.add(db, MISSING);
    }
  }

  private void missing(String id, String about, Path replica, Path server, double goal)
      throws IOException {
    Traffic traffic = reconnect(server, replica);
    Samples samples = Samples.of(traffic.besidePacks());
    String whole = about + "; " + told(traffic);
    workshop.sheet().add(Row.lower(id, whole, "KB", KILOBYTE, samples, goal));
  }

  /** What passes after the greeting until both sides hold the same and know it. */
  private static Traffic reconnect(Path server, Path replica) throws IOException {
    try (ServedFolder running = ServedFolder.serve(server);
        Wiretap tap = new Wiretap(running.port());
        GoatDB db = Tasks.client(replica, tap.address())) {
      db.sync(Tasks.PATIENCE);
      return tap.whenQuiet();
    }
  }

  private static String told(Traffic traffic) {
    return String.format(
        Locale.ROOT,
        "round trips: %d, bytes to the server: %,d, to the client: %,d, packs of commits among them:"
            + " %,d",
        traffic.roundTrips(),
        traffic.up(),
        traffic.down(),
        traffic.packs());
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(from)) {
      all = tree.toList();
    }
    for (Path each : all) {
      Files.copy(each, to.resolve(from.relativize(each)));
    }
  }
}
