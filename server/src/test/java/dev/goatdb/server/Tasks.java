package dev.goatdb.server;

import static dev.goatdb.Field.STRING;
import static dev.goatdb.Field.bool;
import static dev.goatdb.Field.counter;
import static dev.goatdb.Field.set;
import static dev.goatdb.Field.string;

import dev.goatdb.Field;
import dev.goatdb.GoatDB;
import dev.goatdb.Schema;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What the tests of the server share: a schema, clients, and waiting. */
final class Tasks {
  static final String REPOSITORY = "/data/todos";
  static final Field<String> TEXT = string("text").required();
  static final Field<Boolean> DONE = bool("done").defaultsTo(false);
  static final Field<Set<String>> TAGS = set("tags", STRING);
  static final Field<Long> VOTES = counter("votes");
  static final Schema TASK = Schema.of("task", 1, TEXT, DONE, TAGS, VOTES);

  private Tasks() {}

  static GoatDB client(String address) {
    GoatDB db = GoatDB.inMemory(o -> o.schemas(TASK).server(address).commitsPerSecond(1000));
    db.counts(REPOSITORY);
    return db;
  }

  static void eventually(BooleanSupplier state) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen within 30 seconds");
      }
      Thread.sleep(10);
    }
  }
}
