package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One step from a version of a schema to the next: what fields held moves to their new names, and
 * so do operations, which keep their author and clock.
 */
final class Upgrading {
  private Upgrading() {}

  /** A state of the version before in that of {@code next}. */
  static ItemState lift(View view, ItemState state, Schema next, Origin origin) {
    DictDraft fields = new DictDraft(next.defaults());
    for (Map.Entry<String, Value> entry : state.fields().entries().entrySet()) {
      FieldDefinition field = target(next, entry.getKey());
      if (field != null && field.type().accepts(entry.getValue())) {
        fields.put(field.name(), entry.getValue());
      }
    }
    Derivation derivation = new Derivation(view, next, origin);
    for (String field : next.upgrade().set().keySet()) {
      derivation.value(field, state).ifPresent(value -> fields.put(field, value));
    }
    return new ItemState(state.deleted(), fields.dict());
  }

  /** Changes of the version before as changes of {@code next}. */
  static List<Change> changes(List<Change> before, Schema next) {
    List<Change> lifted = new ArrayList<>(before.size());
    for (Change change : before) {
      lifted.add(new Change(change.by(), operations(change.operations(), next)));
    }
    return lifted;
  }

  static List<Operation> operations(List<Operation> before, Schema next) {
    List<Operation> lifted = new ArrayList<>(before.size());
    for (Operation operation : before) {
      Operation moved = lift(operation, next);
      if (moved != null) {
        lifted.add(moved);
      }
    }
    return lifted;
  }

  private static @Nullable Operation lift(Operation operation, Schema next) {
    List<String> path = operation.path();
    if (path.isEmpty()) {
      return operation;
    }
    FieldDefinition field = target(next, path.get(0));
    if (field == null || !fits(operation, field)) {
      return null;
    }
    return path.get(0).equals(field.name()) ? operation : operation.at(renamed(path, field.name()));
  }

  private static List<String> renamed(List<String> path, String field) {
    List<String> renamed = new ArrayList<>(path);
    renamed.set(0, field);
    return List.copyOf(renamed);
  }

  /** A register may hold another type of value now; collections keep theirs. */
  private static boolean fits(Operation operation, FieldDefinition field) {
    return !(operation instanceof Operation.Put put)
        || put.path().size() > 1
        || field.type().accepts(put.value());
  }

  /** What is said of fields of the version before, under the names of {@code next}. */
  static Map<String, String> names(Map<String, String> before, Schema next) {
    Map<String, String> named = new TreeMap<>();
    for (Map.Entry<String, String> entry : before.entrySet()) {
      FieldDefinition field = target(next, entry.getKey());
      if (field != null) {
        named.put(field.name(), entry.getValue());
      }
    }
    return named;
  }

  /** The field in which one of the version before lives on, or null where it is gone. */
  private static @Nullable FieldDefinition target(Schema next, String before) {
    Upgrade upgrade = next.upgrade();
    String name = upgrade.renamed().getOrDefault(before, before);
    boolean taken = name.equals(before) && upgrade.renamed().containsValue(before);
    boolean gone = upgrade.dropped().contains(before) || taken || upgrade.computes(name);
    return gone ? null : next.fields().get(name);
  }
}
