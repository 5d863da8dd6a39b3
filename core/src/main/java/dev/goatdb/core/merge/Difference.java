package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations that lead from one value to another, so that setting a value says only what
 * changed; in sets and maps, and deeper down in those that stand in maps.
 */
public final class Difference {
  private Difference() {}

  /**
   * Nothing at all where the values are equal; an empty {@code after} means that the field is
   * cleared.
   */
  public static List<Operation> of(
      FieldDefinition field, Optional<Value> before, Optional<Value> after) {
    if (before.equals(after)) {
      return List.of();
    }
    List<String> path = List.of(field.name());
    if (field.type() instanceof FieldType.ListOf) {
      return arranged(path, items(before), items(after)).map(List::of).orElse(List.of());
    }
    if (field.type().isCollection()) {
      Optional<Value> empty = field.type().empty();
      return of(path, before.or(() -> empty).orElse(null), after.or(() -> empty).orElseThrow());
    }
    if (field.type() == FieldType.Scalar.COUNTER) {
      return ofCounters(path, sum(before), sum(after));
    }
    if (field.type() == FieldType.Scalar.TEXT) {
      TextChange change = TextChange.between(text(before), text(after));
      return change.isEmpty() ? List.of() : List.of(new Operation.Alter(path, change));
    }
    return List.of(
        after
            .<Operation>map(value -> new Operation.Put(path, value))
            .orElse(new Operation.Remove(path)));
  }

  /**
   * What became of the text or list that an operation counts places in; nothing where it is the
   * same.
   */
  public static Optional<Operation> ofPlaces(Operation like, ItemState before, ItemState after) {
    List<String> path = like.path();
    if (like instanceof Operation.Arrange) {
      return arranged(path, Lists.at(before, path), Lists.at(after, path));
    }
    TextChange change =
        TextChange.between(Texts.at(before, path).value(), Texts.at(after, path).value());
    return change.isEmpty() ? Optional.empty() : Optional.of(new Operation.Alter(path, change));
  }

  /** What writing an entry changes about what is shown. */
  public static List<Operation> of(ItemState shown, Operation.Put entry) {
    return of(entry.path(), at(shown, entry.path()), entry.value());
  }

  /** What a state has where a path leads, or null. */
  static @Nullable Value at(ItemState state, List<String> path) {
    Value value = state.fields();
    for (String name : path) {
      value = Parts.entries(value).entries().get(name);
    }
    return value;
  }

  private static List<Operation> of(List<String> path, @Nullable Value before, Value after) {
    List<Operation> operations = new ArrayList<>();
    collect(path, before, after, operations);
    return operations;
  }

  private static void collect(
      List<String> path, @Nullable Value before, Value after, List<Operation> into) {
    if (before instanceof Value.Unique old && after instanceof Value.Unique set) {
      ofSets(path, old.elements(), set.elements(), into);
    } else if (before instanceof Value.Dict old && after instanceof Value.Dict map) {
      ofMaps(path, old.entries(), map.entries(), into);
    } else if (!after.equals(before)) {
      into.add(new Operation.Put(path, after));
    }
  }

  private static List<Operation> ofCounters(List<String> path, long before, long after) {
    return before == after ? List.of() : List.of(new Operation.Increase(path, after - before));
  }

  private static void ofSets(
      List<String> path, List<Value> before, List<Value> after, List<Operation> into) {
    for (Value element : before) {
      if (!after.contains(element)) {
        into.add(new Operation.Exclude(path, element));
      }
    }
    for (Value element : after) {
      if (!before.contains(element)) {
        into.add(new Operation.Include(path, element));
      }
    }
  }

  private static void ofMaps(
      List<String> path,
      Map<String, Value> before,
      Map<String, Value> after,
      List<Operation> into) {
    for (String key : before.keySet()) {
      if (!after.containsKey(key)) {
        into.add(new Operation.Remove(entry(path, key)));
      }
    }
    after.forEach((key, value) -> collect(entry(path, key), before.get(key), value, into));
  }

  private static List<String> entry(List<String> path, String key) {
    List<String> entry = new ArrayList<>(path);
    entry.add(key);
    return List.copyOf(entry);
  }

  private static Optional<Operation> arranged(
      List<String> path, List<Value> before, List<Value> after) {
    ListChange change = ListChange.between(before, after);
    return change.isEmpty() ? Optional.empty() : Optional.of(new Operation.Arrange(path, change));
  }

  private static List<Value> items(Optional<Value> value) {
    return value.isPresent() && value.get() instanceof Value.Array list ? list.items() : List.of();
  }

  private static String text(Optional<Value> value) {
    return value.isPresent() && value.get() instanceof Value.Str text ? text.value() : "";
  }

  private static long sum(Optional<Value> value) {
    return value.orElse(Value.of(0L)) instanceof Value.Int sum ? sum.value() : 0;
  }
}
