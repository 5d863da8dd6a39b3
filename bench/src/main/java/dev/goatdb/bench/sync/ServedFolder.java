package dev.goatdb.bench.sync;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.bench.group.Scratch;
import dev.goatdb.server.demo.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of tasks that a server process serves, which can lose it all. */
final class ServedFolder implements AutoCloseable {
  private static final String ROOT_KEY = "root.key";

  private final Path data;
  private Running running;

  /** A server, and the number of its process. */
  private record Running(ServerProcess server, long process) {}

  private ServedFolder(Path data) throws IOException {
    this.data = data;
    this.running = start(data, 0);
  }

  /** Serves a folder, which is made where it does not exist. */
  static ServedFolder serve(Path data) throws IOException {
    return new ServedFolder(data);
  }

  /** The same where the folder gets so many tasks, with receipts, before. */
  static ServedFolder serve(Path data, int tasks) throws IOException {
    try (GoatDB db = GoatDB.open(data, o -> o.schemas(Tasks.TASK).authority())) {
      Tasks.add(db, tasks);
    }
    return serve(data);
  }

  /** Its process is the child that was not there before, for it does not tell. */
  private static Running start(Path data, int port) throws IOException {
    Path definitions = data.resolveSibling(data.getFileName() + ".json");
    Files.writeString(definitions, GoatFile.of(Tasks.TASK).toJson());
    Path log = data.resolveSibling(data.getFileName() + ".log");
    Set<Long> before = children();
    ServerProcess server = ServerProcess.start(data, definitions, Optional.empty(), port, log);
    Set<Long> started = children();
    started.removeAll(before);
    return new Running(server, started.iterator().next());
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  Path folder() {
    return data;
  }

  String address() {
    return running.server().address();
  }

  int port() {
    return running.server().port();
  }

  /** Stops the server, empties its folder but for the key of its authority, and starts it again. */
  void wipe() throws IOException {
    int port = port();
    close();
    List<Path> all;
    try (Stream<Path> files = Files.list(data)) {
      all = files.filter(file -> !file.endsWith(ROOT_KEY)).toList();
    }
    for (Path each : all) {
      Scratch.delete(each);
    }
    running = start(data, port);
  }

  /** What the server says of itself. */
  JsonObject health() throws IOException {
    String address = address().replaceFirst("^ws", "http") + "/health";
    try (InputStream in = URI.create(address).toURL().openStream()) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** The bytes of the server's heap that are in use after a collection. */
  long heapInUse() throws IOException, InterruptedException {
    return HeapInUse.of(running.process());
  }

  @Override
  public void close() {
    running.server().close();
  }
}
