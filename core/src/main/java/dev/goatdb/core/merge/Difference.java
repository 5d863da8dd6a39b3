package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operations that lead from one value of a field to another, so that setting a value says only
 * what changed.
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
    return switch (field.type()) {
      case FieldType.SetOf set -> ofSets(path, elements(before), elements(after));
      case FieldType.MapOf map -> ofMaps(field.name(), entries(before), entries(after));
      case FieldType.Scalar.COUNTER -> ofCounters(path, sum(before), sum(after));
      case FieldType.Scalar scalar ->
          List.of(
              after
                  .<Operation>map(value -> new Operation.Put(path, value))
                  .orElse(new Operation.Remove(path)));
    };
  }

  private static List<Operation> ofCounters(List<String> path, long before, long after) {
    return before == after ? List.of() : List.of(new Operation.Increase(path, after - before));
  }

  private static List<Operation> ofSets(List<String> path, List<Value> before, List<Value> after) {
    List<Operation> operations = new ArrayList<>();
    for (Value element : before) {
      if (!after.contains(element)) {
        operations.add(new Operation.Exclude(path, element));
      }
    }
    for (Value element : after) {
      if (!before.contains(element)) {
        operations.add(new Operation.Include(path, element));
      }
    }
    return operations;
  }

  private static List<Operation> ofMaps(
      String field, Map<String, Value> before, Map<String, Value> after) {
    List<Operation> operations = new ArrayList<>();
    for (String key : before.keySet()) {
      if (!after.containsKey(key)) {
        operations.add(new Operation.Remove(List.of(field, key)));
      }
    }
    after.forEach((key, value) -> {
      if (!value.equals(before.get(key))) {
        operations.add(new Operation.Put(List.of(field, key), value));
      }
    });
    return operations;
  }

  private static long sum(Optional<Value> value) {
    return value.orElse(Value.of(0L)) instanceof Value.Int sum ? sum.value() : 0;
  }

  private static List<Value> elements(Optional<Value> value) {
    return value.orElse(Value.EMPTY_SET) instanceof Value.Unique set ? set.elements() : List.of();
  }

  private static Map<String, Value> entries(Optional<Value> value) {
    return value.orElse(Value.EMPTY_DICT) instanceof Value.Dict map ? map.entries() : Map.of();
  }
}
