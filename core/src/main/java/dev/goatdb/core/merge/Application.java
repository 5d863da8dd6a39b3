package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The changes of a region applied to a state, each exactly once; operations of each kind meet by
 * the rules of theirs.
 */
final class Application {
  private final DictDraft fields;
  private final TreeMap<String, TreeMap<Value, Sets.Edits>> sets = new TreeMap<>();
  private final TreeMap<String, TreeMap<String, Maps.Edits>> maps = new TreeMap<>();
  private final TreeMap<String, List<Edit<Operation>>> registers = new TreeMap<>();
  private final View view;
  private final int version;
  private boolean deleted;

  private Application(ItemState base, View view, int version) {
    fields = new DictDraft(base.fields());
    deleted = base.deleted();
    this.view = view;
    this.version = version;
  }

  /**
   * The state after changes, which come in the order of clock and id; all are of the same version,
   * or were brought to it.
   */
  static ItemState apply(ItemState base, List<Change> changes, View view, int version) {
    if (changes.size() == 1) {
      return Direct.apply(base, changes.get(0).operations());
    }
    Application application = new Application(base, view, version);
    List<Node> region = new ArrayList<>(changes.size());
    for (Change change : changes) {
      region.add(change.by());
      for (Operation operation : change.operations()) {
        application.collect(change.by(), operation);
      }
    }
    return application.finish(new Ancestry(region));
  }

  private void collect(Node by, Operation operation) {
    switch (operation) {
      case Operation.Put put -> {
        switch (put.path().size()) {
          case 0 -> deleted = Value.TRUE.equals(put.value());
          case 1 -> register(by, put);
          default -> entry(put).put(new Edit<>(by, put));
        }
      }
      case Operation.Remove remove -> {
        switch (remove.path().size()) {
          case 0 -> deleted = false;
          case 1 -> register(by, remove);
          default -> entry(remove).remove(new Edit<>(by, remove));
        }
      }
      case Operation.Increase increase -> {
        if (increase.path().size() == 1) {
          Counters.apply(fields, increase);
        }
      }
      case Operation.Include include ->
          element(include, include.element()).add(new Edit<>(by, include));
      case Operation.Exclude exclude ->
          element(exclude, exclude.element()).remove(new Edit<>(by, exclude));
    }
  }

  /** The last writer is known at once; other policies have to see all writes. */
  private void register(Node by, Operation operation) {
    String field = operation.path().get(0);
    if (policy(field) == MergePolicy.LAST_WRITER) {
      Registers.apply(fields, operation);
    } else {
      registers.computeIfAbsent(field, name -> new ArrayList<>()).add(new Edit<>(by, operation));
    }
  }

  private MergePolicy policy(String field) {
    return view.isSimple() ? MergePolicy.LAST_WRITER : view.policy(version, field);
  }

  private Maps.Edits entry(Operation operation) {
    return maps.computeIfAbsent(operation.path().get(0), field -> new TreeMap<>(Canonical.KEYS))
        .computeIfAbsent(operation.path().get(1), key -> new Maps.Edits());
  }

  private Sets.Edits element(Operation operation, Value element) {
    String field = operation.path().isEmpty() ? "" : operation.path().get(0);
    return sets.computeIfAbsent(field, name -> new TreeMap<>(Canonical::compare))
        .computeIfAbsent(element, Sets.Edits::new);
  }

  private ItemState finish(Ancestry ancestry) {
    registers.forEach((field, edits) ->
        Registers.apply(fields, Registers.chosen(edits, policy(field), ancestry)));
    sets.forEach(
        (field, edits) -> Sets.apply(fields, field, edits.values(), removalsWin(field), ancestry));
    maps.forEach((field, edits) -> Maps.apply(fields, field, edits, removalsWin(field), ancestry));
    return new ItemState(deleted, fields.dict());
  }

  private boolean removalsWin(String field) {
    return policy(field) == MergePolicy.REMOVALS_WIN;
  }
}
