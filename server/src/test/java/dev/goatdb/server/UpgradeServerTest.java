package dev.goatdb.server;

import static dev.goatdb.server.Tasks.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.ItemView;
import dev.goatdb.Schema;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that upgrades by code, with old and new clients over real sockets. */
final class UpgradeServerTest {
  private static final Field<String> OLD = Field.string("tags");
  private static final Schema FIRST = Schema.of("note", 1, OLD);
  private static final Field<Set<String>> NEW = Field.set("tags", Field.STRING);
  private static final Schema SECOND =
      Schema.of("note", 2, NEW).upgrade(FIRST, up -> up.code("tags"));

  @TempDir Path folder;

  private static Map<String, ?> split(ItemView old) {
    return Map.of("tags", Set.of(old.get(OLD).split(",")));
  }

  private GoatServer serve(Consumer<ServerOptions> more) {
    return GoatServer.open(
        folder.resolve("server"), more.andThen(o -> o.schemas(FIRST, SECOND).port(0)));
  }

  private GoatDB client(String name, GoatServer server, Schema... schemas) {
    GoatDB db = GoatDB.open(folder.resolve(name), o -> o.schemas(schemas).server(server.address()));
    db.counts("/data/n");
    return db;
  }

  @Test
  void oldAndNewClientsGoOnAndARestartWritesNothingTwice() throws InterruptedException {
    try (GoatServer server = serve(o -> {});
        GoatDB old = client("old", server, FIRST);
        GoatDB current = client("new", server, FIRST, SECOND)) {
      old.createAt("/data/n/a", FIRST, Map.of("tags", "x,y"));
      old.sync();
      eventually(() -> current.find("/data/n/a").isPresent());
      assertEquals(Set.of(), current.item("/data/n/a").get(NEW), "nobody here has the code");
    }
    try (GoatServer server = serve(o -> o.upgrade("note", 2, UpgradeServerTest::split));
        GoatDB old = client("old", server, FIRST);
        GoatDB current = client("new", server, FIRST, SECOND)) {
      Item ours = current.item("/data/n/a");
      eventually(() -> ours.get(NEW).equals(Set.of("x", "y")));
      ours.add(NEW, "mine");
      current.sync();
      old.item("/data/n/a").set(OLD, "x,z");
      eventually(() -> ours.get(NEW).equals(Set.of("mine", "x", "z")));
      old.sync();
      assertEquals("x,z", old.item("/data/n/a").get(OLD));
      assertEquals(5, server.db().counts("/data/n").commits());
    }
    try (GoatServer server = serve(o -> o.upgrade("note", 2, UpgradeServerTest::split));
        GoatDB current = client("new", server, FIRST, SECOND)) {
      current.createAt("/data/n/b", SECOND, Map.of());
      current.sync();
      assertEquals(6, server.db().counts("/data/n").commits());
      assertEquals(Set.of("mine", "x", "z"), current.item("/data/n/a").get(NEW));
    }
  }

  @Test
  void theLogSaysWhatIsMissingAndWhatFailsButNoValues() throws InterruptedException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      try (GoatServer server = serve(o -> {});
          GoatDB old = client("old", server, FIRST)) {
        for (int i = 0; i < 30; i++) {
          old.createAt("/data/n/" + i, FIRST, Map.of("tags", "private"));
        }
        old.sync();
      }
      String missing = log.toString(UTF_8);
      assertTrue(missing.contains("'note version 2' needs code for tags"), missing);
      assertTrue(missing.contains("upgrade(\"note\", 2, ...)"), missing);
      log.reset();
      try (GoatServer server = serve(o -> o.upgrade("note", 2, UpgradeServerTest::fail))) {
        Item item = server.db().item("/data/n/29");
        eventually(() -> item.problems().toString().contains("private is no number"));
      }
      String failing = log.toString(UTF_8);
      assertTrue(failing.contains("failed on /data/n/0, fields tags: IllegalState"), failing);
      assertTrue(failing.contains("UpgradeServerTest.fail"), failing);
      assertTrue(failing.contains("Further items"), failing);
      assertFalse(failing.contains("private"), failing);
      assertEquals(21, failing.split("WARN", -1).length - 1, failing);
    } finally {
      System.setErr(before);
    }
  }

  private static Map<String, ?> fail(ItemView old) {
    throw new IllegalStateException(old.get(OLD) + " is no number");
  }
}
