package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Sets: an element stays unless every addition of it was seen by a removal; where removals win, it
 * goes unless every removal was seen by an addition.
 */
final class Sets {
  /** What was done to one element. */
  static final class Edits {
    private final Value element;
    private final List<Edit<Operation.Include>> additions = new ArrayList<>(1);
    private final List<Edit<Operation.Exclude>> removals = new ArrayList<>(1);

    Edits(Value element) {
      this.element = element;
    }

    void add(Edit<Operation.Include> edit) {
      additions.add(edit);
    }

    void remove(Edit<Operation.Exclude> edit) {
      removals.add(edit);
    }
  }

  private Sets() {}

  /** The elements that a field has so far. */
  static List<Value> before(DictDraft fields, String field) {
    return fields.get(field) instanceof Value.Unique before ? before.elements() : List.of();
  }

  /** An element that was added and removed concurrently stays, or goes where removals win. */
  static void apply(
      DictDraft fields,
      String field,
      Iterable<Edits> edits,
      boolean removalsWin,
      Ancestry ancestry) {
    TreeSet<Value> elements = new TreeSet<>(Canonical::compare);
    elements.addAll(before(fields, field));
    for (Edits edit : edits) {
      if (!edit.removals.isEmpty()) {
        elements.remove(edit.element);
      }
      boolean stays =
          removalsWin
              ? !edit.additions.isEmpty()
                  && Edit.unseen(edit.removals, edit.additions, ancestry).isEmpty()
              : !Edit.unseen(edit.additions, edit.removals, ancestry).isEmpty();
      if (stays) {
        elements.add(edit.element);
      }
    }
    fields.put(field, Value.Unique.sorted(List.copyOf(elements)));
  }
}
