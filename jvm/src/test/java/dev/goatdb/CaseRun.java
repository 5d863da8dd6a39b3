package dev.goatdb;

import static dev.goatdb.SharedCases.entries;
import static dev.goatdb.SharedCases.items;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** One shared case through the public API. */
final class CaseRun {
  private final CasePeers peers;
  private final SharedCases.Case one;
  private final String path;
  private final Map<String, Integer> versions;

  /**
   * @param number tells its item from those of other cases
   */
  CaseRun(CasePeers peers, SharedCases.Case one, int number) {
    this.peers = peers;
    this.one = one;
    this.path = CasePeers.REPOSITORY + "/" + one.schema() + number;
    this.versions = new LinkedHashMap<>(one.peers());
  }

  void run() throws Exception {
    for (List<Object> step : one.steps()) {
      tick();
      take(step);
    }
    sync(versions.keySet());
    for (String peer : versions.keySet()) {
      checkEnd(peer, one.endFor(peer));
    }
    for (Object field : items(one.ends().getOrDefault("same", List.of()))) {
      checkSame((String) field);
    }
  }

  /** What happens later is later by the clock. */
  private static void tick() throws InterruptedException {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() <= now) {
      Thread.sleep(1);
    }
  }

  private void take(List<Object> step) throws Exception {
    String who = (String) step.get(0);
    if (who.equals("sync")) {
      List<String> some = step.stream().skip(1).map(String.class::cast).toList();
      sync(some.isEmpty() ? versions.keySet() : some);
      return;
    }
    List<Object> what = step.subList(1, step.size());
    switch ((String) what.get(0)) {
      case "sees" -> checkValues(who, entries(what.get(1)));
      case "finds nothing" -> assertFalse(knows(who), () -> who + " finds it");
      case "runs" -> {
        sync(List.of(who));
        versions.put(who, Math.toIntExact((Long) what.get(1)));
        sync(List.of(who));
      }
      case "fails" -> {
        GoatException refused =
            assertThrows(GoatException.class, () -> edit(who, items(what.get(3))));
        assertEquals(what.get(1), refused.code());
        String part = (String) what.get(2);
        assertTrue(refused.getMessage().contains(part), refused::getMessage);
      }
      default -> edit(who, what);
    }
  }

  private void sync(Collection<String> some) throws Exception {
    List<GoatDB> databases = new ArrayList<>();
    for (String who : some) {
      databases.add(db(who));
      db(who).find(path);
    }
    peers.sync(databases);
  }

  private GoatDB db(String who) {
    return peers.peer(who, versions.get(who));
  }

  private Schema schema(String who) {
    return peers.schema(one.schema(), versions.get(who));
  }

  private void edit(String who, List<Object> step) {
    String verb = (String) step.get(0);
    if (verb.equals("create")) {
      Map<String, Object> values = new LinkedHashMap<>();
      entries(step.get(1)).forEach((field, value) -> values.put(field, given(who, field, value)));
      db(who).createAt(path, schema(who), values);
    } else if (verb.equals("delete")) {
      db(who).item(path).delete();
    } else if (verb.equals("restore")) {
      db(who).item(path).restore();
    } else {
      edit(who, verb, (String) step.get(1), step.subList(2, step.size()));
    }
    db(who).flush();
  }

  private void edit(String who, String verb, String field, List<Object> more) {
    Item item = db(who).item(path);
    switch (verb) {
      case "set" -> item.set(field, given(who, field, more.get(0)));
      case "clear" -> item.clear(schema(who).field(field));
      case "increase" -> item.add(this.<Long>field(who, field), (Long) more.get(0));
      case "add" -> item.add(this.<Set<Object>>field(who, field), more.get(0));
      case "remove" -> item.remove(this.<Set<Object>>field(who, field), more.get(0));
      case "put" -> {
        Object value = more.get(1) instanceof List<?> list ? Set.copyOf(list) : more.get(1);
        item.put(this.<Map<String, Object>>field(who, field), (String) more.get(0), value);
      }
      case "take" -> item.remove(this.<Map<String, Object>>field(who, field), (String) more.get(0));
      default -> throw new IllegalArgumentException("no such step: " + verb);
    }
  }

  @SuppressWarnings("unchecked") // The case says what kind of field it is.
  private <T> Field<T> field(String who, String name) {
    return (Field<T>) schema(who).field(name);
  }

  /** A value of JSON as the field takes it; one that does not fit stays as it is. */
  private Object given(String who, String field, Object value) {
    Schema schema = schema(who);
    boolean instant =
        value instanceof Long
            && schema.fields().contains(field)
            && schema.field(field).type() == (Object) Field.INSTANT;
    return instant ? Instant.ofEpochMilli((Long) value) : value;
  }

  /** Whether somebody has the item, deleted or not. */
  private boolean knows(String who) {
    return db(who).keys(CasePeers.REPOSITORY).contains(path.substring(path.lastIndexOf('/') + 1));
  }

  private void checkEnd(String who, Map<String, Object> end) {
    boolean absent = end.containsKey("absent");
    assertEquals(!absent, knows(who), () -> who + " finds it");
    if (absent) {
      return;
    }
    Item item = db(who).item(path);
    checkValues(who, entries(end.getOrDefault("shows", Map.of())));
    assertEquals(end.getOrDefault("deleted", false), item.isDeleted(), () -> who + ": deleted");
    Map<String, Object> problems = entries(end.getOrDefault("problems", Map.of()));
    assertEquals(problems.keySet(), item.problems().keySet(), () -> who + ": " + item.problems());
    problems.forEach((field, part) ->
        assertTrue(item.problems().get(field).contains((String) part), () -> who + ": " + part));
    if (end.containsKey("unseen")) {
      assertEquals(
          items(end.get("unseen")),
          List.copyOf(peers.unseen(who, versions.get(who), path)),
          () -> who + ": unseen");
    }
    entries(end.getOrDefault("why", Map.of()))
        .forEach((field, lines) -> assertEquals(lines, why(item.explain(field)), who + ": why"));
  }

  private static List<String> why(Explanation explanation) {
    List<String> lines = new ArrayList<>(List.of(explanation.rule()));
    explanation
        .changes()
        .forEach(change -> lines.add((change.shows() ? "shows: " : "lost: ") + change.what()));
    return lines;
  }

  private void checkValues(String who, Map<String, Object> values) {
    Item item = db(who).item(path);
    Function<String, Object> shown = field -> plain(item.find(field).orElse(null));
    Map<String, Object> expected = new TreeMap<>();
    Map<String, Object> actual = new TreeMap<>();
    values.forEach((field, value) -> {
      boolean set = item.find(field).orElse(null) instanceof Set;
      expected.put(field, String.valueOf(plain(set ? new TreeSet<>(items(value)) : value)));
      actual.put(field, String.valueOf(shown.apply(field)));
    });
    assertEquals(expected, actual, () -> who + " sees");
  }

  private void checkSame(String field) {
    Set<Object> found = new TreeSet<>();
    for (String who : versions.keySet()) {
      if (schema(who).fields().contains(field)) {
        found.add(db(who).item(path).get(field).toString());
      }
    }
    assertEquals(1, found.size(), () -> field + ": " + found);
  }

  /** Numbers alike in every form, instants as milliseconds, sets in order. */
  private static Object plain(Object value) {
    return switch (value) {
      case null -> "nothing";
      case Long number -> BigDecimal.valueOf(number).toPlainString();
      case Double number -> new BigDecimal(number).stripTrailingZeros().toPlainString();
      case Instant instant -> Long.toString(instant.toEpochMilli());
      case Set<?> set ->
          new TreeSet<>(set.stream().map(CaseRun::plain).map(String::valueOf).toList());
      case Map<?, ?> map -> {
        Map<String, Object> entries = new TreeMap<>();
        map.forEach((key, item) -> entries.put(String.valueOf(key), plain(item)));
        yield entries;
      }
      default -> value;
    };
  }
}
