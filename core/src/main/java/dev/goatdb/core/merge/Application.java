package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The changes of a region applied to a state, each exactly once; operations of each kind meet by
 * the rules of theirs.
 */
final class Application {
  private final DictDraft fields;
  private final TreeMap<String, List<Edit<Operation>>> collections = new TreeMap<>();
  private final TreeMap<String, List<Edit<Operation>>> registers = new TreeMap<>();
  private final TreeMap<String, List<Edit<Operation.Alter>>> texts = new TreeMap<>();
  private final TreeMap<String, List<Edit<Operation.Arrange>>> lists = new TreeMap<>();
  private final Acts acts = new Acts();
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
    return application.finish(region);
  }

  private void collect(Node by, Operation operation) {
    switch (operation) {
      case Operation.Put put -> {
        switch (put.path().size()) {
          case 0 -> deleted = Value.TRUE.equals(put.value());
          case 1 -> register(by, put);
          default -> part(by, put);
        }
      }
      case Operation.Remove remove -> {
        switch (remove.path().size()) {
          case 0 -> deleted = false;
          case 1 -> register(by, remove);
          default -> part(by, remove);
        }
      }
      case Operation.Increase increase -> {
        if (increase.path().size() == 1 && acts.of(by).equals(by)) {
          Counters.apply(fields, increase);
        }
      }
      case Operation.Alter alter -> {
        if (alter.path().size() == 1) {
          add(texts, by, alter);
        }
      }
      case Operation.Arrange arrange -> {
        if (arrange.path().size() == 1) {
          add(lists, by, arrange);
        }
      }
      case Operation.Include include -> part(by, include);
      case Operation.Exclude exclude -> part(by, exclude);
    }
  }

  /** The last writer is known at once; other policies have to see all writes. */
  private void register(Node by, Operation operation) {
    String field = operation.path().get(0);
    if (policy(field) == MergePolicy.LAST_WRITER) {
      Registers.apply(fields, operation);
    } else {
      add(registers, by, operation);
    }
  }

  private MergePolicy policy(String field) {
    return view.isSimple() ? MergePolicy.LAST_WRITER : view.policy(version, field);
  }

  private void part(Node by, Operation operation) {
    if (!operation.path().isEmpty()) {
      add(collections, by, operation);
    }
  }

  private static <T extends Operation> void add(
      Map<String, List<Edit<T>>> edits, Node by, T operation) {
    edits
        .computeIfAbsent(operation.path().get(0), name -> new ArrayList<>())
        .add(new Edit<>(by, operation));
  }

  private ItemState finish(List<Node> region) {
    Ancestry ancestry = new Ancestry(region);
    registers.forEach((field, edits) ->
        Registers.apply(fields, Registers.chosen(edits, policy(field), ancestry)));
    collections.forEach((field, edits) ->
        fields.put(
            field,
            Parts.merge(
                fields.get(field), edits, policy(field) == MergePolicy.REMOVALS_WIN, ancestry)));
    texts.forEach(
        (field, edits) -> fields.put(field, new Texts(fields.get(field), region).merge(edits)));
    lists.forEach(
        (field, edits) -> fields.put(field, new Lists(fields.get(field), region).merge(edits)));
    return new ItemState(deleted, fields.dict());
  }
}
