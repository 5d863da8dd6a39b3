package dev.goatdb.server.torture;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.server.demo.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A server in a process of its own that is killed again and again while two clients write. After
 * each kill a copy of its folder must hold all that was acknowledged.
 */
final class ServerRounds implements AutoCloseable {
  private static final int LEAST_MILLIS = 50;
  private static final int MOST_MILLIS = 1_000;

  private final Path scratch;
  private final Random random;
  private final Ledger ledger = new Ledger();
  private final Path definitions;
  private ServerProcess server;
  private final List<Load> loads = new ArrayList<>();

  ServerRounds(Path scratch, Random random) throws IOException {
    this.scratch = Files.createDirectories(scratch);
    this.random = random;
    this.definitions = Files.writeString(scratch.resolve("goat.json"), Notes.DEFINITIONS);
    Files.createDirectories(data());
    this.server = start(0);
    for (String name : List.of("ada", "bob")) {
      loads.add(new Load(name, scratch.resolve(name), server.address(), ledger, random.nextLong()));
    }
  }

  private Path data() {
    return scratch.resolve("data");
  }

  private ServerProcess start(int port) {
    return ServerProcess.start(
        data(), definitions, Optional.empty(), port, scratch.resolve("server.log"));
  }

  Ledger ledger() {
    return ledger;
  }

  /** One kill; what is lost or wrong then, in words. */
  List<String> kill() throws IOException {
    long before = ledger.acknowledged();
    Waiting.until(() -> ledger.acknowledged() > before, "The server acknowledged nothing.");
    Waiting.sleep(LEAST_MILLIS + random.nextInt(MOST_MILLIS - LEAST_MILLIS));
    server.kill();
    Waiting.until(
        () -> loads.stream().noneMatch(load -> load.db().isOnline()),
        "The clients did not notice that the server is gone.");
    Path copy = Scratch.copy(data(), scratch.resolve("copy"));
    List<String> wrong = new ArrayList<>(Scratch.wrong(copy));
    loads.forEach(load -> load.db().setOnline(false));
    server = start(server.port());
    try (GoatDB db =
        GoatDB.open(copy, o -> o.file(GoatFile.parse(Notes.DEFINITIONS)).authority())) {
      wrong.addAll(ledger.lost(db));
      wrong.addAll(ledger.wrong(db));
    }
    loads.forEach(load -> load.db().setOnline(true));
    return wrong;
  }

  /** What is lost at the end, when the server has got what the clients still had. */
  List<String> end() {
    loads.forEach(Load::stop);
    loads.forEach(load -> load.db().sync());
    loads.forEach(load -> load.stop());
    loads.forEach(Load::close);
    server.close();
    List<String> wrong = new ArrayList<>(Scratch.wrong(data()));
    try (GoatDB db =
        GoatDB.open(data(), o -> o.file(GoatFile.parse(Notes.DEFINITIONS)).authority())) {
      wrong.addAll(ledger.lost(db));
      wrong.addAll(ledger.wrong(db));
    }
    return wrong;
  }

  /** The folders that are left. */
  List<Path> folders() {
    return List.of(data(), scratch.resolve("ada"), scratch.resolve("bob"));
  }

  @Override
  public void close() {
    loads.forEach(Load::close);
    server.close();
  }
}
