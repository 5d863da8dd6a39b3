package dev.goatdb.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Who changed what when, on the command line. */
final class LogCommandTest {
  private static final Schema NOTE =
      Schema.of("note", 1, Field.string("text"), Field.counter("votes"));

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String session = "";

  @BeforeEach
  void aFolder() {
    try (GoatDB db = GoatDB.open(folder, o -> o.schemas(NOTE).authority())) {
      session = db.session();
      Item x = db.createAt("/data/notes/x", NOTE, Map.of("text", "first"));
      db.flush();
      x.add(Field.counter("votes"), 2);
      db.flush();
      x.delete();
      db.flush();
      db.createAt("/data/others/y", NOTE, Map.of("text", "=\"two\",\nlines"));
    }
  }

  @Test
  void everyEditIsALine() {
    List<String> lines = run();
    assertEquals(4, lines.size(), out::toString);
    assertTrue(lines.get(0).contains(" /data/notes/x by a guest (" + session.substring(0, 10)));
    assertTrue(lines.get(0).endsWith(": created; text set to 'first'"), lines.get(0));
    assertTrue(lines.get(1).endsWith(": votes increased by 2"), lines.get(1));
    assertTrue(lines.get(2).endsWith(": deleted"), lines.get(2));
  }

  @Test
  void oneAsksForWhatOneWantsToKnow() {
    assertEquals(3, run("/data/notes").size());
    assertEquals(1, run("/data/others/y").size());
    assertEquals(0, run("/data/others/x").size());
    assertEquals(4, run("--session", session.substring(0, 8)).size());
    assertEquals(0, run("--user", "ann").size());
    assertEquals(4, run("--since", "1h").size());
    assertEquals(0, run("--until", "1h").size());
  }

  @Test
  void programsReadItToo() {
    JsonObject object = new JsonObject(run("/data/others", "--format", "json").get(0));
    assertEquals("/data/others/y", object.getString("path"));
    assertEquals(session, object.getString("session"));
    assertEquals("created", object.getJsonArray("changes").getString(0));
    run("/data/others", "--format", "csv");
    assertTrue(out.toString().startsWith("time,path,user,session,commit,confirmed,changes"));
    assertTrue(
        out.toString().contains("\"created; text set to '=\"\"two\"\",\nlines'\""), out::toString);
  }

  private List<String> run(String... args) {
    out.getBuffer().setLength(0);
    String[] all = new String[args.length + 3];
    all[0] = "log";
    all[1] = "--data";
    all[2] = folder.toString();
    System.arraycopy(args, 0, all, 3, args.length);
    CommandLine line = Goat.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    assertEquals(0, line.execute(all), err::toString);
    return out.toString().lines().toList();
  }
}
