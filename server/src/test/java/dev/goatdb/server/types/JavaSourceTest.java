package dev.goatdb.server.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatFile;
import dev.goatdb.Schema;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java that was made of definition files compiles, and says the same as they do. */
final class JavaSourceTest {
  private static final String TASKS =
      """
      {"schemas": {
        "task": [
          {"version": 1, "fields": {"text": {"type": "string", "required": true}, "n": {"type": "counter"}}},
          {"version": 2, "fields": {
             "title": {"type": "string", "required": true, "constraint": "size(value) > 0 && value != \\"a\\\\n\\""},
             "createdAt": {"type": "instant", "default": {"expr": "now()"}},
             "due": {"type": "instant", "default": 1000, "merge": "maximum"},
             "size": {"type": "integer"},
             "price": {"type": "number", "default": 0.30000000000000004},
             "done": {"type": "boolean", "default": false},
             "tags": {"type": "set", "of": "string", "default": ["a", "\\u0001\\\\u0041"]},
             "marks": {"type": "map", "of": "number", "default": {"x": 2}, "merge": "removals-win"},
             "votes": {"type": "counter"}},
           "upgrade": {"rename": {"text": "title"}, "drop": ["n"], "set": {"size": "size(old.text)"}, "code": ["marks", "tags"]}}]}}
      """;

  /** Bytes and what holds others, for the compiler to look at their types. */
  private static final String NESTED =
      """
      {"schemas": {"task": [{"version": 1, "fields": {
        "icon": {"type": "bytes", "default": "AAH_"},
        "parent": {"type": "reference", "default": "/data/tasks/root"},
        "seals": {"type": "map", "of": "bytes", "default": {"x": "_w"}},
        "likes": {"type": "set", "of": "reference"},
        "seen": {"type": "map", "of": {"type": "set", "of": "string"}, "default": {"ann": ["a"], "bob": []}},
        "days": {"type": "set", "of": {"type": "map", "of": {"type": "map", "of": "instant"}}, "default": [{"mo": {"at": 5}}]}}}]}}
      """;

  private static final String USE_NESTED =
      """
      package use;

      import dev.goatdb.GoatDB;
      import java.time.Instant;
      import java.util.*;
      import java.util.concurrent.Callable;
      import use.Goat.Task;

      public final class Use implements Callable<String> {
        public String call() {
          try (GoatDB db = GoatDB.inMemory(o -> o.schemas(Goat.schemas()))) {
            Task task = new Task(new byte[] {5}, "/data/tasks/up", Map.of(), Set.of(),
                Map.of("ann", Set.of("b")), Set.of(Map.of("tu", Map.of("at", Instant.EPOCH))));
            Task now = Task.of(db.create("/data/tasks", Task.SCHEMA, task.values()));
            return now.icon()[0] + now.parent() + now.seen() + now.days();
          }
        }
      }
      """;

  /** Names that Java or the class itself has other uses for. */
  private static final String HARD_NAMES =
      """
      {"schemas": {
        "list": [{"version": 1, "fields": {"class": {"type": "string"}, "schema": {"type": "set", "of": "instant"},
                  "values": {"type": "map", "of": "boolean"}, "hashCode": {"type": "integer"}, "fields": {"type": "number"},
                  "item": {"type": "string"}, "_": {"type": "string"}, "a_b": {"type": "string"}, "aB": {"type": "string"},
                  "given": {"type": "string"}, "of": {"type": "string", "default": "x"}}}],
        "field": [{"version": 1, "fields": {"a": {"type": "string"}}}, {"version": 2, "fields": {"a": {"type": "string"}}}],
        "string": [{"version": 1, "fields": {"a": {"type": "string", "required": true}}}],
        "map": [{"version": 1, "fields": {"a": {"type": "map", "of": "string", "default":
           {"1": "", "2": "", "3": "", "4": "", "5": "", "6": "", "7": "", "8": "", "9": "", "10": "", "11": ""}}}}],
        "a": [{"version": 1, "fields": {"a": {"type": "set", "of": "string", "default": []}}},
              {"version": 2, "fields": {"b": {"type": "set", "of": "string"}}, "upgrade": {"rename": {"a": "b"}}}]}}
      """;

  private static final String USE =
      """
      package use;

      import dev.goatdb.GoatDB;
      import dev.goatdb.Item;
      import java.time.Instant;
      import java.util.*;
      import java.util.concurrent.Callable;
      import use.Goat.Task;

      public final class Use implements Callable<String> {
        public String call() {
          try (GoatDB db = GoatDB.inMemory(o -> o.schemas(Goat.schemas()))) {
            Task task = new Task("Hello", Optional.empty(), Instant.EPOCH, Optional.of(5L), 1.5, true,
                Set.of("x"), Map.of("k", 2.0), 0L);
            Item item = db.create("/data/tasks", Task.SCHEMA, task.values());
            item.set(Task.DONE, false);
            item.add(Task.VOTES, 3);
            Task now = Task.of(item);
            return now.title() + now.done() + now.votes() + now.size().get() + now.tags()
                + now.createdAt().isPresent();
          }
        }
      }
      """;

  @TempDir Path folder;

  /** Compiles sources with all warnings as errors, and gives a loader of the classes. */
  private URLClassLoader compiled(String name, String source, String... more) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path sources = Files.createDirectories(folder.resolve("src"));
    Path goat = Files.writeString(sources.resolve(name + ".java"), source);
    List<String> files = List.of(goat.toString());
    if (more.length > 0) {
      files =
          List.of(
              goat.toString(), Files.writeString(sources.resolve("Use.java"), more[0]).toString());
    }
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            folder.toString(),
            "-Xlint:all",
            "-Werror",
            "-proc:none",
            "-classpath",
            System.getProperty("java.class.path"));
    boolean good =
        compiler
            .getTask(
                said,
                null,
                null,
                options,
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjectsFromStrings(files))
            .call();
    assertTrue(good, said + "\n" + source);
    URI classes = folder.toUri();
    return new URLClassLoader(new URL[] {classes.toURL()}, JavaSourceTest.class.getClassLoader());
  }

  private static Schema[] schemas(ClassLoader loader, String className) throws Exception {
    return (Schema[]) loader.loadClass(className).getMethod("schemas").invoke(null);
  }

  @Test
  void aClassHoldsTheWholeFileAndWorks() throws Exception {
    String source = JavaSource.of("goat.json", TASKS, "use", "Goat", false);
    assertEquals(source, JavaSource.of("goat.json", TASKS, "use", "Goat", false));
    assertTrue(
        source.startsWith("// Made by `goat types --java goat.json`; edit goat.json instead."));
    try (URLClassLoader loader = compiled("Goat", source, USE)) {
      assertEquals(
          GoatFile.parse(TASKS).toJson(), GoatFile.of(schemas(loader, "use.Goat")).toJson());
      Callable<?> use =
          (Callable<?>) loader.loadClass("use.Use").getDeclaredConstructor().newInstance();
      assertEquals("Hellofalse35[x]true", use.call());
    }
  }

  @Test
  void bytesReferencesAndNestedTypesAreJavaToo() throws Exception {
    String source = JavaSource.of("goat.json", NESTED, "use", "Goat", false);
    assertTrue(source.contains("Map<String, Set<String>> seen"), source);
    try (URLClassLoader loader = compiled("Goat", source, USE_NESTED)) {
      assertEquals(
          GoatFile.parse(NESTED).toJson(), GoatFile.of(schemas(loader, "use.Goat")).toJson());
      Callable<?> use =
          (Callable<?>) loader.loadClass("use.Use").getDeclaredConstructor().newInstance();
      assertEquals("5/data/tasks/up{ann=[b]}[{tu={at=1970-01-01T00:00:00Z}}]", use.call());
    }
  }

  @Test
  void olderVersionsHaveRecordsOnRequest() throws Exception {
    String source = JavaSource.of("goat.json", TASKS, "", "Goat", true);
    assertTrue(source.contains("record TaskV1("), source);
    assertTrue(source.contains(".upgrade(TaskV1.SCHEMA, up -> up"), source);
    assertFalse(JavaSource.of("goat.json", TASKS, "", "Goat", false).contains("TaskV1"));
    try (URLClassLoader loader = compiled("Goat", source)) {
      assertEquals(GoatFile.parse(TASKS).toJson(), GoatFile.of(schemas(loader, "Goat")).toJson());
    }
  }

  @Test
  void namesThatMeanSomethingElseAreTurned() throws Exception {
    for (boolean all : List.of(true, false)) {
      String source = JavaSource.of("goat.json", HARD_NAMES, "a.b", "Hard", all);
      try (URLClassLoader loader = compiled("Hard", source)) {
        assertEquals(
            GoatFile.parse(HARD_NAMES).toJson(), GoatFile.of(schemas(loader, "a.b.Hard")).toJson());
      }
    }
  }

  @Test
  void anEmptyFileIsAClass() throws Exception {
    try (URLClassLoader loader =
        compiled("Goat", JavaSource.of("goat.json", "{}", "", "Goat", false))) {
      assertEquals(0, schemas(loader, "Goat").length);
    }
  }

  @Test
  void namesThatJavaCannotHaveAreRefused() {
    String before = "{\"schemas\": {\"";
    String after = "\": [{\"version\": 1, \"fields\": {\"a\": {\"type\": \"string\"}}}]}}";
    Stream.of("to-do", "goat", "_")
        .forEach(name ->
            assertThrows(
                GoatException.InvalidDefinition.class,
                () -> JavaSource.of("goat.json", before + name + after, "", "Goat", false),
                name));
    for (String[] names : List.of(new String[] {"a.class", "Goat"}, new String[] {"a", "1x"})) {
      assertThrows(
          GoatException.InvalidValue.class,
          () -> JavaSource.of("goat.json", "{}", names[0], names[1], false));
    }
  }
}
