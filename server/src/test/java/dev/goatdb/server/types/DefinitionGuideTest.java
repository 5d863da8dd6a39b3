package dev.goatdb.server.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.GoatFile;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.file.Entry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    int start = guide.indexOf("```" + language + "\n") + language.length() + 4;
    return guide.substring(start, guide.indexOf("```", start));
  }

  @Test
  void theFileOfTheGuideIsGood() {
    assertEquals(List.of(), GoatFile.mistakes(block("json")));
    assertTrue(TypeScript.module("goat.json", block("json")).contains("client/expressions"));
  }

  @Test
  void theMistakeOfTheGuideIsShownSo() {
    String file = block("json").replaceFirst("required", "requird");
    GoatFile.Mistake mistake = GoatFile.mistakes(file).get(0);
    String shown =
        "goat.json:"
            + mistake.line()
            + ":"
            + mistake.column()
            + ": "
            + mistake.what()
            + " "
            + mistake.remedy()
            + "\n    "
            + file.split("\n", -1)[mistake.line() - 1]
            + "\n    "
            + " ".repeat(mistake.column() - 1)
            + "^\n";
    assertTrue(guide.contains(shown), shown);
  }

  @Test
  void theJavaOfTheGuideCompiles() {
    String source =
        "import dev.goatdb.*;\nclass Guide { static String json() {\n"
            + block("java")
            + "return json; } }";
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Guide.java"), JavaFileObject.Kind.SOURCE) {
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
