package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.Histories;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A random history of one item under three versions of a schema, by peers that know parts of what
 * the others wrote, and everything that must be true of what it merges to. It runs in Java and in
 * browsers alike.
 */
public final class MergeWalk {
  private static final FieldDefinition DERIVED = FieldDefinition.of("d0", FieldType.Scalar.STRING);
  private static final String DERIVING = "has(old.a1) ? old.a1 + '!' : 'none'";

  /** The versions: fields are renamed from one to the next, and each policy is used. */
  static final List<Schema> VERSIONS =
      List.of(
          version(1, "a0", "set", "maps", "sets"),
          version(2, "b0", "set", "inner", "sets", DERIVED)
              .upgradedBy(
                  new Upgrade(
                      Map.of("a0", "b0", "maps", "inner"),
                      Set.of(),
                      Map.of(DERIVED.name(), ParsedExpression.parse(DERIVING)),
                      Set.of())),
          version(3, "c0", "tags", "maps", "inner", DERIVED)
              .upgradedBy(
                  renaming(Map.of("b0", "c0", "set", "tags", "inner", "maps", "sets", "inner"))));

  private static final String COUNTER = "n";

  private final Chance chance;
  private final Fault fault;
  private final List<Commit> commits;
  private final ItemGraph item;

  /** What can be wrong on purpose, to see that it is noticed. */
  public enum Fault {
    NONE,
    /** The engine ignores the policies of fields. */
    NO_POLICIES,
    /** A commit gets lost on the way to one of two peers. */
    A_COMMIT_IS_LOST,
    /** What two heads share is counted once for each. */
    COUNTED_TWICE,
    /** An old version shows what newer peers wrote. */
    NEWER_SHOWS,
    /** Upgrading forgets to rename. */
    NOTHING_IS_RENAMED,
    /** An entry in an entry shows what somebody overwrote. */
    AN_OLD_INNER_EDIT_SHOWS
  }

  private MergeWalk(long seed, Fault fault) {
    this.chance = Chance.everywhere(seed);
    this.fault = fault;
    this.commits = history(1 + chance.below(40));
    this.item = admitted(chance.shuffled(commits));
  }

  /** Walks; what is wrong then in words, or nothing. */
  public static String check(long seed, Fault fault) {
    MergeWalk walk = new MergeWalk(seed, fault);
    for (int version = 1; version <= VERSIONS.size(); version++) {
      String wrong = walk.check(version);
      if (!wrong.isEmpty()) {
        return "version " + version + ": " + wrong;
      }
    }
    return "";
  }

  /** Walks; the values of all versions and their heads, as data. */
  public static Value values(long seed) {
    MergeWalk walk = new MergeWalk(seed, Fault.NONE);
    List<Value> values = new ArrayList<>();
    for (int version = 1; version <= VERSIONS.size(); version++) {
      List<Node> heads = walk.item.heads(version);
      heads.forEach(head -> values.add(Value.of(head.id().hash())));
      if (!heads.isEmpty()) {
        values.add(Value.of(walk.value(heads, version).digest()));
      }
    }
    return new Value.Array(values);
  }

  private String check(int version) {
    List<Node> heads = item.heads(fault == Fault.NEWER_SHOWS ? VERSIONS.size() : version);
    List<Commit> seen = new ArrayList<>();
    for (Commit commit : commits) {
      if (version(commit) <= version) {
        seen.add(commit);
      }
    }
    if (heads.isEmpty() || seen.isEmpty()) {
      return heads.isEmpty() && seen.isEmpty() ? "" : "an item appears or vanishes";
    }
    ItemState value = value(heads, version);
    if (!value.field(COUNTER).equals(sum(seen))) {
      return "the counter is " + value.field(COUNTER) + ", not " + sum(seen);
    }
    ItemGraph alone = admitted(chance.shuffled(seen));
    if (!ids(alone.heads()).equals(ids(heads))) {
      return "the heads are others without newer commits, or in another order";
    }
    if (!value(alone.heads(), version).digest().equals(value.digest())) {
      return "the value is another one without newer commits, or in another order";
    }
    if (!dumb(seen, version).equals(value)) {
      return "the rules give " + dumb(seen, version) + ", not " + value;
    }
    return upgraded(heads, version, value);
  }

  /** Where nothing is of a version yet, upgrading what was merged is merging what was upgraded. */
  private String upgraded(List<Node> heads, int version, ItemState value) {
    for (Node head : heads) {
      if (version == 1 || version(head.commit()) == version) {
        return "";
      }
    }
    ItemState before = value(heads, version - 1);
    ItemState lifted = view(version).lift(before, version - 1, version, Origin.of(heads));
    return lifted.equals(value) ? "" : "upgrading gives " + lifted + ", not " + value;
  }

  private ItemState value(List<Node> heads, int version) {
    View view =
        switch (fault) {
          case NO_POLICIES -> View.plain(Value.EMPTY_DICT);
          case NOTHING_IS_RENAMED -> new View(Schemas.of(List.of(VERSIONS.get(0))), "task");
          default -> view(version);
        };
    ItemState value = new Replay(schema -> view).value(heads);
    if (fault == Fault.COUNTED_TWICE && heads.size() > 1) {
      for (Operation operation : commits.get(0).operations()) {
        value = Direct.apply(value, List.of(operation));
      }
    }
    return fault == Fault.AN_OLD_INNER_EDIT_SHOWS ? withOldEdit(value, version) : value;
  }

  /** The first write of an entry in an entry, on top of everything. */
  private ItemState withOldEdit(ItemState value, int version) {
    for (Commit commit : commits) {
      for (Operation operation : commit.operations()) {
        if (operation instanceof Operation.Put put
            && put.path().size() > 2
            && version(commit) <= version) {
          return Direct.apply(value, List.of(named(put, version(commit), version)));
        }
      }
    }
    return value;
  }

  /** Batches in any order, some twice; what comes before its parents waits. */
  private ItemGraph admitted(List<Commit> some) {
    List<Commit> arriving = new ArrayList<>(some);
    if (fault == Fault.A_COMMIT_IS_LOST && some.size() > 1) {
      arriving.remove(commits.get(commits.size() - 1));
    }
    Graph graph = Histories.admitted(arriving, chance);
    return graph.resident().iterator().next();
  }

  private static ItemState dumb(List<Commit> seen, int version) {
    Map<CommitId, Value> derived = version == 1 ? Map.of() : derived(seen);
    return Naive.of(
        seen,
        commit -> {
          List<Operation> operations = new ArrayList<>();
          for (Operation operation : commit.operations()) {
            operations.add(named(operation, version(commit), version));
          }
          if (derived.containsKey(commit.id())) {
            operations.add(new Operation.Put(List.of(DERIVED.name()), derived.get(commit.id())));
          }
          return operations;
        },
        field -> VERSIONS.get(version - 1).fields().get(field).merge());
  }

  /**
   * The last commit of the first version that touched a1 writes what is computed of it, or any
   * where none did.
   */
  private static Map<CommitId, Value> derived(List<Commit> seen) {
    List<Commit> first = new ArrayList<>();
    for (Commit commit : seen) {
      if (version(commit) == 1) {
        first.add(commit);
      }
    }
    Commit last = null;
    for (Commit commit : first) {
      boolean touches = false;
      for (Operation operation : commit.operations()) {
        touches |= operation.path().equals(List.of("a1"));
      }
      last = touches && (last == null || commit.compareTo(last) > 0) ? commit : last;
    }
    Optional<Value> a1 = first.isEmpty() ? Optional.empty() : dumb(first, 1).field("a1");
    String text = a1.map(value -> ((Value.Str) value).value() + "!").orElse("none");
    return first.isEmpty()
        ? Map.of()
        : Map.of(last == null ? first.get(0).id() : last.id(), Value.of(text));
  }

  private static Optional<Value> sum(List<Commit> seen) {
    long sum = 0;
    boolean any = false;
    for (Commit commit : seen) {
      for (Operation operation : commit.operations()) {
        if (operation instanceof Operation.Increase increase) {
          sum += increase.by();
          any = true;
        }
      }
    }
    return any ? Optional.of(Value.of(sum)) : Optional.empty();
  }

  private static List<Value> ids(List<Node> nodes) {
    List<Value> ids = new ArrayList<>();
    nodes.forEach(node -> ids.add(Value.of(node.id().hash())));
    ids.sort(Canonical::compare);
    return ids;
  }

  /** Commits of versions that never fall along a path, each in the names of its version. */
  private List<Commit> history(int length) {
    return Histories.random(
        chance,
        length,
        (heads, clock, salt) -> {
          int least = 1;
          for (Commit head : heads) {
            least = Math.max(least, version(head));
          }
          int version =
              Math.min(VERSIONS.size(), least + (chance.oneIn(4) ? 1 + chance.below(2) : 0));
          List<Operation> operations = new ArrayList<>();
          for (Operation operation : Histories.operations(chance)) {
            operations.add(named(operation, 1, version));
          }
          return Commits.of(
              VERSIONS.get(version - 1).id(), "milk", heads, 0, clock, salt, operations);
        });
  }

  private static int version(Commit commit) {
    return commit.header().schema().version();
  }

  /** An operation on one version in the names of a later one. */
  private static Operation named(Operation operation, int from, int to) {
    if (operation.path().isEmpty()) {
      return operation;
    }
    String field = operation.path().get(0);
    for (int version = from + 1; version <= to; version++) {
      field = VERSIONS.get(version - 1).upgrade().renamed().getOrDefault(field, field);
    }
    List<String> path = new ArrayList<>(operation.path());
    path.set(0, field);
    return operation.at(path);
  }

  static View view(int version) {
    return new View(Schemas.of(VERSIONS.subList(0, version)), "task");
  }

  private static Upgrade renaming(Map<String, String> names) {
    return new Upgrade(names, Set.of(), Map.of(), Set.of());
  }

  private static Schema version(
      int number, String first, String set, String maps, String sets, FieldDefinition... more) {
    FieldType.Scalar text = FieldType.Scalar.STRING;
    FieldType.Scalar whole = FieldType.Scalar.INTEGER;
    List<FieldDefinition> fields =
        new ArrayList<>(
            List.of(
                FieldDefinition.of(first, text).withMerge(MergePolicy.FIRST_WRITER),
                FieldDefinition.of("a1", text).withMerge(MergePolicy.MAXIMUM),
                FieldDefinition.of(COUNTER, FieldType.Scalar.COUNTER),
                FieldDefinition.of(set, new FieldType.SetOf(whole))
                    .withMerge(MergePolicy.REMOVALS_WIN),
                FieldDefinition.of("map", new FieldType.MapOf(whole)),
                FieldDefinition.of(maps, new FieldType.MapOf(new FieldType.MapOf(whole))),
                FieldDefinition.of(
                        sets, new FieldType.MapOf(new FieldType.MapOf(new FieldType.SetOf(whole))))
                    .withMerge(MergePolicy.REMOVALS_WIN)));
    fields.addAll(List.of(more));
    return Schema.of("task", number, fields);
  }
}
