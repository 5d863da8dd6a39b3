package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.FieldOrder;
import java.util.List;
import java.util.Optional;

/**
 * Registers: the operation with the highest clock wins, ties go to the higher commit id; or another
 * one of those that no other saw, where the field's policy says so.
 */
final class Registers {
  private Registers() {}

  /** Applies an operation; they come in the order of clock and id, so the last one stays. */
  static void apply(DictDraft fields, Operation operation) {
    String field = operation.path().get(0);
    if (operation instanceof Operation.Put put) {
      fields.put(field, put.value());
    } else {
      fields.remove(field);
    }
  }

  /** The operation that stays, of some in the order of clock and id. */
  static Operation chosen(List<Edit<Operation>> edits, MergePolicy policy, Ancestry ancestry) {
    List<Edit<Operation>> open = ancestry.latest(edits);
    Operation chosen = open.get(0).operation();
    for (Edit<Operation> edit : open) {
      chosen = isBetter(edit.operation(), chosen, policy) ? edit.operation() : chosen;
    }
    return chosen;
  }

  /** Whether an operation takes the place of an earlier one; a value always beats none. */
  private static boolean isBetter(Operation later, Operation chosen, MergePolicy policy) {
    if (policy == MergePolicy.MAXIMUM) {
      return later instanceof Operation.Put && difference(later, chosen, 1) > 0;
    }
    return policy == MergePolicy.MINIMUM
        ? later instanceof Operation.Put && difference(later, chosen, -1) < 0
        : policy != MergePolicy.FIRST_WRITER;
  }

  private static int difference(Operation later, Operation chosen, int ifNone) {
    return later instanceof Operation.Put one && chosen instanceof Operation.Put other
        ? FieldOrder.compare(Optional.of(one.value()), Optional.of(other.value()))
        : ifNone;
  }
}
