package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The rules of merging, evaluated over the complete history without any cleverness: no dominator,
 * no memory, one place after another.
 */
final class Naive {
  private final Map<CommitId, Set<CommitId>> seen = new HashMap<>();
  private final Map<String, List<Write>> places = new TreeMap<>();
  private final Map<String, Map<Commit, List<Operation>>> parts = new TreeMap<>();

  private record Write(Commit by, Operation operation) {}

  private final Function<String, MergePolicy> policies;

  private Naive(Function<String, MergePolicy> policies) {
    this.policies = policies;
  }

  /** The merged value of all these commits, parents first, above nothing. */
  static ItemState of(Collection<Commit> commits) {
    return of(commits, Commit::operations, field -> MergePolicy.LAST_WRITER);
  }

  /** The same of other operations than the commits have, with other policies. */
  static ItemState of(
      Collection<Commit> commits,
      Function<Commit, List<Operation>> operations,
      Function<String, MergePolicy> policies) {
    Naive naive = new Naive(policies);
    for (Commit commit : commits) {
      Set<CommitId> ancestors = new HashSet<>();
      for (CommitId parent : commit.header().parents()) {
        ancestors.add(parent);
        ancestors.addAll(naive.seen.get(parent));
      }
      naive.seen.put(commit.id(), ancestors);
    }
    List<Commit> ordered = new ArrayList<>(commits);
    ordered.sort((a, b) ->
        a.header().clock() != b.header().clock()
            ? Long.compare(a.header().clock(), b.header().clock())
            : a.id().hash().hex().compareTo(b.id().hash().hex()));
    for (Commit commit : ordered) {
      for (Operation operation : operations.apply(commit)) {
        if (operation.path().size() > 1 || operation.element() != null) {
          naive
              .parts
              .computeIfAbsent(operation.path().get(0), f -> new LinkedHashMap<>())
              .computeIfAbsent(commit, c -> new ArrayList<>())
              .add(operation);
        } else {
          String place = operation.place().key().hex();
          naive
              .places
              .computeIfAbsent(place, p -> new ArrayList<>())
              .add(new Write(commit, operation));
        }
      }
    }
    return naive.value();
  }

  private ItemState value() {
    boolean deleted = false;
    TreeMap<String, Value> fields = new TreeMap<>();
    for (List<Write> writes : places.values()) {
      Operation last = writes.get(writes.size() - 1).operation();
      List<String> path = last.path();
      if (path.isEmpty()) {
        deleted = last instanceof Operation.Put put && put.value().equals(Value.TRUE);
      } else if (last instanceof Operation.Increase) {
        long sum = 0;
        for (Write write : writes) {
          sum += ((Operation.Increase) write.operation()).by();
        }
        fields.put(path.get(0), Value.of(sum));
      } else if (register(writes) instanceof Operation.Put put) {
        fields.put(path.get(0), put.value());
      }
    }
    parts.forEach((field, operations) -> fields.put(field, parts(field, operations)));
    return new ItemState(deleted, Value.dictOf(fields));
  }

  private Value parts(String field, Map<Commit, List<Operation>> operations) {
    boolean set =
        operations.values().stream()
            .flatMap(List::stream)
            .allMatch(operation -> operation.path().size() == 1);
    return NaiveParts.of(
        set ? Value.EMPTY_SET : Value.EMPTY_DICT,
        operations,
        (later, earlier) -> seen.get(later.id()).contains(earlier.id()),
        policies.apply(field) == MergePolicy.REMOVALS_WIN);
  }

  private Operation register(List<Write> writes) {
    List<Operation> open = new ArrayList<>();
    for (Write write : writes) {
      if (writes.stream().noneMatch(other -> saw(other, write))) {
        open.add(write.operation());
      }
    }
    Comparator<Operation> bySize =
        Comparator.comparing(
            operation -> ((Value.Str) ((Operation.Put) operation).value()).value());
    List<Operation> puts = open.stream().filter(o -> o instanceof Operation.Put).toList();
    return switch (policies.apply(open.get(0).path().get(0))) {
      case FIRST_WRITER -> open.get(0);
      case MAXIMUM -> puts.stream().max(bySize).orElse(open.get(0));
      case MINIMUM -> puts.stream().min(bySize).orElse(open.get(0));
      default -> open.get(open.size() - 1);
    };
  }

  private boolean saw(Write later, Write earlier) {
    return seen.get(later.by().id()).contains(earlier.by().id());
  }
}
