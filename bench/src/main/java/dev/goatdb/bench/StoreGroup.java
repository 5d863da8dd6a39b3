package dev.goatdb.bench;

import dev.goatdb.GoatDB;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedded store, next to SQLite. */
final class StoreGroup implements Group {
  private static final int BATCH = 200;
  private static final double MICROS = 1000.0;

  @Override
  public String name() {
    return "store";
  }

  @Override
  public List<Row> run(boolean quick) throws Exception {
    int rounds = quick ? 20 : 100;
    Samples ours = new Samples();
    Samples theirs = new Samples();
    try (Scratch scratch = new Scratch()) {
      Path folder = scratch.path();
      try (GoatDB db = GoatDB.open(folder.resolve("goat"), Tasks.TASK);
          Sqlite sqlite = new Sqlite(folder.resolve("sqlite.db"))) {
        int number = 0;
        for (int round = 0; round < 2 * rounds; round++) {
          for (int i = 0; i < BATCH; i++) {
            Map<String, Object> values = Tasks.values(number++);
            ours.time(() -> db.create("/data/todos", Tasks.TASK, values));
          }
          for (int i = 0; i < BATCH; i++) {
            int next = number++;
            theirs.time(() -> sqlite.insert(next));
          }
          if (round == rounds) {
            ours.clear();
            theirs.clear();
          }
        }
      }
    }
    return List.of(
        new Row(
            "store.create1.buffered",
            "create one item, signed, in a warm program; on disk within a second",
            "us",
            "lower",
            ours.median() / MICROS,
            ours.percentile(0.1) / MICROS,
            ours.percentile(0.9) / MICROS,
            30,
            Map.of("sqlite-wal-normal", theirs.median() / MICROS)));
  }
}
