package dev.goatdb.bench;

import dev.goatdb.bench.group.Group;
import dev.goatdb.bench.group.Row;
import dev.goatdb.bench.group.Samples;
import dev.goatdb.bench.group.Sheet;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.Program;
import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.Replay;
import dev.goatdb.core.merge.View;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What computing values costs: merging an item, and evaluating an expression. */
final class MergeGroup implements Group {
  private static final int AT_ONCE = 1_000;
  private static final int FIELDS = 20;
  private static final double MICROS = 1e3;

  @Override
  public String name() {
    return "merge";
  }

  @Override
  public String method() {
    return """
    One thread repeats a thing, and a sample is the mean of 1,000 times; the first half of the samples warms up. The item
    has 20 fields (12 registers, 2 counters, 3 sets, 3 maps) and two heads, each of which changed all of them once; what
    stands below the heads is remembered, as it is in a database that is in use. A sample of the rows about texts is one run.\
    """;
  }

  @Override
  public void run(boolean quick, Sheet sheet) {
    int samples = quick ? 400 : 4_000;
    sheet.note("merging");
    Replay replay = new Replay(schema -> View.plain(Value.EMPTY_DICT));
    List<Node> heads = heads();
    sheet.add(
        Row.lower(
            "merge.item20",
            "the value of an item with two heads and 20 fields",
            "us",
            MICROS * AT_ONCE,
            repeat(samples, () -> replay.value(heads).deleted()),
            5));
    Program rule = rule();
    Scope scope = new Variables();
    sheet.add(
        Row.lower(
            "merge.expression",
            "evaluate session.user == path.owner && (!item.done || 'admin' in session.roles)",
            "ns",
            AT_ONCE,
            repeat(samples, () -> rule.holds(scope)),
            300));
    new TextRows(quick, sheet).run();
  }

  private static Samples repeat(int count, BooleanSupplier action) {
    Samples samples = new Samples();
    int held = 0;
    for (int i = 0; i < 2 * count; i++) {
      if (i == count) {
        samples.clear();
      }
      long start = System.nanoTime();
      for (int k = 0; k < AT_ONCE; k++) {
        held += action.getAsBoolean() ? 1 : 0;
      }
      samples.add(System.nanoTime() - start);
    }
    if (held < 0) {
      throw new IllegalStateException("the results are used");
    }
    return samples;
  }

  private static List<Node> heads() {
    Graph graph = new Graph(16, new MapLedger());
    Commit root = commit(List.of(), 0);
    graph.admit(root, null);
    graph.admit(commit(List.of(root), 1), null);
    graph.admit(commit(List.of(root), 2), null);
    return graph.resident().iterator().next().heads();
  }

  /** A commit that changes every field. */
  private static Commit commit(List<Commit> parents, int number) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      List<String> path = List.of("field" + i);
      Value value = Value.of("value " + number + " of " + i);
      operations.add(
          i < 12
              ? new Operation.Put(path, value)
              : i < 14
                  ? new Operation.Increase(path, number + 1)
                  : i < 17
                      ? new Operation.Include(path, value)
                      : new Operation.Put(List.of("field" + i, "key" + number), value));
    }
    operations.sort(Operation::compareByPlace);
    return Commits.above(parents, 10 + number, Octets.wrap(new byte[16]), operations);
  }

  private static Program rule() {
    Environment environment =
        Environment.EMPTY
            .with("session.user", Types.STRING)
            .with("session.roles", Types.listOf(Types.STRING))
            .with("path.owner", Types.STRING)
            .with("item.done", Types.BOOL);
    return Expression.parse(
            "session.user == path.owner && (!item.done || 'admin' in session.roles)")
        .check(environment);
  }

  /** Of somebody who may: every part of the rule has to be looked at. */
  private static final class Variables implements Scope {
    private final List<Value> values =
        List.of(
            Value.of("ann"),
            new Value.Array(List.of(Value.of("member"), Value.of("admin"))),
            Value.of("ann"),
            Value.TRUE);

    @Override
    public Value variable(int place) {
      return values.get(place);
    }

    @Override
    public long nowMillis() {
      return 0;
    }

    @Override
    public Octets random() {
      return Octets.wrap(new byte[16]);
    }

    @Override
    public Lookup item(String path) {
      return Lookup.ABSENT;
    }
  }
}
