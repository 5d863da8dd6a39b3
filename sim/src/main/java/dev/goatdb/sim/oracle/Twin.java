package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.NaiveList;
import dev.goatdb.core.merge.NaiveParts;
import dev.goatdb.core.merge.NaiveText;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The dumb twin of the merge: the value of an item straight from the rules, over its whole history
 * at once.
 *
 * <p>It knows no regions, no bases and no memory of earlier results, and takes as long as it takes.
 */
final class Twin {
  private static final Comparator<Commit> BY_CLOCK_AND_ID =
      Comparator.comparingLong((Commit commit) -> commit.header().clock())
          .thenComparing(Commit::id);

  private final Fault fault;
  private final Set<Commit> commits;
  private final List<Write> writes = new ArrayList<>();
  private final Map<CommitId, Set<CommitId>> ancestors = new HashMap<>();

  /** An operation and the commit that carries it. */
  private record Write(Commit by, Operation operation) {
    boolean isAt(List<String> path) {
      return operation.path().equals(path);
    }
  }

  /** What should be shown. */
  record Expected(boolean deleted, Map<String, Value> fields) {}

  private Twin(Fault fault, Collection<Commit> commits) {
    this.fault = fault;
    TreeSet<Commit> sorted = new TreeSet<>(BY_CLOCK_AND_ID);
    sorted.addAll(commits);
    this.commits = sorted;
    for (Commit commit : sorted) {
      Set<CommitId> seen = new HashSet<>();
      for (CommitId parent : commit.header().parents()) {
        seen.add(parent);
        seen.addAll(ancestors.getOrDefault(parent, Set.of()));
      }
      ancestors.put(commit.id(), seen);
      commit.operations().forEach(operation -> writes.add(new Write(commit, operation)));
    }
  }

  /** What the rules say about all commits of one item. */
  static Expected value(Schema schema, Fault fault, Collection<Commit> commits) {
    Twin twin = new Twin(fault, commits);
    boolean deleted = twin.register(Operation.DELETED).filter(Value.TRUE::equals).isPresent();
    Map<String, Value> fields = new TreeMap<>();
    for (FieldDefinition field : schema.fields().values()) {
      twin.field(field).ifPresent(value -> fields.put(field.name(), value));
    }
    return new Expected(deleted, fields);
  }

  private Optional<Value> field(FieldDefinition field) {
    List<String> path = List.of(field.name());
    boolean untouched =
        writes.stream()
            .noneMatch(write ->
                !write.operation().path().isEmpty()
                    && write.operation().path().get(0).equals(field.name()));
    if (untouched) {
      return field.fallback();
    }
    return switch (field.type()) {
      case FieldType.SetOf set -> Optional.of(parts(field, Value.EMPTY_SET));
      case FieldType.MapOf map -> Optional.of(parts(field, Value.EMPTY_DICT));
      case FieldType.ListOf list -> Optional.of(list(field));
      case FieldType.Scalar.TEXT -> Optional.of(text(field));
      case FieldType.Scalar.COUNTER -> Optional.of(Value.of(sum(path, field.fallback())));
      case FieldType.Scalar scalar -> register(path);
    };
  }

  /** The last word, by clock and id; {@code writes} has that order. */
  private Optional<Value> register(List<String> path) {
    Optional<Value> last = Optional.empty();
    for (Write write : writes) {
      if (write.isAt(path)) {
        last =
            write.operation() instanceof Operation.Put put
                ? Optional.of(put.value())
                : Optional.empty();
      }
    }
    return last;
  }

  private long sum(List<String> path, Optional<Value> fallback) {
    long sum = fallback.orElse(Value.of(0L)) instanceof Value.Int first ? first.value() : 0;
    for (Write write : writes) {
      if (write.isAt(path) && write.operation() instanceof Operation.Increase increase) {
        sum += increase.by() * (fault == Fault.TWIN_ADDS_TWICE ? 2 : 1);
      }
    }
    return sum;
  }

  private Value text(FieldDefinition field) {
    String base =
        field.fallback().orElse(Value.of("")) instanceof Value.Str text ? text.value() : "";
    String text = NaiveText.of(base, field.name(), commits);
    boolean shorter = fault == Fault.TWIN_DROPS_A_CHARACTER && !text.isEmpty();
    return Value.of(shorter ? text.substring(1) : text);
  }

  private Value list(FieldDefinition field) {
    List<Value> base =
        field.fallback().orElse(Value.arrayOf()) instanceof Value.Array list
            ? list.items()
            : List.of();
    return new Value.Array(NaiveList.of(base, field.name(), commits));
  }

  /** How many changes of texts and lists did not see the one before them. */
  static int meetings(Collection<Commit> all) {
    Twin twin = new Twin(Fault.NONE, all);
    int meetings = 0;
    Commit before = null;
    for (Write write : twin.writes) {
      if (write.operation().countsPlaces()) {
        meetings += before == null || twin.saw(write.by(), before) ? 0 : 1;
        before = write.by();
      }
    }
    return meetings;
  }

  private Value parts(FieldDefinition field, Value empty) {
    Map<Commit, List<Operation>> operations = new LinkedHashMap<>();
    for (Write write : writes) {
      List<String> path = write.operation().path();
      if (!path.isEmpty() && path.get(0).equals(field.name())) {
        operations.computeIfAbsent(write.by(), commit -> new ArrayList<>()).add(write.operation());
      }
    }
    boolean removalsWin = field.merge() == MergePolicy.REMOVALS_WIN;
    return NaiveParts.of(field.fallback().orElse(empty), operations, this::saw, removalsWin);
  }

  private boolean saw(Commit later, Commit earlier) {
    return fault == Fault.TWIN_REMOVES_UNSEEN
        ? BY_CLOCK_AND_ID.compare(later, earlier) > 0
        : ancestors.getOrDefault(later.id(), Set.of()).contains(earlier.id());
  }
}
