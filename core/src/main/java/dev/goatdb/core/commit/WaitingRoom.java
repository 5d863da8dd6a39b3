package dev.goatdb.core.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Packs of commits that wait for a parent, found again by the parent: of one commit, or of all that
 * belong together. The oldest one makes room when there are too many, or too much in them.
 */
final class WaitingRoom {
  /** So much may what waits have in its bodies, on average: most have far less. */
  private static final int USUAL_BYTES = 1_600;

  private final LinkedHashMap<CommitId, Waiting> waiting = new LinkedHashMap<>();
  private final Map<CommitId, Set<Waiting>> byParent = new HashMap<>();
  private final int most;
  private long bytes;

  /** A pack, and the parents that it lacks. */
  private static final class Waiting {
    private final Pack pack;
    private final Set<CommitId> missing;

    Waiting(Pack pack, Collection<CommitId> missing) {
      this.pack = pack;
      this.missing = new HashSet<>(missing);
    }

    long bytes() {
      long bytes = 0;
      for (Commit commit : pack.commits()) {
        bytes += commit.body().size();
      }
      return bytes;
    }
  }

  WaitingRoom(int most) {
    this.most = most;
  }

  /** A pack waits; others that hold one of its commits do not any more. */
  void add(Pack pack, Collection<CommitId> missing) {
    pack.commits().forEach(commit -> remove(commit.id()));
    Waiting one = new Waiting(pack, missing);
    for (Commit commit : pack.commits()) {
      waiting.put(commit.id(), one);
      for (CommitId parent : commit.header().parents()) {
        byParent.computeIfAbsent(parent, id -> new LinkedHashSet<>()).add(one);
      }
    }
    bytes += one.bytes();
    while (waiting.size() > most || bytes > (long) most * USUAL_BYTES && hasOthersThan(one)) {
      remove(waiting.values().iterator().next());
    }
  }

  private boolean hasOthersThan(Waiting one) {
    return waiting.size() > one.pack.commits().size();
  }

  boolean contains(CommitId id) {
    return waiting.containsKey(id);
  }

  int size() {
    return waiting.size();
  }

  /** A parent is here; returns the packs that waited for it alone, and wait no longer. */
  List<Pack> arrived(CommitId parent) {
    List<Pack> freed = new ArrayList<>();
    for (Waiting child : List.copyOf(byParent.getOrDefault(parent, Set.of()))) {
      child.missing.remove(parent);
      if (child.missing.isEmpty()) {
        remove(child);
        freed.add(child.pack);
      }
    }
    return freed;
  }

  /** A commit does not wait any more, nor do those that belong together with it. */
  void remove(CommitId id) {
    Waiting gone = waiting.get(id);
    if (gone != null) {
      remove(gone);
    }
  }

  private void remove(Waiting gone) {
    bytes -= gone.bytes();
    for (Commit commit : gone.pack.commits()) {
      waiting.remove(commit.id());
      for (CommitId parent : commit.header().parents()) {
        Set<Waiting> children = byParent.get(parent);
        if (children != null) {
          children.remove(gone);
          if (children.isEmpty()) {
            byParent.remove(parent);
          }
        }
      }
    }
  }

  /**
   * Forgets all that descends from a commit that will never come, with what belongs together with
   * it; returns what went.
   */
  List<CommitId> forget(CommitId root) {
    List<CommitId> forgotten = new ArrayList<>();
    ArrayDeque<CommitId> queue = new ArrayDeque<>(List.of(root));
    while (!queue.isEmpty()) {
      for (Waiting child : List.copyOf(byParent.getOrDefault(queue.remove(), Set.of()))) {
        remove(child);
        for (Commit commit : child.pack.commits()) {
          forgotten.add(commit.id());
          queue.add(commit.id());
        }
      }
    }
    return forgotten;
  }
}
