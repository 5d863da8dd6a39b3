package dev.goatdb.bench.sync;

import dev.goatdb.Expr;
import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Item;
import dev.goatdb.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** The document that all rows are about, a task with a text of 40 characters, and who has some. */
final class Tasks {
  static final Field<String> TEXT = Field.string("text").required();
  static final Field<Boolean> DONE = Field.bool("done").defaultsTo(false);
  static final Field<Instant> CREATED = Field.instant("created").defaultsTo(Expr.expr("now()"));
  static final Field<Set<String>> TAGS = Field.set("tags", Field.STRING);
  static final Schema TASK = Schema.of("task", 1, TEXT, DONE, CREATED, TAGS);
  static final String REPOSITORY = "/data/todos";

  /** How long a client may need to be in step. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int CREATED_AT_ONCE = 10_000;

  /** Where no server is: clients of it are offline. */
  private static final String NOWHERE = "ws://127.0.0.1:1";

  private Tasks() {}

  /** A client in memory that subscribes to the tasks. */
  static GoatDB client(String address) {
    return subscribed(GoatDB.inMemory(o -> o.schemas(TASK).server(address)));
  }

  /** A client with a folder. */
  static GoatDB client(Path folder, String address) {
    return subscribed(GoatDB.open(folder, o -> o.schemas(TASK).server(address)));
  }

  /** A client in memory that is the operator's own, so that it may write as fast as it can. */
  static GoatDB operator(Path served, String address) {
    Path key = served.resolve("trusted.key");
    return subscribed(GoatDB.inMemory(o -> o.schemas(TASK).server(address).sessionKey(key)));
  }

  /** The same where it cannot reach its server. */
  static GoatDB offline(Path folder) {
    GoatDB db = client(folder, NOWHERE);
    db.setOnline(false);
    return db;
  }

  private static GoatDB subscribed(GoatDB db) {
    db.counts(REPOSITORY);
    return db;
  }

  static Item create(GoatDB db, String repository, int number) {
    String digits = "00000000" + number;
    String text = "Water the plants on the balcony " + digits.substring(digits.length() - 8);
    return db.create(repository, TASK, Map.of("text", text, "tags", Set.of("home", "garden")));
  }

  /** Creates so many more. */
  static void add(GoatDB db, int count) {
    for (int i = 1; i <= count; i++) {
      create(db, REPOSITORY, i);
      if (i % CREATED_AT_ONCE == 0 || i == count) {
        db.flush();
      }
    }
  }
}
