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
 * Commits that wait for a parent, found again by the parent; the oldest one makes room when there
 * are too many.
 */
final class WaitingRoom {
  private final LinkedHashMap<CommitId, Waiting> waiting = new LinkedHashMap<>();
  private final Map<CommitId, Set<CommitId>> byParent = new HashMap<>();
  private final int most;

  /** A commit that waits, and what seals it. */
  private record Waiting(Commit commit, Piece piece) {}

  WaitingRoom(int most) {
    this.most = most;
  }

  void add(Commit commit, Piece piece) {
    waiting.put(commit.id(), new Waiting(commit, piece));
    for (CommitId parent : commit.header().parents()) {
      byParent.computeIfAbsent(parent, id -> new LinkedHashSet<>()).add(commit.id());
    }
    if (waiting.size() > most) {
      remove(waiting.keySet().iterator().next());
    }
  }

  boolean contains(CommitId id) {
    return waiting.containsKey(id);
  }

  int size() {
    return waiting.size();
  }

  /** Those that name this parent, each in a pack of its own. */
  List<Pack> children(CommitId parent) {
    List<Pack> children = new ArrayList<>();
    for (CommitId id : byParent.getOrDefault(parent, Set.of())) {
      Waiting child = waiting.get(id);
      if (child != null) {
        children.add(new Pack(child.piece(), List.of(child.commit())));
      }
    }
    return children;
  }

  void remove(CommitId id) {
    Waiting gone = waiting.remove(id);
    if (gone == null) {
      return;
    }
    for (CommitId parent : gone.commit().header().parents()) {
      Set<CommitId> children = byParent.getOrDefault(parent, Set.of());
      children.remove(id);
      if (children.isEmpty()) {
        byParent.remove(parent);
      }
    }
  }

  /** Forgets all that descends from a commit that will never come; returns what went. */
  List<CommitId> forget(CommitId root) {
    List<CommitId> forgotten = new ArrayList<>();
    ArrayDeque<CommitId> queue = new ArrayDeque<>(List.of(root));
    while (!queue.isEmpty()) {
      for (Pack child : children(queue.remove())) {
        CommitId id = child.commits().get(0).id();
        remove(id);
        forgotten.add(id);
        queue.add(id);
      }
    }
    return forgotten;
  }
}
