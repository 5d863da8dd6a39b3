package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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
      case FieldType.SetOf set -> Optional.of(set(path, field.fallback()));
      case FieldType.MapOf map -> Optional.of(map(field.name(), field.fallback()));
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

  private Value set(List<String> path, Optional<Value> fallback) {
    List<Value> first =
        fallback.orElse(Value.EMPTY_SET) instanceof Value.Unique set ? set.elements() : List.of();
    Set<Value> elements = new LinkedHashSet<>(first);
    for (Write write : writes) {
      if (write.isAt(path) && write.operation() instanceof Operation.Include include) {
        elements.add(include.element());
      }
    }
    elements.removeIf(element -> !isIn(path, element, first.contains(element)));
    return Value.setOf(elements);
  }

  private boolean isIn(List<String> path, Value element, boolean fromTheStart) {
    List<Write> removals =
        at(path)
            .filter(write ->
                write.operation() instanceof Operation.Exclude exclude
                    && exclude.element().equals(element))
            .toList();
    return fromTheStart && removals.isEmpty()
        || at(path)
            .filter(write ->
                write.operation() instanceof Operation.Include include
                    && include.element().equals(element))
            .anyMatch(write -> survives(write, removals));
  }

  private Value map(String field, Optional<Value> fallback) {
    Map<String, Value> entries = new TreeMap<>();
    if (fallback.orElse(Value.EMPTY_DICT) instanceof Value.Dict first) {
      entries.putAll(first.entries());
    }
    Set<String> keys = new TreeSet<>(entries.keySet());
    for (Write write : writes) {
      List<String> path = write.operation().path();
      if (path.size() == 2 && path.get(0).equals(field)) {
        keys.add(path.get(1));
      }
    }
    for (String key : keys) {
      entry(List.of(field, key), Optional.ofNullable(entries.get(key)))
          .ifPresentOrElse(value -> entries.put(key, value), () -> entries.remove(key));
    }
    return Value.dictOf(entries);
  }

  /** The last write that no removal saw. */
  private Optional<Value> entry(List<String> path, Optional<Value> first) {
    List<Write> removals =
        at(path).filter(write -> write.operation() instanceof Operation.Remove).toList();
    Optional<Value> last = removals.isEmpty() ? first : Optional.empty();
    for (Write write : writes) {
      if (write.isAt(path)
          && write.operation() instanceof Operation.Put put
          && survives(write, removals)) {
        last = Optional.of(put.value());
      }
    }
    return last;
  }

  private boolean survives(Write write, List<Write> removals) {
    if (fault == Fault.TWIN_REMOVES_UNSEEN) {
      return removals.stream()
          .noneMatch(removal -> BY_CLOCK_AND_ID.compare(removal.by(), write.by()) > 0);
    }
    return removals.stream()
        .noneMatch(removal ->
            ancestors.getOrDefault(removal.by().id(), Set.of()).contains(write.by().id()));
  }

  private Stream<Write> at(List<String> path) {
    return writes.stream().filter(write -> write.isAt(path));
  }
}
