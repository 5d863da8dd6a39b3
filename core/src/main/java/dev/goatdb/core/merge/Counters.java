package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.Value;

/** Counters: the sum of everybody's additions, in 64 bits that wrap around. */
final class Counters {
  private Counters() {}

  static void apply(DictDraft fields, Operation.Increase increase) {
    String field = increase.path().get(0);
    long before = fields.get(field) instanceof Value.Int sum ? sum.value() : 0;
    fields.put(field, Value.of(before + increase.by()));
  }
}
