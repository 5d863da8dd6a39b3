package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Edits that are shown but not committed yet: operations on whatever the heads merge to, at most
 * one per place.
 */
public final class Overlay {
  private Map<Operation, Operation> operations = Map.of();
  private boolean deep;

  public boolean isEmpty() {
    return operations.isEmpty();
  }

  /** A state after operations on it, of which at most one concerns a place. */
  public static ItemState after(ItemState state, List<Operation> operations) {
    return Direct.apply(state, operations);
  }

  /** Whether an operation on a state leads to another one. */
  public static boolean changes(ItemState state, Operation operation) {
    return !Direct.apply(state, List.of(operation)).equals(state);
  }

  /**
   * Adds an edit made on what is shown; it replaces or sums up with an earlier one of the same
   * place. An addition and a removal never cancel each other out, for the merged value may have
   * changed between them; {@link #drain} leaves out what changes nothing in the end.
   */
  public void add(Operation operation) {
    Operation before = operations.get(operation);
    if (before instanceof Operation.Increase first
        && operation instanceof Operation.Increase more) {
      put(new Operation.Increase(more.path(), first.by() + more.by()));
    } else if (before instanceof Operation.Alter first
        && operation instanceof Operation.Alter next) {
      put(new Operation.Alter(next.path(), first.change().then(next.change())));
    } else if (before instanceof Operation.Arrange first
        && operation instanceof Operation.Arrange next) {
      put(new Operation.Arrange(next.path(), first.change().then(next.change())));
    } else {
      put(operation);
    }
  }

  /**
   * A key that is equal by its place would stay, so it goes first; what waits within an entry that
   * is written or removed goes, too.
   */
  private void put(Operation operation) {
    if (operations.isEmpty()) {
      operations = new TreeMap<>(Operation::compareByPlace);
      deep = false;
    }
    if (deep) {
      operations.keySet().removeIf(operation::covers);
    }
    deep |= operation.path().size() > (operation.element() == null ? 2 : 1);
    operations.remove(operation);
    operations.put(operation, operation);
  }

  /**
   * What changes a text or list does it in as many places as a commit may hold.
   *
   * @param merged what the edits stand over
   */
  public void bound(ItemState merged) {
    for (Operation operation : all()) {
      if (isTooMuch(operation)) {
        Operation bounded = bounded(operation, merged);
        operations.remove(operation);
        operations.put(bounded, bounded);
      }
    }
  }

  private static boolean isTooMuch(Operation operation) {
    return operation instanceof Operation.Alter alter
            && alter.change().splices().size() > TextChange.MOST_SPLICES
        || operation instanceof Operation.Arrange arrange
            && arrange.change().parts().size() > ListChange.MOST_PARTS;
  }

  /** The same change of a state in as many places as a commit may hold. */
  public static Operation bounded(Operation operation, ItemState before) {
    if (!isTooMuch(operation)) {
      return operation;
    }
    List<String> path = operation.path();
    if (operation instanceof Operation.Arrange arrange) {
      return new Operation.Arrange(path, arrange.change().bounded(Lists.at(before, path)));
    }
    return operation instanceof Operation.Alter alter
        ? new Operation.Alter(path, alter.change().bounded(Texts.at(before, path).text()))
        : operation;
  }

  /** What the edits stand over has changed: places in texts and lists move along. */
  public void rebase(Moving moving) {
    for (Operation operation : all()) {
      if (operation.countsPlaces()) {
        operations.remove(operation);
        moving.of(operation).ifPresent(moved -> operations.put(moved, moved));
      }
    }
  }

  /** Whether a change waits that counts places at a path. */
  public boolean counts(List<String> path) {
    Operation waits = operations.get(new Operation.Remove(path));
    return waits != null && waits.countsPlaces();
  }

  /** What is shown over the merged value. */
  public ItemState over(ItemState merged) {
    return operations.isEmpty() ? merged : Direct.apply(merged, operations.values());
  }

  /** The fields that the edits change. */
  public Set<String> fields() {
    return fields(operations.values());
  }

  /** The fields that operations change; whether an item is deleted is none. */
  public static Set<String> fields(Collection<Operation> operations) {
    return Unseen.fields(operations);
  }

  /** The size of the operations in their canonical form. */
  public int bytes() {
    CborWriter out = new CborWriter();
    operations.values().forEach(operation -> operation.write(out));
    return out.size();
  }

  public List<Operation> all() {
    return List.copyOf(operations.values());
  }

  /** All operations; the overlay is empty then. */
  public List<Operation> drainAll() {
    List<Operation> all = all();
    operations = Map.of();
    return all;
  }

  /** The operations that still change something about the merged value. */
  public List<Operation> effective(ItemState merged) {
    return effective(merged, operations.values());
  }

  /**
   * The operations that still change something about the merged value; the overlay is empty then.
   */
  public List<Operation> drain(ItemState merged) {
    List<Operation> effective = effective(merged, operations.values());
    operations = Map.of();
    return effective;
  }

  /** Those of operations that change something about a state, one after another. */
  public static List<Operation> effective(ItemState state, Collection<Operation> operations) {
    List<Operation> effective = new ArrayList<>();
    ItemState before = state;
    for (Operation operation : operations) {
      ItemState after = Direct.apply(before, List.of(operation));
      if (!after.equals(before)) {
        effective.add(operation);
        before = after;
      }
    }
    return effective;
  }
}
