package dev.goatdb.server.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.GoatFile;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import dev.goatdb.Type;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.file.Entry;
import dev.goatdb.server.GoatServer;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to definition files shows is so. */
final class DefinitionGuideTest {
  @TempDir Path folder;
  private String guide = "";

  @BeforeEach
  void readTheGuide() throws IOException {
    guide = Files.readString(Path.of("..", "docs", "guide", "definitions.md"));
  }

  private String block(String language) {
    return block(language, 0);
  }

  private String block(String language, int from) {
    int start = guide.indexOf("```" + language + "\n", from) + language.length() + 4;
    return guide.substring(start, guide.indexOf("```", start));
  }

  @Test
  void theFileOfTheGuideIsGood() {
    assertEquals(List.of(), GoatFile.mistakes(block("json")));
    assertTrue(TypeScript.module("goat.json", block("json")).contains("client/expressions"));
  }

  @Test
  void theNestedFieldOfTheGuideIsTheSameInJava() {
    int start = guide.indexOf("```\n\"seen\"") + 4;
    String field = guide.substring(start, guide.indexOf("```", start));
    String file = "{\"schemas\": {\"page\": [{\"version\": 1, \"fields\": {" + field + "}}]}}";
    assertEquals(List.of(), GoatFile.mistakes(file));
    Schema same = Schema.of("page", 1, Field.map("seen", Type.setOf(Field.STRING)));
    assertEquals(same.toJson(), GoatFile.parse(file).schema("page").toJson());
    assertTrue(guide.contains("`Field.map(\"seen\", Type.setOf(Field.STRING))`"));
  }

  @Test
  void aDefaultThatLooksLikeAnExpressionIsWrittenAsTheGuideSays() {
    String text = "{\"expr\": \"{'expr': 'text'}\"}";
    assertTrue(guide.contains("`" + text + "`"));
    GoatFile file =
        GoatFile.parse(
            "{\"schemas\": {\"page\": [{\"version\": 1, \"fields\": {\"words\": {\"type\": \"map\","
                + " \"default\": "
                + text
                + "}}}]}}");
    try (GoatDB db = GoatDB.inMemory(o -> o.file(file))) {
      Item page = db.create("/data/pages", file.schema("page"), Map.of());
      assertEquals(Map.of("expr", "text"), page.get("words"));
    }
  }

  @Test
  void theJavaOfTheGuideCompiles() {
    String source =
        "import dev.goatdb.*;\nclass Guide { static String json() {\n"
            + block("java", guide.indexOf("## In Java"))
            + "return json; } }";
    compile("Guide", source);
  }

  @Test
  void theCodeOfTheGuideRuns() throws Exception {
    int section = guide.indexOf("### Upgrades by code");
    compile(
        "Notes",
        "import dev.goatdb.*; import dev.goatdb.server.*; import java.nio.file.*; import java.util.*;"
            + "\npublic class Notes {\n"
            + block("java", section).replace("static GoatServer", "public static GoatServer")
            + "}");
    GoatFile file = GoatFile.parse(block("json", section));
    Schema first = file.schemas().get(0);
    Path data = folder.resolve("data");
    try (GoatDB before = GoatDB.open(data, first)) {
      before.createAt("/data/n/a", first, Map.of("labels", "red, blue", "votes", 3));
    }
    try (URLClassLoader loader =
            new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        GoatServer server =
            (GoatServer)
                loader
                    .loadClass("Notes")
                    .getMethod("serve", Path.class, GoatFile.class)
                    .invoke(null, data, file)) {
      Item note = server.db().item("/data/n/a");
      for (int i = 0; i < 10_000 && !note.get("votes").equals(3L); i++) {
        Thread.sleep(1);
      }
      assertEquals(3L, note.get("votes"));
      assertEquals(Set.of("red", "blue"), note.get("labels"));
    }
  }

  private void compile(String name, String source) {
    URI place = URI.create("string:///" + name + ".java");
    JavaFileObject file =
        new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
    assertTrue(
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, options, null, List.of(file))
            .call(),
        source);
  }

  @Test
  void theGuideNamesEveryEntryTypeAndPolicy() {
    Stream.of(
            Entry.OF_FILE,
            Entry.OF_ORGANISATION,
            Entry.OF_VERSION,
            Entry.OF_FIELD,
            Entry.OF_UPGRADE,
            Entry.OF_RULE,
            FieldType.words(),
            MergePolicy.words())
        .flatMap(List::stream)
        .forEach(word -> assertTrue(guide.contains("`" + word + "`"), word));
  }
}
