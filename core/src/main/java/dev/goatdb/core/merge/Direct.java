package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one author who saw all of the state: nothing is concurrent, so each just takes
 * effect. Most of every history is like that, and {@link Application} gives the same, dearer; but
 * for bodies that write a field and parts of it at once, which the authority's judge refuses.
 */
final class Direct {
  private static final int USUAL_ADDITIONS = 4;

  private final DictDraft fields;
  private boolean deleted;

  /** The collection whose parts are being changed: those of one stand together. */
  private @Nullable String open;

  private @Nullable List<Value> elements;

  /** Whether the set that is open was empty: what comes in order can only go to its end. */
  private boolean fresh;

  private @Nullable DictDraft entries;

  private Direct(ItemState base, DictDraft fields) {
    this.fields = fields;
    deleted = base.deleted();
  }

  /**
   * The state after operations of which at most one concerns a place; those on the elements of a
   * set are in the order of the elements.
   */
  static ItemState apply(ItemState base, Iterable<Operation> operations) {
    return new Direct(base, new DictDraft(base.fields())).all(operations);
  }

  /** The same where the fields will probably be those that another item has. */
  static ItemState apply(ItemState base, Value.Dict likely, Iterable<Operation> operations) {
    return new Direct(base, new DictDraft(base.fields(), likely)).all(operations);
  }

  /** The value of a set or map field after additions, in any order. */
  static Value added(@Nullable Value before, List<Edit<Operation>> edits) {
    List<Value> elements = new ArrayList<>(Parts.elements(before));
    DictDraft entries = new DictDraft(Parts.entries(before));
    boolean set = false;
    for (Edit<Operation> edit : edits) {
      Operation operation = edit.operation();
      set = operation.path().size() == 1;
      Value element = operation.element();
      if (set && element != null) {
        include(elements, element, false);
      } else {
        within(entries, operation);
      }
    }
    return set ? Value.Unique.sorted(Collections.unmodifiableList(elements)) : entries.dict();
  }

  private ItemState all(Iterable<Operation> operations) {
    for (Operation operation : operations) {
      apply(operation);
    }
    finish();
    return new ItemState(deleted, fields.dict());
  }

  private void apply(Operation operation) {
    switch (operation) {
      case Operation.Put put -> {
        switch (put.path().size()) {
          case 0 -> deleted = Value.TRUE.equals(put.value());
          case 1 -> Registers.apply(fields, put);
          case 2 -> map(put).put(put.path().get(1), put.value());
          default -> within(map(put), put);
        }
      }
      case Operation.Remove remove -> {
        switch (remove.path().size()) {
          case 0 -> deleted = false;
          case 1 -> Registers.apply(fields, remove);
          case 2 -> map(remove).remove(remove.path().get(1));
          default -> within(map(remove), remove);
        }
      }
      case Operation.Increase increase -> {
        if (increase.path().size() == 1) {
          Counters.apply(fields, increase);
        }
      }
      case Operation.Alter alter -> {
        if (alter.path().size() == 1) {
          Texts.apply(fields, alter);
        }
      }
      case Operation.Arrange arrange -> {
        if (arrange.path().size() == 1) {
          Lists.apply(fields, arrange);
        }
      }
      case Operation.Include include -> {
        switch (include.path().size()) {
          case 0 -> {}
          case 1 -> include(set(include), include.element(), fresh);
          default -> within(map(include), include);
        }
      }
      case Operation.Exclude exclude -> {
        switch (exclude.path().size()) {
          case 0 -> {}
          case 1 -> exclude(set(exclude), exclude.element());
          default -> within(map(exclude), exclude);
        }
      }
    }
  }

  /** What happens within an entry of a field. */
  private static void within(DictDraft map, Operation operation) {
    String key = operation.path().get(1);
    Value after = within(map.get(key), operation, 2);
    if (after == null) {
      map.remove(key);
    } else {
      map.put(key, after);
    }
  }

  /** What an operation leaves where so many names of its path lead; null for nothing. */
  private static @Nullable Value within(@Nullable Value before, Operation operation, int depth) {
    if (operation.path().size() > depth) {
      Value.Dict map = Parts.entries(before);
      String key = operation.path().get(depth);
      Value part = map.entries().get(key);
      Value after = within(part, operation, depth + 1);
      return after != null ? map.with(key, after) : part != null ? map.without(key) : before;
    }
    if (operation instanceof Operation.Include include) {
      List<Value> elements = new ArrayList<>(Parts.elements(before));
      include(elements, include.element(), false);
      return Value.Unique.sorted(Collections.unmodifiableList(elements));
    }
    if (operation instanceof Operation.Exclude exclude && before != null) {
      List<Value> elements = new ArrayList<>(Parts.elements(before));
      exclude(elements, exclude.element());
      return Value.Unique.sorted(Collections.unmodifiableList(elements));
    }
    return operation instanceof Operation.Put put ? put.value() : null;
  }

  private DictDraft map(Operation operation) {
    String field = operation.path().get(0);
    DictDraft known = entries;
    if (known == null || !field.equals(open)) {
      finish();
      known = new DictDraft(Parts.entries(fields.get(field)));
      entries = known;
      open = field;
    }
    return known;
  }

  private List<Value> set(Operation operation) {
    String field = operation.path().get(0);
    List<Value> known = elements;
    if (known == null || !field.equals(open)) {
      finish();
      List<Value> before = Parts.elements(fields.get(field));
      known = new ArrayList<>(before.size() + USUAL_ADDITIONS);
      known.addAll(before);
      fresh = before.isEmpty();
      elements = known;
      open = field;
    }
    return known;
  }

  private static void include(List<Value> elements, Value element, boolean last) {
    int at = last ? -1 - elements.size() : find(elements, element);
    if (at < 0) {
      elements.add(-1 - at, element);
    }
  }

  private static void exclude(List<Value> elements, Value element) {
    int at = find(elements, element);
    if (at >= 0) {
      elements.remove(at);
    }
  }

  private static int find(List<Value> elements, Value element) {
    return Collections.binarySearch(elements, element, Canonical::compare);
  }

  private void finish() {
    if (open != null && elements != null) {
      fields.put(open, Value.Unique.sorted(Collections.unmodifiableList(elements)));
    }
    if (open != null && entries != null) {
      fields.put(open, entries.dict());
    }
    open = null;
    elements = null;
    entries = null;
  }
}
