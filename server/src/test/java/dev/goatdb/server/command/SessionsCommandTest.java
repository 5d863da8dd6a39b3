package dev.goatdb.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import dev.goatdb.server.GoatServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Sessions as an operator deals with them, while the server runs and when it does not. */
final class SessionsCommandTest {
  private static final Schema NOTE = Schema.of("note", 1, Field.string("text"));

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aRunningServerHeedsItAtOnce() throws InterruptedException {
    String data = folder.resolve("data").toString();
    try (GoatServer server = GoatServer.open(Path.of(data), o -> o.port(0).schemas(NOTE));
        GoatDB ann = GoatDB.inMemory(o -> o.schemas(NOTE).server(server.address()))) {
      Item note = ann.createAt("/data/notes/x", NOTE, Map.of("text", "mine"));
      await(note::isOnServer);
      assertEquals(
          0, run("sessions", "assign", ann.session(), "ann", "--data", data), err::toString);
      await(() -> ann.user().equals(Optional.of("ann")));
      assertEquals(0, run("sessions", "list", "--data", data), err::toString);
      assertTrue(out.toString().contains(ann.session() + " ann\n"), out::toString);
      assertEquals(0, run("sessions", "revoke", ann.session(), "--data", data), err::toString);
      await(() -> server.db().sessions().isRevoked(ann.session()));
      note.set("text", "too late");
      ann.flush();
      await(() -> !ann.isOnline());
      assertEquals("mine", server.db().item("/data/notes/x").get("text"));
    }
    assertEquals(0, run("sessions", "list", "--data", data), err::toString);
    assertTrue(out.toString().contains(" ann revoked\n"), out::toString);
  }

  @Test
  void whatIsNoSessionIsSaid() {
    String data = folder.resolve("data").toString();
    assertEquals(1, run("sessions", "assign", "nonsense", "ann", "--data", data));
    assertTrue(err.toString().contains("'nonsense' is not the id of a session."), err::toString);
  }

  private static void await(BooleanSupplier state) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen within 30 seconds");
      Thread.sleep(10);
    }
  }

  private int run(String... args) {
    CommandLine line = Goat.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
