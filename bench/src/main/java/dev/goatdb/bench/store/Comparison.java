package dev.goatdb.bench.store;

import dev.goatdb.bench.contestant.Engine;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Yardstick;
import java.util.Map;

/**
 * What was measured for one row, by engine.
 *
 * @param scale how many of what was sampled make one of the row's unit
 */
record Comparison(Mode mode, Map<Engine, Samples> samples, double scale) {
  Row lower(String id, String about, String unit, double goal) {
    return beside(Row.lower(id, about, unit, scale, ours(), goal));
  }

  Row higher(String id, String about, String unit, double goal) {
    return beside(Row.higher(id, about, unit, scale, ours(), goal));
  }

  /** The same row, held against SQLite, where that took part. */
  Row againstSqlite(Row row) {
    Samples sqlite = samples.get(Engine.SQLITE);
    return sqlite == null
        ? row
        : row.against(new Yardstick(mode.label(Engine.SQLITE), sqlite.median() / scale));
  }

  private Samples ours() {
    Samples ours = samples.get(Engine.GOAT);
    if (ours == null) {
      throw new IllegalStateException("ours was not measured");
    }
    return ours;
  }

  private Row beside(Row row) {
    Row all = row;
    for (Map.Entry<Engine, Samples> each : samples.entrySet()) {
      if (each.getKey() != Engine.GOAT) {
        all = all.beside(mode.label(each.getKey()), each.getValue().median() / scale);
      }
    }
    return all;
  }
}
