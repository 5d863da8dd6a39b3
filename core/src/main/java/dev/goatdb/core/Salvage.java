package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.merge.Overlay;
import dev.goatdb.core.session.Judge;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.error.GoatException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of the commits that a refusal took out: what was refused is lost, and so are later
 * edits of the same fields; later edits of other fields are made again.
 *
 * <p>An edit that is made again is a commit of its own, on what remains of what its author had
 * seen, and as old as it was: so it wins over nothing that is newer. Of what was edited atomically
 * nothing is made again: it has one fate. The commits stand in the log right behind the refusal, so
 * a log that ends before all of them tells what is still to be made.
 */
final class Salvage {
  private static final String DELETION = "";

  private final Context context;
  private final Repository repository;
  private final Map<String, Set<String>> touched = new HashMap<>();
  private final Map<Node, Set<String>> lost = new LinkedHashMap<>();
  private final ArrayDeque<Again> again = new ArrayDeque<>();
  private final Set<Node> removed;
  private final Map<Node, Node> made = new HashMap<>();

  /** What of a commit does not depend on what was refused. */
  private record Again(Node node, List<Operation> operations) {
    String item() {
      return node.header().item();
    }
  }

  /**
   * @param gone what the refusal took out
   */
  Salvage(Context context, Repository repository, List<Node> gone, Refusal refusal) {
    this.context = context;
    this.removed = new HashSet<>(gone);
    this.repository = repository;
    List<Node> inOrder = new ArrayList<>(gone);
    inOrder.sort(Comparator.comparingInt(Node::number));
    inOrder.forEach(node -> look(node, node.id().equals(refusal.commit())));
  }

  private void look(Node node, boolean refused) {
    Set<String> before = touched.computeIfAbsent(node.header().item(), any -> new HashSet<>());
    boolean stands = !refused && !before.contains(DELETION) && canBeRepeated(node);
    List<Operation> rest = new ArrayList<>();
    List<Operation> gone = new ArrayList<>();
    for (Operation operation : node.commit().operations()) {
      (stands && !before.contains(place(operation)) ? rest : gone).add(operation);
    }
    if (!rest.isEmpty()) {
      again.add(new Again(node, rest));
    }
    if (!gone.isEmpty()) {
      gone.forEach(operation -> before.add(place(operation)));
      lose(node, gone);
    }
  }

  /**
   * Whether it was edited alone, by this session, for all others make theirs again, and in a
   * version that is known.
   */
  private boolean canBeRepeated(Node node) {
    boolean alone =
        !repository.units().isAtomic(node.number())
            && node.header().session().equals(context.session());
    return alone && context.schemas().find(node.header().schema()).isPresent();
  }

  private static String place(Operation operation) {
    return operation.path().isEmpty() ? DELETION : operation.path().get(0);
  }

  private void lose(Node node, List<Operation> operations) {
    lost.computeIfAbsent(node, any -> new TreeSet<>()).addAll(Overlay.fields(operations));
  }

  /** The commits of which something is lost, with the fields that it concerns, oldest first. */
  Map<Node, Set<String>> lost() {
    return lost;
  }

  /** A commit stands in the log behind the refusal: it may be one that was made again. */
  void found(Node node) {
    while (!again.isEmpty()) {
      Again next = again.remove();
      boolean same =
          next.item().equals(node.header().item())
              && next.operations().equals(node.commit().operations());
      if (same) {
        made.put(next.node(), node);
        return;
      }
    }
  }

  /** Makes again what is to be; of what the log of its keeper holds, the keeper does. */
  void make() {
    while (!again.isEmpty()) {
      Again next = again.remove();
      int number = next.node().number();
      boolean mine =
          !context.settings().follows() || repository.history().index().offset(number) < 0;
      if (mine) {
        make(next);
      }
    }
  }

  private void make(Again edit) {
    Header header = edit.node().header();
    List<Node> parents = remaining(edit.node());
    ItemState before = repository.items().before(header.schema(), parents);
    if (parents.isEmpty() || !isAllowed(edit, before)) {
      lose(edit.node(), edit.operations());
      return;
    }
    long millis = Math.min(context.wallMillis(), Hlc.millis(header.clock()));
    Commit commit =
        Author.write(
            context,
            repository.path(),
            edit.item(),
            parents,
            before,
            header.schema(),
            edit.operations(),
            millis);
    Node node = repository.graph().admit(commit, null);
    made.put(edit.node(), node);
    repository.items().recall(node, before, edit.operations());
    repository.admission().take(node);
    Document document = repository.items().resident(edit.item());
    if (document != null) {
      document.loggedAt(context.settings().follows() ? Long.MAX_VALUE : repository.log().length());
    }
  }

  /** What remains of what its author had seen. */
  private List<Node> remaining(Node node) {
    Set<Node> remaining = new TreeSet<>();
    Set<Node> passed = new HashSet<>();
    ArrayDeque<Node> queue = new ArrayDeque<>(node.parents());
    while (!queue.isEmpty()) {
      Node next = queue.remove();
      Node instead = made.get(next);
      if (instead != null) {
        remaining.add(instead);
      } else if (!removed.contains(next)) {
        remaining.add(next);
      } else if (passed.add(next)) {
        queue.addAll(next.parents());
      }
    }
    List<Node> all = List.copyOf(remaining);
    return all.subList(Math.max(0, all.size() - context.limits().parents()), all.size());
  }

  /** A constraint may tie a field to one that is not as it was. */
  private boolean isAllowed(Again edit, ItemState before) {
    try {
      Judge.checkConstraints(
          context.schemas().require(edit.node().header().schema()),
          () -> before,
          edit.operations());
      return true;
    } catch (GoatException.InvalidValue wrong) {
      return false;
    }
  }
}
