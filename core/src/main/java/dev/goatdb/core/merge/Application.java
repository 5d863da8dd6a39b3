package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Place;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.List;
import java.util.TreeMap;

/**
 * The commits of a region applied to a state, each exactly once; operations of each kind meet by
 * the rules of theirs.
 */
final class Application {
  private final DictDraft fields;
  private final TreeMap<String, TreeMap<Place, Sets.Edits>> sets = new TreeMap<>();
  private final TreeMap<String, TreeMap<String, Maps.Edits>> maps = new TreeMap<>();
  private boolean deleted;

  private Application(ItemState base) {
    fields = new DictDraft(base.fields());
    deleted = base.deleted();
  }

  /** The state after a region, whose nodes come in the order of clock and id. */
  static ItemState apply(ItemState base, List<Node> region) {
    if (region.size() == 1) {
      return Direct.apply(base, region.get(0).commit().operations());
    }
    Application application = new Application(base);
    for (Node node : region) {
      for (Operation operation : node.commit().operations()) {
        application.collect(node, operation);
      }
    }
    return application.finish(new Ancestry(region));
  }

  private void collect(Node by, Operation operation) {
    switch (operation) {
      case Operation.Put put -> {
        switch (put.path().size()) {
          case 0 -> deleted = Value.TRUE.equals(put.value());
          case 1 -> Registers.apply(fields, put);
          default -> entry(put).put(new Edit<>(by, put));
        }
      }
      case Operation.Remove remove -> {
        switch (remove.path().size()) {
          case 0 -> deleted = false;
          case 1 -> Registers.apply(fields, remove);
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

  private Maps.Edits entry(Operation operation) {
    return maps.computeIfAbsent(operation.path().get(0), field -> new TreeMap<>(Canonical.KEYS))
        .computeIfAbsent(operation.path().get(1), key -> new Maps.Edits());
  }

  private Sets.Edits element(Operation operation, Value element) {
    String field = operation.path().isEmpty() ? "" : operation.path().get(0);
    return sets.computeIfAbsent(field, name -> new TreeMap<>())
        .computeIfAbsent(operation.place(), place -> new Sets.Edits(element));
  }

  private ItemState finish(Ancestry ancestry) {
    sets.forEach((field, edits) -> Sets.apply(fields, field, edits.values(), ancestry));
    maps.forEach((field, edits) -> Maps.apply(fields, field, edits, ancestry));
    return new ItemState(deleted, fields.dict());
  }
}
