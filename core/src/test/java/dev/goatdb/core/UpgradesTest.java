package dev.goatdb.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Upgrades by code: what the authority computes becomes commits, once. */
class UpgradesTest {
  private static final byte[] EMPTY = new byte[0];
  private static final Schema FIRST =
      Schema.of(
          "task",
          1,
          List.of(
              field("text", FieldType.Scalar.STRING),
              field("list", FieldType.Scalar.STRING),
              field("votes", FieldType.Scalar.STRING)));
  private static final Schema SECOND =
      Schema.of(
              "task",
              2,
              List.of(
                  field("text", FieldType.Scalar.STRING),
                  field("list", new FieldType.SetOf(FieldType.Scalar.STRING)),
                  field("votes", FieldType.Scalar.COUNTER),
                  field("count", FieldType.Scalar.INTEGER).withRequired(true),
                  field("places", new FieldType.MapOf(FieldType.Scalar.INTEGER))))
          .upgradedBy(upgrade(Map.of(), Map.of(), "list", "votes", "count", "places"));
  private static final Schema THIRD =
      Schema.of(
              "task",
              3,
              List.of(
                  field("tags", new FieldType.SetOf(FieldType.Scalar.STRING)),
                  field("double", FieldType.Scalar.INTEGER)))
          .upgradedBy(upgrade(Map.of("list", "tags"), Map.of("double", "old.count * 2")));
  private static final Schema FOURTH =
      Schema.of(
              "task",
              4,
              List.of(
                  field("labels", new FieldType.SetOf(FieldType.Scalar.STRING)),
                  field("size", FieldType.Scalar.INTEGER)))
          .upgradedBy(upgrade(Map.of("tags", "labels"), Map.of(), "size"));

  private int calls;

  private static FieldDefinition field(String name, FieldType type) {
    return FieldDefinition.of(name, type);
  }

  private static Upgrade upgrade(
      Map<String, String> renamed, Map<String, String> set, String... coded) {
    Map<String, Computed> computed = new HashMap<>();
    set.forEach((name, source) -> computed.put(name, ParsedExpression.parse(source)));
    return new Upgrade(renamed, Set.of(), computed, Set.of(coded));
  }

  private static ItemPath item(String name) {
    return new ItemPath(DiskHost.TODOS, name);
  }

  private static DiskHost host(int seed, DiskHost before, Schema... schemas) {
    before.close();
    return new DiskHost(
            Settings.Role.AUTHORITY, seed, before.log(), before.index(), List.of(schemas))
        .open();
  }

  private static DiskHost fresh(Schema... schemas) {
    return new DiskHost(Settings.Role.AUTHORITY, 1, EMPTY, EMPTY, List.of(schemas)).open();
  }

  private static void create(DiskHost host, String name, String list, String votes) {
    host.engine()
        .create(
            item(name),
            FIRST,
            Map.of("text", Value.of(name), "list", Value.of(list), "votes", Value.of(votes)));
    host.settle();
  }

  private static void set(DiskHost host, String name, String field, Value value) {
    host.pass(1000);
    host.engine().set(item(name), field, Optional.of(value));
    host.settle();
  }

  private static Upgrades upgrades(DiskHost host) {
    return new Upgrades(host.engine(), Set.of(SECOND.id(), FOURTH.id()));
  }

  /** What an application would do: splits the list, counts, and places its parts. */
  private Map<String, Value> compute(Upgrades.Due due) {
    calls++;
    if (due.next().equals(FOURTH)) {
      Value tags = due.before().shown(due.old(), "tags").orElseThrow();
      return Map.of("size", Value.of((long) ((Value.Unique) tags).elements().size()));
    }
    String list = due.old().field("list").map(value -> ((Value.Str) value).value()).orElse("");
    String votes = due.old().field("votes").map(value -> ((Value.Str) value).value()).orElse("0");
    Map<String, Value> places = new HashMap<>();
    List<Value> parts = new ArrayList<>();
    for (String part : new TreeSet<>(List.of(list.split(",", -1)))) {
      if (!part.isEmpty()) {
        places.put(part, Value.of((long) places.size()));
        parts.add(Value.of(part));
      }
    }
    return Map.of(
        "list", Value.setOf(parts),
        "votes", Value.of(Long.parseLong(votes)),
        "count", Value.of((long) parts.size()),
        "places", Value.dictOf(places));
  }

  /** Computes all that waits. */
  private void run(DiskHost host, Upgrades upgrades) {
    boolean more = true;
    while (more) {
      Upgrades.Slice slice = upgrades.next(DiskHost.TODOS, 3);
      for (Upgrades.Due due : slice.due()) {
        try {
          upgrades.computed(due, compute(due));
        } catch (GoatException.InvalidValue | NumberFormatException wrong) {
          upgrades.failed(due, String.valueOf(wrong.getMessage()));
        }
      }
      host.settle();
      more = slice.more() || !slice.due().isEmpty();
    }
  }

  private static int commits(DiskHost host) {
    return host.engine().status(DiskHost.TODOS).overview().commits();
  }

  private static Value shown(DiskHost host, String name, String field) {
    return host.engine().state(item(name)).orElseThrow().field(field).orElseThrow();
  }

  private static Value set(String... elements) {
    List<Value> values = new ArrayList<>();
    for (String element : elements) {
      values.add(Value.of(element));
    }
    return Value.setOf(values);
  }

  @Test
  void whatCodeComputesIsWrittenOnceAndNotAgainAfterARestart() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x,y", "3");
    create(old, "b", "", "0");
    DiskHost host = host(2, old, FIRST, SECOND);
    Map<String, String> waiting = host.engine().inspect(item("a")).problems();
    assertEquals(Map.of("count", "waits for the upgrade by the server"), waiting);
    run(host, upgrades(host));
    assertEquals(set("x", "y"), shown(host, "a", "list"));
    assertEquals(Value.of(3L), shown(host, "a", "votes"));
    assertEquals(Value.of(2L), shown(host, "a", "count"));
    assertEquals(Value.of(1L), ((Value.Dict) shown(host, "a", "places")).entries().get("y"));
    assertEquals(Map.of(), host.engine().inspect(item("a")).problems());
    assertEquals(4, commits(host), "one for each item, also where all is as it begins");
    int before = calls;
    DiskHost again = host(3, host, FIRST, SECOND);
    run(again, upgrades(again));
    assertEquals(before, calls);
    assertEquals(4, commits(again));
    DiskHost back = host(4, again, FIRST);
    assertEquals(Value.of("x,y"), shown(back, "a", "list"), "the old version is as it was");
  }

  @Test
  void aLateOldEditChangesOnlyWhatItLeadsTo() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x,y", "3");
    DiskHost host = host(2, old, FIRST, SECOND);
    run(host, upgrades(host));
    host.pass(1000);
    host.engine().apply(item("a"), new Operation.Increase(List.of("votes"), 10));
    host.engine().apply(item("a"), new Operation.Include(List.of("list"), Value.of("mine")));
    host.engine().apply(item("a"), new Operation.Exclude(List.of("list"), Value.of("y")));
    set(host, "a", "count", Value.of(99L));
    DiskHost back = host(3, host, FIRST);
    back.pass(5000);
    set(back, "a", "votes", Value.of("5"));
    DiskHost votes = host(4, back, FIRST, SECOND);
    votes.pass(10_000);
    run(votes, upgrades(votes));
    assertEquals(Value.of(15L), shown(votes, "a", "votes"), "2 more on what others added");
    assertEquals(Value.of(99L), shown(votes, "a", "count"), "its result is the same");
    assertEquals(set("mine", "x"), shown(votes, "a", "list"));
    DiskHost last = host(5, votes, FIRST);
    last.pass(20_000);
    set(last, "a", "list", Value.of("x,y,z"));
    DiskHost host2 = host(6, last, FIRST, SECOND);
    host2.pass(30_000);
    run(host2, upgrades(host2));
    assertEquals(Value.of(3L), shown(host2, "a", "count"), "the old edit is the later one");
    assertEquals(set("mine", "x", "z"), shown(host2, "a", "list"));
    assertEquals(Value.of(15L), shown(host2, "a", "votes"));
    int commits = commits(host2);
    run(host2, upgrades(host2));
    assertEquals(commits, commits(host2));
  }

  @Test
  void anOldEditThatLeadsToTheSameWritesNothing() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x", "1");
    DiskHost host = host(2, old, FIRST, SECOND);
    run(host, upgrades(host));
    DiskHost back = host(3, host, FIRST);
    set(back, "a", "text", Value.of("other"));
    DiskHost again = host(4, back, FIRST, SECOND);
    run(again, upgrades(again));
    assertEquals(3, commits(again));
    assertEquals(Value.of("other"), shown(again, "a", "text"));
  }

  @Test
  void editsOfTheNewVersionThatCameFirstStay() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x,y", "3");
    DiskHost host = host(2, old, FIRST, SECOND);
    set(host, "a", "count", Value.of(7L));
    host.engine().apply(item("a"), new Operation.Increase(List.of("votes"), 1));
    host.engine().apply(item("a"), new Operation.Include(List.of("list"), Value.of("mine")));
    host.settle();
    run(host, upgrades(host));
    assertEquals(Value.of(7L), shown(host, "a", "count"));
    assertEquals(Value.of(4L), shown(host, "a", "votes"));
    assertEquals(set("mine", "x", "y"), shown(host, "a", "list"));
  }

  @Test
  void anAuthorityFromABackupWritesTheSameCommits() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x,y", "3");
    set(old, "a", "votes", Value.of("4"));
    DiskHost host = host(2, old, FIRST, SECOND);
    run(host, upgrades(host));
    DiskHost restored = host(3, old, FIRST, SECOND);
    restored.pass(100_000);
    run(restored, upgrades(restored));
    assertEquals(3, commits(host));
    assertEquals(
        host.engine().status(DiskHost.TODOS).overview().sum(),
        restored.engine().status(DiskHost.TODOS).overview().sum());
  }

  @Test
  void versionsFollowOneAnother() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x,y", "3");
    DiskHost data = host(2, old, FIRST, SECOND, THIRD);
    run(data, upgrades(data));
    assertEquals(set("x", "y"), shown(data, "a", "tags"));
    assertEquals(Value.of(4L), shown(data, "a", "double"));
    assertEquals(2, commits(data));
    DiskHost second = host(3, data, FIRST, SECOND);
    assertEquals(Value.of(2L), shown(second, "a", "count"), "peers of that version see it");
    DiskHost code = host(4, second, FIRST, SECOND, THIRD, FOURTH);
    run(code, upgrades(code));
    assertEquals(3, commits(code));
    assertEquals(Value.of(2L), shown(code, "a", "size"));
    DiskHost back = host(5, code, FIRST);
    set(back, "a", "list", Value.of("x,y,z"));
    DiskHost all = host(6, back, FIRST, SECOND, THIRD, FOURTH);
    run(all, upgrades(all));
    assertEquals(Value.of(3L), shown(all, "a", "size"));
    assertEquals(set("x", "y", "z"), shown(all, "a", "labels"));
    assertEquals(6, commits(all));
  }

  @Test
  void whatChangesNothingInOneVersionStillReachesTheNext() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x", "3");
    DiskHost host = host(2, old, FIRST, SECOND);
    run(host, upgrades(host));
    DiskHost back = host(3, host, FIRST);
    set(back, "a", "text", Value.of("other"));
    DiskHost all = host(4, back, FIRST, SECOND, THIRD, FOURTH);
    run(all, upgrades(all));
    assertEquals(Value.of(1L), shown(all, "a", "size"));
  }

  @Test
  void aFailureMarksTheItemUntilAnEditMendsIt() {
    DiskHost old = fresh(FIRST);
    create(old, "good", "x", "1");
    create(old, "bad", "x", "many");
    DiskHost host = host(2, old, FIRST, SECOND);
    Upgrades upgrades = upgrades(host);
    run(host, upgrades);
    assertEquals(Map.of(), upgrades.problems(item("good")));
    Map<String, String> problems = upgrades.problems(item("bad"));
    assertEquals(SECOND.upgrade().coded(), problems.keySet());
    assertTrue(
        problems.get("votes").contains("upgrade to version 2: For input"), problems::toString);
    int before = calls;
    run(host, upgrades);
    assertEquals(before, calls, "it is not tried all the time");
    set(host, "bad", "text", Value.of("touched"));
    run(host, upgrades);
    assertEquals(before + 1, calls);
    assertEquals(4, commits(host), "two items, an edit, and one was upgraded");
  }

  @Test
  void onlyWhatTheDefinitionNamesIsTaken() {
    DiskHost old = fresh(FIRST);
    create(old, "a", "x", "1");
    DiskHost host = host(2, old, FIRST, SECOND);
    Upgrades upgrades = upgrades(host);
    Upgrades.Due due = upgrades.next(DiskHost.TODOS, 3).due().get(0);
    assertThrows(
        GoatException.InvalidValue.class,
        () -> upgrades.computed(due, Map.of("count", Value.of(1L), "text", Value.of("no"))));
    assertThrows(
        GoatException.InvalidValue.class,
        () -> upgrades.computed(due, Map.of("count", Value.of("no number"))));
    assertThrows(GoatException.InvalidValue.class, () -> upgrades.computed(due, Map.of()));
    assertEquals(1, commits(host));
    set(host, "a", "text", Value.of("newer, of the new version"));
    upgrades.computed(due, Map.of("count", Value.of(1L)));
    assertEquals(3, commits(host));
    upgrades.computed(due, Map.of("count", Value.of(2L)));
    assertEquals(3, commits(host), "it is done by now");
  }

  @Test
  void aPassLooksAtSomeItemsAtATime() {
    DiskHost old = fresh(FIRST);
    for (int i = 0; i < 20; i++) {
      create(old, "i" + i, "x", "1");
    }
    DiskHost host = host(2, old, FIRST, SECOND);
    Upgrades upgrades = upgrades(host);
    Upgrades.Slice slice = upgrades.next(DiskHost.TODOS, 3);
    assertEquals(3, slice.due().size());
    assertTrue(slice.more());
    slice.due().forEach(due -> upgrades.computed(due, compute(due)));
    run(host, upgrades);
    assertEquals(40, commits(host));
    assertEquals(20, calls);
    assertFalse(upgrades.next(DiskHost.TODOS, 3).more());
  }

  @Test
  void anOldEditThatComesInIsComputedToo() {
    DiskHost server = fresh(FIRST, SECOND);
    Upgrades upgrades = upgrades(server);
    run(server, upgrades);
    DiskHost client = new DiskHost(Settings.Role.KEEPER, 9, EMPTY, EMPTY, List.of(FIRST)).open();
    DiskHost.connect(client, server);
    create(client, "a", "x,y", "3");
    DiskHost.meet(client, server);
    run(server, upgrades);
    assertEquals(set("x", "y"), shown(server, "a", "list"));
    DiskHost.meet(client, server);
    assertEquals(2, commits(client));
    assertEquals(Value.of("x,y"), shown(client, "a", "list"));
    set(client, "a", "list", Value.of("z"));
    DiskHost.meet(client, server);
    run(server, upgrades);
    assertEquals(set("z"), shown(server, "a", "list"));
  }
}
