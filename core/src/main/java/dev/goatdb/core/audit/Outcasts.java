package dev.goatdb.core.audit;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What a log that is written further refused: it stays out, with what builds on it. */
final class Outcasts {
  private final Set<CommitId> ids = new HashSet<>();

  void add(Collection<CommitId> refused) {
    ids.addAll(refused);
  }

  Set<CommitId> ids() {
    return ids;
  }

  /** Whether one of those that belong together is out, and so are all. */
  boolean hold(Collection<Commit> together) {
    boolean out = false;
    for (Commit commit : together) {
      out |= ids.contains(commit.id());
      for (CommitId parent : commit.header().parents()) {
        out |= ids.contains(parent);
      }
    }
    if (out) {
      together.forEach(commit -> ids.add(commit.id()));
    }
    return out;
  }
}
