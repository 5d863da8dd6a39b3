package dev.goatdb.core.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Packs of commits that wait for a parent, found again by the parent: of one commit, or of all that
 * belong together. The oldest one makes room when there are too many.
 */
final class WaitingRoom {
  private final LinkedHashMap<CommitId, Pack> waiting = new LinkedHashMap<>();
  private final Map<CommitId, Set<CommitId>> byParent = new HashMap<>();
  private final int most;

  WaitingRoom(int most) {
    this.most = most;
  }

  void add(Pack pack) {
    for (Commit commit : pack.commits()) {
      waiting.put(commit.id(), pack);
      for (CommitId parent : commit.header().parents()) {
        byParent.computeIfAbsent(parent, id -> new LinkedHashSet<>()).add(commit.id());
      }
    }
    while (waiting.size() > most) {
      remove(waiting.values().iterator().next());
    }
  }

  boolean contains(CommitId id) {
    return waiting.containsKey(id);
  }

  int size() {
    return waiting.size();
  }

  /** Those of which a commit names this parent. */
  List<Pack> children(CommitId parent) {
    List<Pack> children = new ArrayList<>();
    for (CommitId id : byParent.getOrDefault(parent, Set.of())) {
      Pack child = waiting.get(id);
      if (child != null) {
        children.add(child);
      }
    }
    return children;
  }

  /** A commit does not wait any more, nor do those that belong together with it. */
  void remove(CommitId id) {
    Pack gone = waiting.get(id);
    if (gone != null) {
      remove(gone);
    }
  }

  private void remove(Pack gone) {
    for (Commit commit : gone.commits()) {
      waiting.remove(commit.id());
      for (CommitId parent : commit.header().parents()) {
        Set<CommitId> children = byParent.getOrDefault(parent, Set.of());
        children.remove(commit.id());
        if (children.isEmpty()) {
          byParent.remove(parent);
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
      for (Pack child : children(queue.remove())) {
        remove(child);
        for (Commit commit : child.commits()) {
          forgotten.add(commit.id());
          queue.add(commit.id());
        }
      }
    }
    return forgotten;
  }
}
