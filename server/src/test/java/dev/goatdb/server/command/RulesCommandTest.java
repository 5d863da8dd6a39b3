package dev.goatdb.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.Item;
import dev.goatdb.server.GoatServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Rules put to the test on the command line. */
final class RulesCommandTest {
  private static final String SCHEMAS =
      """
      {"schemas": {"task": [{"version": 1, "fields": {
        "text": {"type": "string"}, "owner": {"type": "string"}, "done": {"type": "boolean", "default": false}}}]}
      """;
  private static final String RULES =
      """
      , "rules": [
        {"name": "own", "path": "/data/*/*", "allow": ["update"], "if": "before.owner == session.user"},
        {"name": "rest", "path": "/data/*/*", "allow": ["create", "read"]}]
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void casesComeOutAsTheyExpectOrAreShown() throws IOException {
    Path definitions = Files.writeString(folder.resolve("goat.json"), SCHEMAS + RULES + "}");
    Path cases =
        Files.writeString(
            folder.resolve("cases.json"),
            """
            {"cases": [
              {"name": "ann may", "user": "ann", "path": "/data/a/x",
               "before": {"owner": "ann"}, "after": {"owner": "ann", "done": true}, "expect": "allowed"},
              {"name": "bob may not", "user": "bob", "path": "/data/a/x",
               "before": {"owner": "ann"}, "after": {"owner": "ann", "done": true}, "expect": "allowed"}]}
            """);
    int code = run("rules", "test", cases.toString(), "--definitions", definitions.toString());
    assertEquals(1, code, err::toString);
    assertTrue(out.toString().contains("ok    ann may"), out::toString);
    assertTrue(out.toString().contains("FAILS bob may not"), out::toString);
    assertTrue(
        out.toString()
            .contains("refused by 'own': The rule 'own' does not let you update /data/a/x."),
        out::toString);
    assertTrue(out.toString().contains("2 cases, 1 failed"), out::toString);
  }

  @Test
  void editsOfThePastAreAskedAboutAsTheirItemsWereThen() throws Exception {
    GoatFile open = GoatFile.parse(SCHEMAS + "}");
    Path data = folder.resolve("data");
    try (GoatServer server = GoatServer.open(data, o -> o.port(0).file(open));
        GoatDB ann = client(server, open, "ann");
        GoatDB bob = client(server, open, "bob")) {
      Item task =
          ann.createAt("/data/a/x", open.schema("task"), Map.of("text", "t", "owner", "ann"));
      await(task::isOnServer);
      await(() -> bob.find("/data/a/x").isPresent());
      Item same = bob.item("/data/a/x");
      same.set("done", true);
      await(same::isOnServer);
      same.set("owner", "bob");
      await(() -> same.isOnServer() && task.get("owner").equals("bob"));
      same.set("text", "now it is bob's");
      await(same::isOnServer);
      server.db().item("/data/a/x").set("text", "the server is not judged");
    }
    Path definitions = Files.writeString(folder.resolve("goat.json"), SCHEMAS + RULES + "}");
    int code =
        run("rules", "replay", "--data", data.toString(), "--definitions", definitions.toString());
    assertEquals(0, code, err::toString);
    String said = out.toString();
    assertTrue(said.contains("/data/a/x by bob"), said);
    assertTrue(said.contains("refused by 'own'."), said);
    assertTrue(
        said.contains("4 edits since 1970-01-01T00:00:00Z, 2 would have been refused"), said);
    out.getBuffer().setLength(0);
    run(
        "rules",
        "replay",
        "--data",
        data.toString(),
        "--definitions",
        definitions.toString(),
        "--since",
        "2100-01-01T00:00:00Z");
    assertTrue(out.toString().contains("0 edits since 2100"), out::toString);
  }

  private static GoatDB client(GoatServer server, GoatFile file, String user)
      throws InterruptedException {
    GoatDB db = GoatDB.inMemory(o -> o.file(file).server(server.address()));
    server.db().sessions().assign(db.session(), user);
    await(() -> db.user().isPresent());
    db.counts("/data/a");
    return db;
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
