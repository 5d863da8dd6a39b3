package dev.goatdb.server.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as users call them: what they print, what they leave, how they end. */
final class CommandTest {
  private static final String DEFINITIONS =
      """
      {"schemas": {"book": [{"version": 1, "fields": {
        "title": {"type": "string", "required": true}, "pages": {"type": "integer"},
        "price": {"type": "number"}, "sold": {"type": "counter"}, "printed": {"type": "instant"},
        "tags": {"type": "set", "of": "string"}, "stock": {"type": "map", "of": "integer"},
        "cover": {"type": "bytes"}, "sequel": {"type": "reference"},
        "shelves": {"type": "map", "of": {"type": "set", "of": "bytes"}}}}]}}
      """;
  private static final String GOOD =
      """
      {"title": "A", "pages": 12, "price": 9.99, "sold": 3, "printed": "2024-02-29T12:00:00+02:00"}
      {"title": "B", "tags": ["x", "y", "x"], "stock": {"Rome": 4}, "price": 1e2, "pages": null, "cover": "AP8", "sequel": "/data/books/A", "shelves": {"a": ["AQ", ""]}}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeDefinitions() throws IOException {
    Files.writeString(folder.resolve("goat.json"), DEFINITIONS);
  }

  private int run(String... args) {
    CommandLine line = Goat.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private int importText(String text, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("books.jsonl"), text);
    return importFile(file.toString(), "/data/books", "book", more);
  }

  private int importFile(String file, String to, String schema, String... more) {
    Stream<String> usual = Stream.of("import", file, "--to", to, "--schema", schema);
    Stream<String> where = Stream.of("--definitions", definitions(), "--data", data().toString());
    return run(
        Stream.concat(usual, Stream.concat(where, Arrays.stream(more))).toArray(String[]::new));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String definitions() {
    return folder.resolve("goat.json").toString();
  }

  private GoatDB open() {
    return GoatDB.open(data(), o -> o.file(GoatFile.parse(DEFINITIONS)));
  }

  @Test
  void importReadsEveryType() throws IOException {
    assertEquals(0, importText(GOOD, "--key", "title"), err::toString);
    try (GoatDB db = open()) {
      Item a = db.item("/data/books/A");
      assertEquals(
          Map.of(
              "title",
              "A",
              "pages",
              12L,
              "price",
              9.99,
              "sold",
              3L,
              "printed",
              Instant.parse("2024-02-29T10:00:00Z"),
              "tags",
              Set.of(),
              "stock",
              Map.of(),
              "shelves",
              Map.of()),
          a.values());
      Item b = db.item("/data/books/B");
      assertEquals(Set.of("x", "y"), b.get("tags"));
      assertEquals(Map.of("Rome", 4L), b.get("stock"));
      assertEquals(100.0, b.get("price"));
      assertArrayEquals(new byte[] {0, -1}, (byte[]) b.get("cover"));
      assertEquals("/data/books/A", b.get("sequel"));
      assertEquals(2, ((Set<?>) ((Map<?, ?>) b.get("shelves")).get("a")).size());
      assertTrue(b.find("pages").isEmpty());
      assertEquals(0, db.counts("/data/books").pending(), "the operator's import has receipts");
    }
  }

  @Test
  void importCanBeRepeatedAndOnlySetsWhatDiffers() throws IOException {
    assertEquals(0, importText(GOOD, "--key", "title"));
    assertEquals(0, importText(GOOD, "--key", "title"));
    assertTrue(err.toString().contains("0 created, 0 updated, 2 unchanged"), err::toString);
    assertEquals(0, importText("{\"title\": \"A\", \"pages\": 13}", "--key", "title"));
    try (GoatDB db = open()) {
      assertEquals(13L, db.item("/data/books/A").get("pages"));
      assertEquals(9.99, db.item("/data/books/A").get("price"), "what the line lacks stays");
      assertEquals(3, db.counts("/data/books").commits());
    }
  }

  @Test
  void importReportsBadLinesAndGoesOn() throws IOException {
    String text =
        """
        {"title": "A"}
        {"title": 5}
        not json
        [1]
        {"pages": 3}
        {"title": "C", "colour": "red"}
        {"title": "D", "pages": 1.5}
        {"title": "E", "printed": "yesterday"}
        {"title": "F", "tags": "x"}
        {"title": "G", "pages": 99999999999999999999}
        {"title": "a/b"}
        {"title": "H", "price": 1e999}
        {"title": "I", "cover": "no bytes"}
        {"title": "J", "sequel": "/data/books"}

        {"title": "Z"}
        """;
    assertEquals(1, importText(text, "--key", "title"));
    String said = err.toString();
    for (int line : List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)) {
      assertTrue(said.contains("line " + line + ": "), () -> "line " + line + " in " + err);
    }
    assertTrue(said.contains("15 lines: 2 created, 0 updated, 0 unchanged, 13 failed"), said);
    assertTrue(said.contains("line 6: The schema 'book version 1' has no field 'colour'."), said);
    assertTrue(
        said.contains("line 7: The field 'pages' of 'book version 1' cannot hold 1.5."), said);
    try (GoatDB db = open()) {
      assertEquals(2, db.counts("/data/books").items());
    }
  }

  @Test
  void importShowsTheFirstErrorsAndCountsTheRest() throws IOException {
    assertEquals(1, importText("nothing\n".repeat(100)));
    assertEquals(20, err.toString().lines().filter(line -> line.startsWith("line ")).count());
    assertTrue(err.toString().contains("100 failed"), err::toString);
  }

  @Test
  void importGoesThroughTheServerThatHasTheFolder() throws IOException {
    try (GoatServer server =
        GoatServer.open(data(), o -> o.file(GoatFile.parse(DEFINITIONS)).port(0))) {
      assertEquals(0, importText(GOOD, "--key", "title"), err::toString);
      assertEquals("A", server.db().item("/data/books/A").get("title"));
      assertEquals(0, importText(GOOD, "--key", "title"), err::toString);
      assertTrue(err.toString().contains("2 unchanged"), err::toString);
      assertEquals(0, importText(GOOD, "--server", server.address()), err::toString);
      assertEquals(4, server.db().counts("/data/books").items());
    }
  }

  @Test
  void importSaysWhatTheServerRefused() throws IOException {
    GoatFile older = GoatFile.parse(DEFINITIONS.replace("\"pages\"", "\"leaves\""));
    try (GoatServer server = GoatServer.open(data(), o -> o.file(older).port(0))) {
      assertEquals(1, importText(GOOD));
      assertTrue(err.toString().contains("was refused (invalid-definition)"), err::toString);
      assertTrue(err.toString().contains("2 refused"), err::toString);
      assertEquals(0, server.db().counts("/data/books").items());
    }
  }

  @Test
  void importNamesWhatIsMissing() throws IOException {
    Path absent = folder.resolve("absent");
    assertEquals(
        1,
        run(
            "import",
            absent.toString(),
            "--to",
            "/a/b",
            "--schema",
            "book",
            "--definitions",
            definitions()));
    assertTrue(err.toString().contains("Could not read " + absent), err::toString);
    String file = Files.writeString(folder.resolve("books.jsonl"), GOOD).toString();
    assertEquals(1, importFile(file, "/data/books", "pamphlet"));
    assertTrue(err.toString().contains("'pamphlet' is unknown. Known are: book."), err::toString);
    assertEquals(1, importFile(file, "books", "book"));
    assertTrue(err.toString().contains("'books' is not the path"), err::toString);
    assertEquals(64, run("import", "x"));
    assertTrue(err.toString().contains("--to"), err::toString);
  }

  @Test
  void serveNamesABadDefinitionFile() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), "{\"schemas\": {\"a\": [{}]}}");
    assertEquals(1, run("serve", "--data", data().toString(), "--schema", file.toString()));
    assertTrue(err.toString().contains("bad.json"), err::toString);
    assertTrue(err.toString().contains("Write \"version\": 1."), err::toString);
    Files.writeString(file, "{\"schemas\": ");
    assertEquals(1, run("serve", "--data", data().toString(), "--schema", file.toString()));
    assertTrue(err.toString().contains("Line 1, column 13"), err::toString);
    assertTrue(Files.notExists(data()), "nothing was made");
  }

  @Test
  void serveNamesAPortInUseAndAFolderItCannotWrite() throws IOException {
    try (GoatServer server = GoatServer.open(data(), o -> o.port(0))) {
      String port = Integer.toString(server.port());
      assertEquals(1, run("serve", "--data", folder.resolve("two").toString(), "--port", port));
      assertTrue(err.toString().contains("The port " + port), err::toString);
      assertEquals(1, run("serve", "--data", data().toString(), "--port", "0"));
      assertTrue(err.toString().contains("is open in this process"), err::toString);
    }
    assertEquals(1, run("serve", "--data", definitions(), "--port", "0"));
    assertTrue(err.toString().contains("Could not open the folder"), err::toString);
    assertEquals(64, run("serve", "--port", "http"));
    assertEquals(1, run("serve", "--data", folder.resolve("x").toString(), "--port", "99999"));
    assertTrue(err.toString().contains("99999 is not a port"), err::toString);
    assertTrue(err.toString().lines().noneMatch(line -> line.startsWith("\tat ")), err::toString);
  }

  @Test
  void checkReadsADefinitionFileOrAFolder() throws IOException {
    assertEquals(0, run("check", definitions()));
    assertTrue(out.toString().contains("title: a string, required"), out::toString);
    assertEquals(1, run("check", folder.resolve("absent.json").toString()));
    assertEquals(0, importText(GOOD));
    assertEquals(0, run("check", definitions(), "--data", data().toString()), err::toString);
    assertTrue(out.toString().contains("/data/books: 2 items, 2 commits"), out::toString);
    assertEquals(1, run("check", "--data", folder.resolve("absent").toString()));
  }

  @Test
  void checkShowsEveryMistakeAtItsPlace() throws IOException {
    Path file = folder.resolve("bad.json");
    Files.writeString(
        file,
        """
        {"schemas": {"a": [{"version": 1, "fields": {
        \t"f": {"type": "string", "requird": true},
          "g": {"type": "string", "constraint": "size(valu) > 0"}%s}}]}}
        """
            .formatted(", \"h\": {\"type\": \"stringg\"}".indent(200).stripTrailing()));
    assertEquals(1, run("check", file.toString()));
    assertEquals(
        """
        bad.json:2:26: The field 'f' of 'a' has the unknown entry "requird". Did you mean "required"?
             "f": {"type": "string", "requird": true},
                                     ^
        bad.json:3:274: "type" of the field 'h' of 'a' is 'stringg', which is unknown. Did you mean 'string'?
            ...                                            , "h": {"type": "stringg"}}}]}}
                                                                           ^
        goat: 2 mistakes in bad.json
        """,
        err.toString().replace(folder + "/", ""));
    Files.writeString(
        file, Files.readString(file).replace("requird", "required").replace("gg", "g"));
    err.getBuffer().setLength(0);
    assertEquals(1, run("check", file.toString()));
    assertTrue(err.toString().contains(":3:47: In the constraint of the field 'g'"), err::toString);
    Files.writeString(file, Files.readString(file).replace("valu)", "value)"));
    assertEquals(0, run("check", file.toString()), err::toString);
    assertTrue(out.toString().contains("g: a string, where size(value) > 0"), out::toString);
  }

  @Test
  void typesWritesJavaIntoThePackageOfItsFolder() throws IOException {
    Path source = folder.resolve("src/main/java/com/example/Books.java");
    assertEquals(0, run("types", definitions(), "--java", "--out", source.toString()));
    String text = Files.readString(source);
    assertTrue(text.contains("package com.example;\n"), text);
    assertTrue(text.contains("public final class Books {"), text);
    assertTrue(text.contains("Field<Long> PAGES =\n        Field.integer(\"pages\");"), text);
    assertEquals(0, run("types", definitions(), "--java", "--out", source.toString(), "--check"));
    assertEquals(64, run("types", definitions(), "--package", "a"));
    assertEquals(64, run("types", definitions(), "--java", "--json-schema"));
    assertEquals(1, run("types", definitions(), "--java", "--package", "a b"));
  }

  @Test
  void typesWritesTheJsonSchemaWithoutADefinitionFile() throws IOException {
    Path schema = folder.resolve("goat.schema.json");
    assertEquals(0, run("types", "--json-schema", "--out", schema.toString()));
    assertTrue(Files.readString(schema).contains("\"removals-win\""));
  }

  @Test
  void typesWritesAModuleAndSeesWhetherItIsUpToDate() throws IOException {
    assertEquals(0, run("types", definitions()));
    assertTrue(out.toString().contains("export type Book = ValuesOf<typeof app.book>;"));
    Path module = folder.resolve("src").resolve("goat.ts");
    assertEquals(1, run("types", definitions(), "--out", module.toString(), "--check"));
    assertTrue(Files.notExists(module), "a check writes nothing");
    assertEquals(0, run("types", definitions(), "--out", module.toString()));
    var written = Files.getLastModifiedTime(module);
    assertEquals(0, run("types", definitions(), "--out", module.toString()));
    assertEquals(written, Files.getLastModifiedTime(module), "it was up to date");
    assertEquals(0, run("types", definitions(), "--out", module.toString(), "--check"));
    Files.writeString(folder.resolve("goat.json"), DEFINITIONS.replace("pages", "leaves"));
    assertEquals(1, run("types", definitions(), "--out", module.toString(), "--check"));
    assertTrue(err.toString().contains("goat types "), err::toString);
    assertEquals(64, run("types", definitions(), "--check"));
    assertEquals(1, run("types", folder.resolve("absent.json").toString()));
    assertTrue(err.toString().contains("absent.json"), err::toString);
  }

  @Test
  void devStartsAgainWhenTheDefinitionsChange() throws IOException {
    assertEquals(1, run("dev", folder.toString(), "--port", "0"));
    assertTrue(err.toString().contains("There is no package.json"), err::toString);
    Files.writeString(folder.resolve("package.json"), "{\"scripts\": {\"dev\": \"node dev.mjs\"}}");
    assertEquals(1, run("dev", folder.toString(), "--port", "0"));
    assertTrue(err.toString().contains("npm install"), err::toString);
    Files.createDirectory(folder.resolve("node_modules"));
    Files.writeString(folder.resolve(".npmrc"), "loglevel=silent\n");
    Files.writeString(
        folder.resolve("dev.mjs"),
        """
        import { readFileSync, writeFileSync } from 'node:fs';
        const types = () => readFileSync('src/goat.ts', 'utf8');
        const health = async () => (await fetch(process.env.GOAT_SERVER + '/health')).status;
        if (!types().includes('pages: {') || (await health()) !== 200) process.exit(2);
        const changed = readFileSync('goat.json', 'utf8').replace('pages', 'leaves');
        writeFileSync('goat.json', '{ "half": ');
        setTimeout(() => writeFileSync('goat.json', changed), 700);
        setInterval(async () => {
          if (types().includes('leaves: {') && (await health().catch(() => 0)) === 200) process.exit(0);
        }, 50);
        setTimeout(() => process.exit(3), 30_000);
        """);
    assertEquals(0, run("dev", folder.toString(), "--port", "0"), err::toString);
    assertTrue(err.toString().contains("Line 1, column 11"), err::toString);
  }

  @Test
  void everyCommandTeaches() {
    for (String command : List.of("serve", "import", "check", "types", "demo", "dev")) {
      assertEquals(0, run(command, "--help"));
    }
    assertTrue(out.toString().contains("goat import packages.jsonl --to"), out::toString);
    assertEquals(64, run("fly"));
  }
}
