package dev.goatdb;

import static dev.goatdb.GoatDBTest.DONE;
import static dev.goatdb.GoatDBTest.TASK;
import static dev.goatdb.GoatDBTest.TEXT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input gets: an error that says what, where and what to do, with nothing lost. */
final class BadInputTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "todos",
        "/data",
        "/data/todos/",
        "/data//x",
        "/data/todos/x/y",
        "/data/../x"
      })
  void whatIsNoPathOfAnItemIsRefused(String path) {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      var error =
          assertThrows(
              GoatException.InvalidValue.class, () -> db.createAt(path, TASK, Map.of("text", "x")));
      assertSays(error, "path", path);
      assertThrows(GoatException.InvalidValue.class, () -> db.find(path));
    }
  }

  @Test
  void whatIsNoPathOfARepositoryIsRefused() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      var error =
          assertThrows(
              GoatException.InvalidValue.class,
              () -> db.create("/data", TASK, Map.of("text", "x")));
      assertSays(error, "/data", "/data/todos");
    }
  }

  @Test
  void aMissingRequiredFieldIsNamed() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      var error =
          assertThrows(
              GoatException.InvalidValue.class, () -> db.create("/data/todos", TASK, Map.of()));
      assertSays(error, "'text'", "required", "string");
      assertTrue(db.query("/data/todos").open().results().isEmpty());
    }
  }

  @Test
  void aWrongTypeIsRefusedAndTheOldValueStays() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      Item task = db.create("/data/todos", TASK, Map.of("text", "x"));
      var error = assertThrows(GoatException.InvalidValue.class, () -> task.set("done", "yes"));
      assertSays(error, "'done'", "'yes'", "boolean");
      assertEquals(false, task.get(DONE));
      assertThrows(GoatException.InvalidValue.class, () -> task.set("text", "half \ud800"));
      assertSays(
          assertThrows(GoatException.InvalidValue.class, () -> task.set("txt", "y")),
          "'txt'",
          "text");
      assertEquals("x", task.get(TEXT));
    }
  }

  @Test
  void anUnknownSchemaInADefinitionFileIsNamed() {
    GoatFile file =
        GoatFile.parse(
            "{\"schemas\": {\"task\": [{\"version\": 1, \"fields\": {\"a\": {\"type\": \"string\"}}}]}}");
    assertSays(
        assertThrows(GoatException.NotFound.class, () -> file.schema("tsak")), "'tsak'", "task");
  }

  @Test
  void twoDefinitionsUnderOneVersionAreRefused() {
    Schema other = Schema.of("task", 1, TEXT);
    var error =
        assertThrows(
            GoatException.InvalidDefinition.class,
            () -> GoatDB.inMemory(o -> o.schemas(TASK, other)));
    assertSays(error, "task", "version 2");
  }

  @Test
  void aChangeThatIsTooLargeIsRefusedBeforeItIsShown() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      Item task = db.create("/data/todos", TASK, Map.of("text", "x"));
      var error =
          assertThrows(
              GoatException.LimitExceeded.class, () -> task.set(TEXT, "y".repeat(200_000)));
      assertSays(error, task.path(), "Split");
      assertEquals("x", task.get(TEXT));
    }
  }

  @Test
  void aFolderIsOpenInOneDatabaseOnly() {
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      db.create("/data/todos", TASK, Map.of("text", "x"));
      var error = assertThrows(GoatException.InUse.class, () -> GoatDB.open(folder, TASK));
      assertSays(error, folder.toString());
    }
    try (GoatDB again = GoatDB.open(folder, TASK)) {
      assertEquals(1, again.query("/data/todos").open().results().size());
    }
  }

  @Test
  void aFolderIsOpenInOneProcessOnly() throws Exception {
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      Process other =
          new ProcessBuilder(
                  List.of(
                      java,
                      "-cp",
                      System.getProperty("java.class.path"),
                      OpenFolder.class.getName(),
                      folder.toString()))
              .redirectErrorStream(true)
              .start();
      String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(other.waitFor(30, TimeUnit.SECONDS));
      assertTrue(said.contains("in-use") && said.contains(folder.toString()), said);
      db.create("/data/todos", TASK, Map.of("text", "still works"));
    }
  }

  /** Opens a folder in a process of its own and prints what happened. */
  static final class OpenFolder {
    private OpenFolder() {}

    public static void main(String[] args) {
      try (GoatDB db = GoatDB.open(Path.of(args[0]))) {
        System.out.println("opened " + db.organisation());
      } catch (GoatException refused) {
        System.out.println(refused.code() + " " + refused.getMessage());
      }
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertSays(
        assertThrows(GoatException.StorageFailed.class, () -> GoatDB.open(file, TASK)),
        file.toString(),
        "write");
    Path nowhere = Path.of("/proc/goat");
    assertSays(
        assertThrows(GoatException.StorageFailed.class, () -> GoatDB.open(nowhere, TASK)),
        nowhere.toString());
  }

  @Test
  void aTornTailLosesNothingBeforeIt() throws IOException {
    String path = createOne();
    Path log = log();
    byte[] whole = Files.readAllBytes(log);
    for (int cut = 1; cut < 30; cut++) {
      try (GoatDB db = GoatDB.open(folder, TASK)) {
        db.item(path).set(TEXT, "cut " + cut);
      }
      byte[] longer = Files.readAllBytes(log);
      Files.write(log, Arrays.copyOf(longer, longer.length - cut));
      try (GoatDB db = GoatDB.open(folder, TASK)) {
        assertTrue(db.find(path).isPresent());
      }
      Files.write(log, whole);
    }
  }

  @Test
  void aLogThatIsDamagedInTheMiddleCanBeReadAndNotChanged() throws IOException {
    createOne();
    String path = createOne();
    Path log = log();
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 3] ^= 4;
    Files.write(log, bytes);
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      Item last = db.item(path);
      assertEquals(1, db.keys("/data/todos").size(), "the damaged one is missing");
      var error = assertThrows(GoatException.Corrupted.class, () -> last.set(TEXT, "changed"));
      assertSays(error, "/data/todos", "byte", "goat repair");
      assertThrows(
          GoatException.Corrupted.class, () -> db.create("/data/todos", TASK, Map.of("text", "x")));
      db.create("/data/others", TASK, Map.of("text", "other repositories are not harmed"));
    }
    assertArrayEquals(bytes, Files.readAllBytes(log));
  }

  @Test
  void aFileOfAnotherFormatIsReported() throws IOException {
    String path = createOne();
    Files.write(
        log(), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0}, StandardOpenOption.TRUNCATE_EXISTING);
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      assertSays(
          assertThrows(GoatException.Incompatible.class, () -> db.item(path)), "/data/todos");
    }
  }

  @Test
  void damageUnderAWholeIndexIsToldWhenItIsMet() throws IOException {
    for (int i = 0; i < 2; i++) {
      try (GoatDB db = GoatDB.open(folder, TASK)) {
        for (int number = 0; number < 300; number++) {
          db.createAt("/data/todos/" + i + "-" + number, TASK, Map.of("text", "t" + number));
        }
      }
    }
    Path log = log();
    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length / 3] ^= 1;
    Files.write(log, bytes);
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      db.createAt("/data/todos/new", TASK, Map.of("text", "written before the damage is met"));
      GoatException met = assertThrows(GoatException.Corrupted.class, () -> readAll(db));
      assertTrue(met.getMessage().contains("is damaged from byte"), met.getMessage());
      GoatException refused =
          assertThrows(
              GoatException.Corrupted.class,
              () -> db.create("/data/todos", TASK, Map.of("text", "x")));
      assertEquals(met.getMessage(), refused.getMessage());
    }
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      int readable = readAll(db);
      assertTrue(readable >= 550 && readable <= 600, readable + " items");
    }
  }

  private static int readAll(GoatDB db) {
    int items = 0;
    for (String key : db.keys("/data/todos")) {
      items += db.item("/data/todos/" + key).get(TEXT).isEmpty() ? 0 : 1;
    }
    return items;
  }

  @Test
  void aDamagedKeyFileIsReported() throws IOException {
    createOne();
    Files.writeString(folder.resolve("session.key"), "goat-key-0 AAAA BBBB\n");
    assertSays(
        assertThrows(GoatException.Corrupted.class, () -> GoatDB.open(folder, TASK)),
        "session.key");
  }

  @Test
  void keysAreForTheirOwnerOnly() throws IOException {
    createOne();
    for (String key : List.of("session.key", "root.key", "trusted.key")) {
      assertEquals(
          Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE),
          Files.getPosixFilePermissions(folder.resolve(key)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8080", "http://localhost:8080", "ws:/x", "not an address"})
  void whatIsNoAddressOfAServerIsRefused(String address) {
    assertSays(
        assertThrows(
            GoatException.InvalidValue.class, () -> GoatDB.inMemory(o -> o.server(address))),
        address,
        "ws://");
  }

  @Test
  void withoutAServerThereIsNothingToSyncWith() {
    try (GoatDB db = GoatDB.inMemory(TASK)) {
      assertSays(assertThrows(GoatException.Unreachable.class, db::sync), "server");
    }
  }

  @Test
  void aClosedDatabaseSaysSo() {
    GoatDB db = GoatDB.inMemory(TASK);
    Item task = db.create("/data/todos", TASK, Map.of("text", "x"));
    db.close();
    db.close();
    assertSays(assertThrows(GoatException.Closed.class, () -> task.set(TEXT, "y")), "closed");
  }

  private String createOne() {
    try (GoatDB db = GoatDB.open(folder, TASK)) {
      return db.create("/data/todos", TASK, Map.of("text", "x")).path();
    }
  }

  private Path log() {
    return folder.resolve("repositories/data/todos.log");
  }

  private static void assertSays(GoatException error, String... words) {
    for (String word : words) {
      assertTrue(error.getMessage().contains(word), error.getMessage());
    }
    assertTrue(!error.remedy().isBlank() && error.getMessage().length() < 400, error.getMessage());
  }
}
