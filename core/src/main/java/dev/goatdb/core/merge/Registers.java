package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.DictDraft;

/** Registers: the operation with the highest clock wins, ties go to the higher commit id. */
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
}
