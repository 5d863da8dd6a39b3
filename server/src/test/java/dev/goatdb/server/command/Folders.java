package dev.goatdb.server.command;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Schema;
import dev.goatdb.server.GoatServer;
import java.nio.file.Path;
import java.util.Map;

/** Folders of data as tests of commands use them. */
final class Folders {
  static final String REPOSITORY = "/data/todos";
  static final Field<String> TEXT = Field.string("text").required();
  static final Schema TASK = Schema.of("task", 1, TEXT);

  private Folders() {}

  /** A database that is its own authority. */
  static GoatDB open(Path folder) {
    return GoatDB.open(folder, o -> o.schemas(TASK).authority().commitsPerSecond(1000));
  }

  static void create(GoatDB db, int items) {
    for (int i = 0; i < items; i++) {
      db.create(REPOSITORY, TASK, Map.of("text", "item " + i));
    }
  }

  /** Makes a folder with so many items. */
  static void fill(Path folder, int items) {
    try (GoatDB db = open(folder)) {
      create(db, items);
      db.flush();
    }
  }

  /** A server on a folder. */
  static GoatServer serve(Path folder) {
    return GoatServer.open(folder, o -> o.port(0).schemas(TASK));
  }

  /** A replica of a server in a folder of its own. */
  static GoatDB client(Path folder, String address) {
    GoatDB db = GoatDB.open(folder, o -> o.schemas(TASK).server(address).commitsPerSecond(1000));
    db.counts(REPOSITORY);
    return db;
  }

  static Path log(Path folder) {
    return folder.resolve("repositories/data/todos.log");
  }
}
