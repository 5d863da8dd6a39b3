package dev.goatdb.server.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acts of the check with JVM peers alone, over real sockets and a server that is killed. */
final class PlayTest {
  private static final String DEFINITIONS =
      """
      {"schemas": {
        "list": [{"version": 1, "fields": {"name": {"type": "string", "required": true}}}],
        "task": [{"version": 1, "fields": {
          "text": {"type": "string", "required": true}, "done": {"type": "boolean", "default": false},
          "created": {"type": "instant", "default": {"expr": "now()"}},
          "tags": {"type": "set", "of": "string"}}}]}}
      """;

  @TempDir Path folder;
  private ServerProcess server;

  @Test
  void threePeersComeToTheSameWhateverHappens() throws Exception {
    Files.writeString(folder.resolve("goat.json"), DEFINITIONS);
    Files.createDirectories(folder.resolve("server"));
    server = serve(0);
    Oracle oracle = new Oracle();
    Verdict verdict = new Verdict(oracle);
    try (JvmPeer ana = peer("ana");
        JvmPeer ben = peer("ben");
        JvmPeer jo = peer("jo");
        JvmPeer fresh = peer("fresh")) {
      List<Person> people =
          List.of(
              new Person("ana", ana, oracle),
              new Person("ben", ben, oracle),
              new Person("jo", jo, oracle));
      Play play = new Play(people, oracle, sentence -> {});
      play.found();
      play.together();
      play.apart(() -> {});
      play.killed(server::kill, () -> server = serve(server.port()));
      for (JvmPeer peer : List.of(ana, ben, jo, fresh)) {
        assertTrue(Pauses.until(60_000, () -> peer.read().items().equals(ana.read().items())));
        verdict.add("peer " + verdict.lines().size(), peer.read());
      }
    }
    server.close();
    GoatFile schemas = GoatFile.parse(DEFINITIONS);
    try (GoatDB stored = GoatDB.open(folder.resolve("server"), o -> o.file(schemas))) {
      verdict.add("server's folder", Replica.of(stored));
    }
    assertTrue(verdict.isWell(), () -> String.join("\n", verdict.lines()));
  }

  private JvmPeer peer(String name) {
    GoatFile schemas = GoatFile.parse(DEFINITIONS);
    String address = server.address();
    return new JvmPeer(
        GoatDB.open(folder.resolve(name), o -> o.file(schemas).server(address)), schemas);
  }

  private ServerProcess serve(int port) {
    return ServerProcess.start(
        folder.resolve("server"),
        folder.resolve("goat.json"),
        Optional.empty(),
        port,
        folder.resolve("log"));
  }
}
