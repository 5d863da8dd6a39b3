package dev.goatdb.core.commit;

import dev.goatdb.error.Invariant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The admitted commits of a repository, and those that wait for a parent.
 *
 * <p>A commit is admitted only when every parent is, so the graph is closed: whoever has a commit
 * has all its history. A commit's parents are of its own item, so an item is what comes into memory
 * as a whole, and leaves it.
 */
public final class Graph {
  /** After so many items in a row that may not go, looking at more is hardly worth it now. */
  private static final int MOST_REFUSED = 16;

  private final Ledger ledger;
  private final Map<String, ItemGraph> resident = new LinkedHashMap<>();

  /** The items in memory in the order in which they are looked at when some must go. */
  private final ArrayDeque<ItemGraph> clock = new ArrayDeque<>();

  private int longest;
  private final WaitingRoom waiting;
  private List<Pack> ready = new ArrayList<>();

  /** The item that was asked for last and has no commits: whoever creates one asks often. */
  private @Nullable String absent;

  public Graph(int mostWaiting, Ledger ledger) {
    this.waiting = new WaitingRoom(mostWaiting);
    this.ledger = ledger;
  }

  public Optional<Node> find(CommitId id) {
    int number = ledger.find(id);
    return number < 0 ? Optional.empty() : Optional.of(node(number));
  }

  /** The commit of a number. */
  public Node node(int number) {
    return item(ledger.item(number)).orElseThrow().node(number);
  }

  public boolean contains(CommitId id) {
    return ledger.find(id) >= 0;
  }

  /** The commits of an item, which come into memory where they were not. */
  public Optional<ItemGraph> item(String item) {
    if (item.equals(absent)) {
      return Optional.empty();
    }
    ItemGraph known = resident.get(item);
    if (known != null) {
      known.use();
      return Optional.of(known);
    }
    List<Ledger.Numbered> commits = ledger.commits(item);
    if (commits.isEmpty()) {
      absent = item;
      return Optional.empty();
    }
    return Optional.of(load(item, commits));
  }

  private ItemGraph load(String item, List<Ledger.Numbered> commits) {
    ItemGraph loaded = new ItemGraph(item);
    Map<CommitId, Node> byId = new HashMap<>();
    for (Ledger.Numbered numbered : commits) {
      List<Node> parents = new ArrayList<>();
      for (CommitId parent : numbered.commit().header().parents()) {
        Node node = byId.get(parent);
        if (node == null) {
          throw Descent.contradiction(item, "item");
        }
        parents.add(node);
      }
      Node node = new Node(numbered.commit(), List.copyOf(parents), numbered.number(), ledger);
      loaded.add(node);
      if (commits.size() > 1) {
        byId.put(node.id(), node);
      }
    }
    stay(loaded);
    return loaded;
  }

  private void stay(ItemGraph item) {
    longest = Math.max(longest, item.nodes().size());
    if (resident.put(item.item(), item) != item) {
      clock.add(item);
    }
  }

  /** The heads of an item in memory, for somebody who has it in hand. */
  public List<Node> heads(String item) {
    ItemGraph known = resident.get(item);
    return known == null ? List.of() : known.heads();
  }

  /** Whether the commits of an item are in memory. */
  public boolean isResident(String item) {
    return resident.containsKey(item);
  }

  /** The most commits that an item had which was in memory at any time. */
  public int longest() {
    return longest;
  }

  /** The items whose commits are in memory. */
  public Collection<ItemGraph> resident() {
    return Collections.unmodifiableCollection(resident.values());
  }

  /**
   * Lets the commits of items go, the longest unused first, until so many are left or several in a
   * row may not go; {@code mayGo} is asked before and {@code gone} told after.
   */
  public void evict(int most, Predicate<ItemGraph> mayGo, Consumer<ItemGraph> gone) {
    int looks = 2 * clock.size();
    int refused = 0;
    while (resident.size() > most && looks-- > 0 && refused < MOST_REFUSED) {
      ItemGraph oldest = clock.remove();
      if (oldest.wasUsed()) {
        clock.add(oldest);
      } else if (resident.get(oldest.item()) == oldest) {
        if (mayGo.test(oldest)) {
          resident.remove(oldest.item());
          gone.accept(oldest);
          refused = 0;
        } else {
          clock.add(oldest);
          refused++;
        }
      }
    }
  }

  public int size() {
    return ledger.size();
  }

  /** The parents of a commit that are not admitted here. */
  public List<CommitId> missing(Commit commit) {
    List<CommitId> missing = new ArrayList<>();
    for (CommitId parent : commit.header().parents()) {
      if (!contains(parent)) {
        missing.add(parent);
      }
    }
    return missing;
  }

  /** The parents of commits that are not admitted here. */
  public List<CommitId> missing(List<Commit> commits) {
    List<CommitId> missing = new ArrayList<>();
    commits.forEach(commit -> missing.addAll(missing(commit)));
    return missing;
  }

  /** Whether all parents of a commit are admitted here. */
  public boolean isReady(Commit commit) {
    return missing(commit).isEmpty();
  }

  /**
   * Admits a commit that is new here and whose parents are all admitted; throws {@code Corrupted}
   * where it contradicts them.
   *
   * @param piece the seal that covers it, if one does already
   */
  public Node admit(Commit commit, @Nullable Piece piece) {
    // An own commit is new by its salt, and looking for it would be dear.
    Invariant.check(piece == null || !contains(commit.id()), "a commit is admitted once");
    List<Node> parents = parents(commit);
    Descent.check(commit.header(), parents);
    String item = commit.header().item();
    ItemGraph graph = item(item).orElse(null);
    int newest = graph == null ? -1 : graph.newest().number();
    absent = null;
    Node node = new Node(commit, parents, ledger.admitted(commit, newest), ledger);
    if (graph == null) {
      graph = new ItemGraph(item);
    }
    if (piece != null) {
      node.seal(piece);
    }
    graph.add(node);
    stay(graph);
    if (waiting.size() > 0) {
      leaveWaitingRoom(commit);
    }
    return node;
  }

  /** A commit that is not admitted as if it were, to see what it would make of its item. */
  public Node draft(Commit commit) {
    return new Node(commit, parents(commit), Integer.MAX_VALUE, ledger);
  }

  /** Throws {@code Corrupted} where a commit contradicts its parents, which are all admitted. */
  public void check(Commit commit) {
    Descent.check(commit.header(), parents(commit));
  }

  /** A commit was admitted by the log that it stands in; the item shows it if it is in memory. */
  public void recalled(Commit commit, int number) {
    absent = null;
    ItemGraph item = resident.get(commit.header().item());
    if (item != null) {
      item.add(new Node(commit, parents(commit), number, ledger));
      stay(item);
    }
  }

  private List<Node> parents(Commit commit) {
    List<CommitId> ids = commit.header().parents();
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Node> parents = new ArrayList<>(ids.size());
    for (CommitId id : ids) {
      parents.add(
          find(id)
              .orElseThrow(
                  () -> new IllegalStateException("a commit is admitted after its parents")));
    }
    return List.copyOf(parents);
  }

  /** A commit does not wait any more, nor do those that waited for it alone. */
  private void leaveWaitingRoom(Commit commit) {
    waiting.remove(commit.id());
    ready.addAll(waiting.arrived(commit.id()));
  }

  /**
   * Keeps a commit, or all that belong together, until the parents come; the oldest ones make room
   * when too many wait.
   */
  public void await(Pack pack) {
    waiting.add(pack, missing(pack.commits()));
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
    Optional<Node> node = find(id);
    if (node.isEmpty()) {
      return List.of();
    }
    ItemGraph item = item(node.get().header().item()).orElseThrow();
    List<Node> removed = item.remove(node.get());
    removed.forEach(gone -> ledger.removed(gone.number()));
    if (item.nodes().isEmpty()) {
      resident.remove(item.item());
      clock.remove(item);
    }
    return removed;
  }
}
