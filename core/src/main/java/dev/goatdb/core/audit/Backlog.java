package dev.goatdb.core.audit;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Commits that lack parents, found again by the parent. */
final class Backlog {
  private final Map<CommitId, Unit> waiting = new LinkedHashMap<>();
  private final Map<CommitId, Set<CommitId>> children = new HashMap<>();

  /** A commit, or all that belong together, and the seal over them, where there is one. */
  record Unit(List<Commit> commits, Optional<AtomicMark> mark, Optional<Piece> piece) {
    static final Unit NONE = new Unit(List.of(), Optional.empty(), Optional.empty());

    static Unit of(List<Placed> placed, Optional<AtomicMark> mark, Optional<Piece> piece) {
      List<Commit> commits = new ArrayList<>();
      placed.forEach(one -> commits.add(one.commit()));
      return new Unit(commits, mark, piece);
    }

    /** The rest of it, under what it stands under. */
    Unit without(Predicate<CommitId> known) {
      List<Commit> rest = new ArrayList<>(commits);
      rest.removeIf(commit -> known.test(commit.id()));
      return new Unit(rest, mark.map(one -> new AtomicMark(one.flags(), rest.size())), piece);
    }
  }

  void add(Unit unit) {
    for (Commit commit : unit.commits()) {
      waiting.merge(commit.id(), unit, (old, fresh) -> old.piece().isPresent() ? old : fresh);
      for (CommitId parent : commit.header().parents()) {
        children.computeIfAbsent(parent, id -> new LinkedHashSet<>()).add(commit.id());
      }
    }
  }

  void remove(Unit unit) {
    unit.commits().forEach(commit -> waiting.remove(commit.id()));
  }

  boolean contains(CommitId id) {
    return waiting.containsKey(id);
  }

  /** Those that named a parent which is here now; they must be added again if they still wait. */
  List<Unit> freed(CommitId parent) {
    List<Unit> freed = new ArrayList<>();
    Set<CommitId> ids = children.remove(parent);
    for (CommitId id : ids == null ? Set.<CommitId>of() : ids) {
      Unit unit = waiting.get(id);
      if (unit != null) {
        freed.add(unit);
      }
    }
    return freed;
  }

  /** All commits that wait, but for those that came in otherwise. */
  List<Commit> without(Predicate<CommitId> known) {
    List<Commit> commits = new ArrayList<>();
    new LinkedHashSet<>(waiting.values())
        .forEach(unit -> commits.addAll(unit.without(known).commits()));
    return commits;
  }
}
