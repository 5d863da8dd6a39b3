package dev.goatdb.sim;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.LongText;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What follows from an edit: what its commit must hold, and what is shown at once. */
final class Expectation {
  private Expectation() {}

  /** What must at least be in the commit: texts, numbers and sums. */
  static List<Operation> difference(String field, Optional<Value> before, Value after) {
    List<Operation> operations = new ArrayList<>();
    if (after instanceof Value.Dict) {
      entries(List.of(field), before.orElse(Value.EMPTY_DICT), after, operations);
    } else if (after instanceof Value.Str) {
      operations.add(new Operation.Put(List.of(field), after));
    } else if (after instanceof Value.Int sum) {
      operations.add(new Operation.Increase(List.of(field), sum.value() - sum(before)));
    }
    return operations;
  }

  private static void entries(
      List<String> path, @Nullable Value before, Value after, List<Operation> operations) {
    if (before instanceof Value.Dict old && after instanceof Value.Dict map) {
      map.entries()
          .forEach(
              (key, value) -> entries(with(path, key), old.entries().get(key), value, operations));
      old.entries().keySet().stream()
          .filter(key -> !map.entries().containsKey(key))
          .forEach(key -> operations.add(new Operation.Remove(with(path, key))));
    } else if (before == null || after instanceof Value.Int) {
      operations.add(new Operation.Put(path, after));
    }
  }

  static List<String> with(List<String> path, String key) {
    List<String> entry = new ArrayList<>(path);
    entry.add(key);
    return entry;
  }

  /** Whether an edit is shown at once. */
  static boolean shows(ItemState before, ItemState after, Operation operation) {
    if (operation.path().isEmpty()) {
      return after.deleted() != before.deleted();
    }
    String field = operation.path().get(0);
    Optional<Value> value = after.field(field);
    return switch (operation) {
      case Operation.Put put -> at(value, put.path()).equals(Optional.of(put.value()));
      case Operation.Remove remove -> at(value, remove.path()).isEmpty();
      case Operation.Increase more -> sum(value) == sum(before.field(field)) + more.by();
      case Operation.Alter alter -> text(value).equals(altered(before.field(field), alter));
      case Operation.Arrange arrange ->
          items(value).equals(arrange.change().apply(items(before.field(field))));
      case Operation.Include include ->
          elements(at(value, include.path())).contains(include.element());
      case Operation.Exclude exclude ->
          !elements(at(value, exclude.path())).contains(exclude.element());
    };
  }

  private static Optional<Value> at(Optional<Value> value, List<String> path) {
    Optional<Value> at = value;
    for (String key : path.subList(1, path.size())) {
      at =
          at.flatMap(map ->
              map instanceof Value.Dict dict
                  ? Optional.ofNullable(dict.entries().get(key))
                  : Optional.empty());
    }
    return at;
  }

  static long sum(Optional<Value> value) {
    return value.orElse(Value.of(0L)) instanceof Value.Int sum ? sum.value() : 0;
  }

  private static List<Value> items(Optional<Value> value) {
    return value.orElse(Value.arrayOf()) instanceof Value.Array list ? list.items() : List.of();
  }

  private static String altered(Optional<Value> before, Operation.Alter alter) {
    return alter.change().apply(LongText.of(text(before))).toString();
  }

  private static String text(Optional<Value> value) {
    return value.orElse(Value.of("")) instanceof Value.Str text ? text.value() : "";
  }

  private static List<Value> elements(Optional<Value> value) {
    return value.orElse(Value.EMPTY_SET) instanceof Value.Unique set ? set.elements() : List.of();
  }
}
