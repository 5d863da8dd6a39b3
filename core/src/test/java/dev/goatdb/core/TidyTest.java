package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.goatdb.core.tidy.ImportOrder;
import dev.goatdb.core.tidy.Pages;
import dev.goatdb.core.tidy.PortableSubset;
import dev.goatdb.core.tidy.Shape;
import dev.goatdb.core.tidy.SourceFile;
import dev.goatdb.core.tidy.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The house rules, checked over the text of the whole repository. */
class TidyTest {
  private static SourceTree tree;

  @BeforeAll
  static void readTheRepository() throws IOException {
    tree = SourceTree.read();
  }

  @Test
  void theRoomsOfCoreKnowOnlyRoomsLeftOfThem() {
    check(ImportOrder::rooms);
  }

  @Test
  void theModulesImportOnlyWhatTheyMay() {
    check(ImportOrder::modules);
  }

  @Test
  void coreStaysInThePortableSubset() {
    check(PortableSubset::violations);
  }

  @Test
  void noSourceFileIsTooLong() {
    check(Shape::size);
  }

  @Test
  void everyMainSourceFileSaysWhatItIs() {
    check(Shape::firstSentence);
  }

  @Test
  void everyPackageHasAPage() {
    report(Shape.packagePages(tree.files()));
  }

  @Test
  void noTypeHasAVagueName() {
    check(Shape::names);
  }

  @Test
  void noLinkIsDead() {
    check(file -> Pages.deadLinks(file, tree.root()));
  }

  @Test
  void nothingIsTrueOnOneMachineOnly() {
    check(Pages::machineTraces);
  }

  private static void check(Function<SourceFile, List<String>> rule) {
    report(tree.files().stream().flatMap(file -> rule.apply(file).stream()).toList());
  }

  private static void report(List<String> violations) {
    if (!violations.isEmpty()) {
      fail(violations.size() + " violations\n" + String.join("\n", violations));
    }
  }

  /** Each checker is shown a file that breaks its rule, and one that does not. */
  @Nested
  class EveryCheckerCanFail {
    private static final String CORE = "core/src/main/java/dev/goatdb/core/";

    @Test
    void onARoomThatKnowsOneFurtherRight() {
      expect(1, ImportOrder.rooms(room("commit", "import dev.goatdb.core.merge.Replay;")));
      expect(1, ImportOrder.rooms(room("sync", "import dev.goatdb.core.log.Record;")));
      expect(1, ImportOrder.rooms(room("host", "import dev.goatdb.core.value.Value;")));
      expect(1, ImportOrder.rooms(room("log", "import dev.goatdb.core.Engine;")));
      expect(1, ImportOrder.rooms(room("value", "dev.goatdb.core.schema.Field f;")));
      expect(1, ImportOrder.rooms(room("misc", "")));
      expect(0, ImportOrder.rooms(room("schema", "import dev.goatdb.core.expression.Rule;")));
      expect(0, ImportOrder.rooms(room("value", "import static dev.goatdb.core.host.Ports.hash;")));
      expect(0, ImportOrder.rooms(room("host", "// import dev.goatdb.core.value.Value;")));
    }

    @Test
    void onAModuleThatImportsAnotherHost() {
      expect(1, ImportOrder.modules(file("core/A.java", "import dev.goatdb.GoatDB;")));
      expect(1, ImportOrder.modules(file("sim/A.java", "import dev.goatdb.GoatDB;")));
      expect(1, ImportOrder.modules(file("web/A.java", "import dev.goatdb.server.Goat;")));
      expect(1, ImportOrder.modules(file("jvm/A.java", "import dev.goatdb.server.Goat;")));
      expect(0, ImportOrder.modules(file("bench/A.java", "import dev.goatdb.server.Goat;")));
      expect(0, ImportOrder.modules(file("web/A.java", "import dev.goatdb.core.Engine;")));
    }

    @Test
    void onABannedCallButNotInCommentsOrText() {
      expect(1, PortableSubset.violations(room("value", "long t = System.nanoTime();")));
      expect(1, PortableSubset.violations(room("value", "float f = 1;")));
      expect(1, PortableSubset.violations(room("value", "var s = new String(bytes, UTF_8);")));
      expect(2, PortableSubset.violations(room("value", "a.split(b); String.format(c);")));
      expect(1, PortableSubset.violations(room("value", "import java.util.Random;")));
      expect(1, PortableSubset.violations(room("value", "all.stream().toList();")));
      expect(1, PortableSubset.violations(room("value", "var s = \"a\" + known.get() + \"b\";")));
      expect(0, PortableSubset.violations(room("value", "/* a.split( */ var s = \"float\";")));
      expect(0, PortableSubset.violations(room("value", "int i = floatToIntBits(x);")));
      expect(0, PortableSubset.violations(file("jvm/src/main/A.java", "System.nanoTime()")));
    }

    @Test
    void onALongFile() {
      String text = "line\n".repeat(301);
      expect(1, Shape.size(file(CORE + "A.java", text)));
      expect(0, Shape.size(file("core/src/test/java/A.java", text)));
      expect(1, Shape.size(file("core/src/test/java/A.java", "line\n".repeat(501))));
    }

    @Test
    void onATypeWithoutJavadoc() {
      String head = "/** Not it. */\npackage a;\nimport b.C;\n";
      expect(1, Shape.firstSentence(file(CORE + "A.java", head + "@Deprecated\nclass A {}")));
      expect(0, Shape.firstSentence(file(CORE + "A.java", head + "/** An A. */ class A {}")));
      expect(1, Shape.firstSentence(file(CORE + "package-info.java", "package a;")));
    }

    @Test
    void onAPackageWithoutAPage() {
      SourceFile type = file(CORE + "A.java", "");
      expect(1, Shape.packagePages(List.of(type)));
      expect(0, Shape.packagePages(List.of(type, file(CORE + "package-info.java", ""))));
    }

    @Test
    void onAVagueName() {
      expect(1, Shape.names(file(CORE + "A.java", "final class LogManager {}")));
      expect(1, Shape.names(file(CORE + "A.java", "interface BaseLog {}")));
      expect(1, Shape.names(file(CORE + "A.java", "record StringUtils() {}")));
      expect(0, Shape.names(file(CORE + "A.java", "class Database {} // class LogImpl")));
    }

    @Test
    void onADeadLink() {
      Path root = tree.root();
      expect(1, Pages.deadLinks(file("docs/a.md", "see [this](gone.md#part)"), root));
      expect(0, Pages.deadLinks(file("docs/a.md", "see [this](../goat), [that](#part)"), root));
      expect(0, Pages.deadLinks(file("docs/a.md", "```\n[this](gone.md)\n```"), root));
    }

    @Test
    void onAPathOfOneMachine() {
      expect(1, Pages.machineTraces(file("a.txt", "see /" + "home/ada/goat")));
      expect(1, Pages.machineTraces(file("a.json", "https://" + "registry.example/a.tgz")));
      expect(0, Pages.machineTraces(file("a.txt", "src/" + "root/a, https://goatdb.dev")));
    }

    private static SourceFile room(String room, String code) {
      return file(CORE + room + "/A.java", "package dev.goatdb.core." + room + ";\n" + code);
    }

    private static SourceFile file(String path, String text) {
      return SourceFile.of(path, text);
    }

    private static void expect(int count, List<String> violations) {
      assertEquals(count, violations.size(), () -> String.join("\n", violations));
    }
  }
}
