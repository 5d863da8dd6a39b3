package dev.goatdb.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README shows is compiled and run as it stands there; only folder and port are put in. */
final class ReadmeTest {
  private static final String IMPORTS =
      """
      import static dev.goatdb.Expr.expr;
      import static dev.goatdb.Field.STRING;
      import static dev.goatdb.Field.bool;
      import static dev.goatdb.Field.instant;
      import static dev.goatdb.Field.set;
      import static dev.goatdb.Field.string;
      import dev.goatdb.*;
      import java.nio.file.Path;
      import java.time.Instant;
      import java.util.*;
      class Readme { public static void main(String[] args) {
      """;

  @TempDir Path folder;

  @Test
  void theExampleRunsAgainstTheServerOfItsDefinitionFile() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    GoatFile file = GoatFile.parse(block(readme, "json"));
    try (GoatServer server = GoatServer.open(folder.resolve("server"), o -> o.file(file).port(0))) {
      String example =
          block(readme, "java")
              .replace("localhost:8080", "127.0.0.1:" + server.port())
              .replace("Path.of(\"data\")", "Path.of(args[0])");
      Path source = Files.writeString(folder.resolve("Readme.java"), IMPORTS + example + "}}");
      compile(source);
      String said = run();
      assertTrue(said.contains("Feed the goat"), said);
      assertTrue(!said.contains("Exception"), said);
      assertEquals(2, server.db().query("/data/todos").open().results().size());
    }
  }

  private void compile(Path source) {
    StringWriter complaints = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    boolean compiled =
        compiler
            .getTask(
                complaints,
                files,
                null,
                List.of("-cp", System.getProperty("java.class.path"), "-proc:none"),
                null,
                files.getJavaFileObjects(source))
            .call();
    assertTrue(compiled, complaints.toString());
  }

  private String run() throws Exception {
    String classPath =
        folder + System.getProperty("path.separator") + System.getProperty("java.class.path");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "Readme",
                folder.resolve("client").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(program.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, program.exitValue(), said);
    return said;
  }

  /** The first block of that language. */
  private static String block(String readme, String language) {
    int start = readme.indexOf("```" + language + "\n") + language.length() + 4;
    return readme.substring(start, readme.indexOf("```", start));
  }
}
