package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Maps: each key is a register of its own, and an entry that was written while somebody else
 * removed it comes back as its writer saw it.
 */
final class Maps {
  /** What was done to one entry. */
  static final class Edits {
    private final List<Edit<Operation.Put>> writes = new ArrayList<>(1);
    private final List<Edit<Operation.Remove>> removals = new ArrayList<>(1);

    void put(Edit<Operation.Put> edit) {
      writes.add(edit);
    }

    void remove(Edit<Operation.Remove> edit) {
      removals.add(edit);
    }
  }

  private Maps() {}

  /** The entries that a field has so far. */
  static Value.Dict before(DictDraft fields, String field) {
    return fields.get(field) instanceof Value.Dict before ? before : Value.EMPTY_DICT;
  }

  /** An entry that was written and removed concurrently stays, or goes where removals win. */
  static void apply(
      DictDraft fields,
      String field,
      Map<String, Edits> edits,
      boolean removalsWin,
      Ancestry ancestry) {
    DictDraft entries = new DictDraft(before(fields, field));
    edits.forEach((key, edit) -> {
      if (!edit.removals.isEmpty()) {
        entries.remove(key);
      }
      boolean gone = removalsWin && !Edit.unseen(edit.removals, edit.writes, ancestry).isEmpty();
      List<Edit<Operation.Put>> stay =
          gone ? List.of() : Edit.unseen(edit.writes, edit.removals, ancestry);
      for (Edit<Operation.Put> write : stay) {
        entries.put(key, write.operation().value());
      }
    });
    fields.put(field, entries.dict());
  }
}
