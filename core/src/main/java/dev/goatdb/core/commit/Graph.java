package dev.goatdb.core.commit;

import dev.goatdb.error.GoatException;
import dev.goatdb.error.Invariant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The admitted commits of a repository, and those that wait for a parent.
 *
 * <p>A commit is admitted only when every parent is, so the graph is closed: whoever has a commit
 * has all its history.
 */
public final class Graph {
  private final LinkedHashMap<CommitId, Node> nodes = new LinkedHashMap<>();
  private final Map<String, ItemGraph> items = new LinkedHashMap<>();
  private final WaitingRoom waiting;
  private List<Pack> ready = new ArrayList<>();
  private long admissions;

  public Graph(int mostWaiting) {
    this.waiting = new WaitingRoom(mostWaiting);
  }

  public Optional<Node> find(CommitId id) {
    return Optional.ofNullable(nodes.get(id));
  }

  public boolean contains(CommitId id) {
    return nodes.containsKey(id);
  }

  public Optional<ItemGraph> item(String item) {
    return Optional.ofNullable(items.get(item));
  }

  /** The items in the order of their first commits' admission. */
  public Collection<ItemGraph> items() {
    return Collections.unmodifiableCollection(items.values());
  }

  /** All commits in the order of their admission. */
  public Collection<Node> nodes() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  public int size() {
    return nodes.size();
  }

  /** The parents of a commit that are not admitted here. */
  public List<CommitId> missing(Commit commit) {
    return isReady(commit)
        ? List.of()
        : commit.header().parents().stream().filter(parent -> !nodes.containsKey(parent)).toList();
  }

  /** Whether all parents of a commit are admitted here. */
  public boolean isReady(Commit commit) {
    for (CommitId parent : commit.header().parents()) {
      if (!nodes.containsKey(parent)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Admits a commit whose parents are all admitted; throws {@code Corrupted} where it contradicts
   * them.
   *
   * @param piece the seal that covers it, if one does already
   */
  public Node admit(Commit commit, @Nullable Piece piece) {
    Invariant.check(!nodes.containsKey(commit.id()), "a commit is admitted once");
    List<Node> parents = parents(commit);
    checkLineage(commit.header(), parents);
    Node node = new Node(commit, parents, admissions++, piece);
    nodes.put(commit.id(), node);
    items.computeIfAbsent(commit.header().item(), ItemGraph::new).add(node);
    if (waiting.size() > 0) {
      leaveWaitingRoom(commit);
    }
    return node;
  }

  private List<Node> parents(Commit commit) {
    List<CommitId> ids = commit.header().parents();
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Node> parents = new ArrayList<>(ids.size());
    for (CommitId id : ids) {
      Node node = nodes.get(id);
      Invariant.check(node != null, "a commit is admitted after its parents");
      parents.add(node);
    }
    return List.copyOf(parents);
  }

  /** A commit does not wait any more, nor do those that waited for it alone. */
  private void leaveWaitingRoom(Commit commit) {
    waiting.remove(commit.id());
    for (Pack child : waiting.children(commit.id())) {
      if (isReady(child.commits().get(0))) {
        waiting.remove(child.commits().get(0).id());
        ready.add(child);
      }
    }
  }

  /** Keeps a commit until its parents come; the oldest one makes room when too many wait. */
  public void await(Commit commit, Piece piece) {
    waiting.add(commit, piece);
  }

  public boolean isWaiting(CommitId id) {
    return waiting.contains(id);
  }

  public int waiting() {
    return waiting.size();
  }

  /** The commits that waited and whose parents are all here by now, with their seals. */
  public List<Pack> ready() {
    List<Pack> now = ready;
    ready = new ArrayList<>();
    return now;
  }

  /** Forgets the waiting commits that descend from one that will never come. */
  public List<CommitId> forget(CommitId gone) {
    return waiting.forget(gone);
  }

  /**
   * Takes out an admitted commit and its descendants; returns them in the order of their admission.
   */
  public List<Node> remove(CommitId id) {
    Node node = nodes.get(id);
    if (node == null) {
      return List.of();
    }
    ItemGraph item = Objects.requireNonNull(items.get(node.header().item()));
    List<Node> removed = item.remove(node);
    removed.forEach(gone -> nodes.remove(gone.id()));
    if (item.nodes().isEmpty()) {
      items.remove(item.item());
    }
    return removed;
  }

  private static void checkLineage(Header header, List<Node> parents) {
    int generation = 0;
    for (Node parent : parents) {
      Header above = parent.header();
      generation = Math.max(generation, above.generation());
      boolean sameItem = above.item().equals(header.item());
      boolean later = header.clock() > above.clock();
      boolean sameSchema =
          above.schema().namespace().equals(header.schema().namespace())
              && above.schema().version() <= header.schema().version();
      if (!sameItem || !later || !sameSchema) {
        throw new GoatException.Corrupted(
            "A commit of the item '"
                + header.item()
                + "' contradicts its parent: another "
                + (!sameItem ? "item" : !later ? "order of clocks" : "schema")
                + ".",
            "Its author's program is faulty.");
      }
    }
    if (header.generation() != generation + 1) {
      throw new GoatException.Corrupted(
          "A commit of the item '" + header.item() + "' has a wrong generation.",
          "Its author's program is faulty.");
    }
  }
}
