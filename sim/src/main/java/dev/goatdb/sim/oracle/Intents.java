package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.sim.machine.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The edits that were made and are in no commit yet, by node and item.
 *
 * <p>Texts and numbers of the workload are written once in a world, and an addition to a counter
 * always counts, so such an edit must stand in the next commit exactly as it was made. Other edits
 * may be dropped where they change nothing any more; those are checked by what is shown.
 */
final class Intents {
  private final Map<Node, Map<ItemPath, Pending>> pending = new LinkedHashMap<>();

  /** The edits of one node that wait in one item. */
  private static final class Pending {
    private final Map<List<String>, Operation> certain = new HashMap<>();
    private final Set<String> words = new LinkedHashSet<>();
    private boolean createdAnew;
    private int edits;
  }

  void edit(Node node, ItemPath item, List<Operation> operations) {
    Pending of = pending(node, item);
    of.edits++;
    for (Operation operation : operations) {
      of.certain.values().removeIf(operation::covers);
      if (operation instanceof Operation.Increase more) {
        long before =
            of.certain.get(more.path()) instanceof Operation.Increase first ? first.by() : 0;
        of.certain.put(more.path(), new Operation.Increase(more.path(), before + more.by()));
      } else if (isCertain(operation)) {
        of.certain.put(operation.path(), operation);
      } else {
        of.certain.remove(operation.path());
      }
    }
  }

  /** A word was written into a text. */
  void write(Node node, ItemPath item, String word) {
    Pending of = pending(node, item);
    of.edits++;
    of.words.add(word);
  }

  /** What a text is where it was written: words that are not there any more were deleted there. */
  void read(Node node, ItemPath item, String text) {
    pending(node, item).words.removeIf(word -> !text.contains(word));
  }

  /** An item was created, with whatever operations that takes; until its commit all may change. */
  void create(Node node, ItemPath item) {
    Pending of = pending(node, item);
    of.edits++;
    of.createdAnew = true;
  }

  /** A commit was written: what it got wrong; {@link #take} must follow. */
  List<String> compare(Node node, ItemPath item, Commit commit) {
    List<String> wrong = new ArrayList<>();
    Pending of = pending(node, item);
    if (of.createdAnew) {
      return wrong;
    }
    Map<List<String>, Operation> rest = new HashMap<>(of.certain);
    for (Operation operation : commit.operations()) {
      if (operation instanceof Operation.Increase || isCertain(operation)) {
        Operation intended = rest.remove(operation.path());
        if (!operation.equals(intended)) {
          wrong.add(node.name() + " committed " + operation + " where " + intended + " was made");
        }
      }
    }
    for (String word : of.words) {
      if (commit.operations().stream().noneMatch(operation -> inserts(operation, word))) {
        wrong.add(node.name() + " left " + word + " of a text of " + item + " out of a commit");
      }
    }
    for (Operation left : rest.values()) {
      if (!(left instanceof Operation.Increase none && none.by() == 0)) {
        wrong.add(node.name() + " left " + left + " of " + item + " out of a commit");
      }
    }
    return wrong;
  }

  /** The edits that wait in an item are committed; returns how many. */
  int take(Node node, ItemPath item) {
    Pending taken = pending.getOrDefault(node, Map.of()).get(item);
    if (taken == null) {
      return 0;
    }
    pending(node).remove(item);
    return taken.edits;
  }

  /** A node crashed, and what it had not committed is gone; returns how many edits. */
  int crash(Node node) {
    Map<ItemPath, Pending> gone = pending.remove(node);
    return gone == null ? 0 : gone.values().stream().mapToInt(of -> of.edits).sum();
  }

  /** The items with edits that should have been committed by now. */
  List<String> overdue() {
    List<String> overdue = new ArrayList<>();
    pending.forEach((node, items) ->
        items.forEach((item, of) -> {
          of.certain
              .values()
              .removeIf(one -> one instanceof Operation.Increase none && none.by() == 0);
          if (!of.words.isEmpty()) {
            overdue.add(node.name() + " never committed " + of.words + " of " + item);
          }
          if (!of.certain.isEmpty()) {
            overdue.add(node.name() + " never committed " + of.certain.values() + " of " + item);
          }
        }));
    return overdue;
  }

  private Pending pending(Node node, ItemPath item) {
    return pending(node).computeIfAbsent(item, path -> new Pending());
  }

  private Map<ItemPath, Pending> pending(Node node) {
    return pending.computeIfAbsent(node, of -> new LinkedHashMap<>());
  }

  private static boolean inserts(Operation operation, String word) {
    return operation instanceof Operation.Alter alter
        && alter.change().splices().stream().anyMatch(splice -> splice.insert().contains(word));
  }

  private static boolean isCertain(Operation operation) {
    return operation instanceof Operation.Put put
        && (put.value() instanceof Value.Str || put.value() instanceof Value.Int);
  }
}
