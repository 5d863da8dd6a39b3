package dev.goatdb.core.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Live results against a twin that sorts everything anew after every change. */
class ResultsTest {
  private record Row(String key, int rank, boolean matches) {}

  @Test
  void everyChangeLeavesWhatSortingAnewWouldGive() {
    Property.check(
        200,
        chance -> {
          Map<String, Row> rows = new HashMap<>();
          for (int i = chance.below(20); i > 0; i--) {
            put(rows, row(chance));
          }
          Results<Row> results = new Results<>(Row::matches, Comparator.comparingInt(Row::rank));
          rows.values().forEach(row -> results.gather(row.key(), row));
          results.sort();
          assertEquals(expected(rows), results.list());
          for (int i = 0; i < 100; i++) {
            Row row = row(chance);
            boolean was = rows.containsKey(row.key()) && rows.get(row.key()).matches();
            Results.Effect effect;
            if (chance.oneIn(4)) {
              rows.remove(row.key());
              effect = results.update(row.key(), Optional.empty());
              assertEquals(was ? Results.Effect.REMOVED : Results.Effect.NONE, effect);
            } else {
              int stood = place(rows, row.key());
              put(rows, row);
              effect = results.update(row.key(), Optional.of(row));
              assertEquals(effect(was, row.matches(), stood, place(rows, row.key())), effect);
            }
            assertEquals(expected(rows), results.list());
            assertEquals(expected(rows).size(), results.size());
          }
        });
  }

  @Test
  void anOrderThatContradictsItselfLosesAndDoublesNothing() {
    Property.check(
        100,
        chance -> {
          Map<String, Row> rows = new HashMap<>();
          Results<Row> results =
              new Results<>(
                  Row::matches,
                  (a, b) ->
                      a.rank() == 0 || b.rank() == 0 ? 0 : Integer.compare(a.rank(), b.rank()));
          results.sort();
          for (int i = 0; i < 200; i++) {
            Row row = row(chance);
            put(rows, row);
            results.update(row.key(), Optional.of(row));
            assertEquals(
                expected(rows).stream().map(Row::key).sorted().toList(),
                results.list().stream().map(Row::key).sorted().toList());
          }
        });
  }

  private static int place(Map<String, Row> rows, String key) {
    return expected(rows).stream().map(Row::key).toList().indexOf(key);
  }

  private static Results.Effect effect(boolean was, boolean is, int stood, int stands) {
    if (was && is) {
      return stood == stands ? Results.Effect.CHANGED : Results.Effect.MOVED;
    }
    if (is) {
      return Results.Effect.ADDED;
    }
    return was ? Results.Effect.REMOVED : Results.Effect.NONE;
  }

  private static Row row(Chance chance) {
    return new Row("k" + chance.below(15), chance.below(5), !chance.oneIn(3));
  }

  private static void put(Map<String, Row> rows, Row row) {
    rows.put(row.key(), row);
  }

  private static List<Row> expected(Map<String, Row> rows) {
    List<Row> sorted = new ArrayList<>(rows.values().stream().filter(Row::matches).toList());
    sorted.sort(Comparator.comparingInt(Row::rank).thenComparing(Row::key));
    return sorted;
  }
}
