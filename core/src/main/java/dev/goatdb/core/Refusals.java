package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.session.Refusal;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The refusals that a repository remembers; the oldest one is forgotten when there are too many.
 */
final class Refusals {
  private final LinkedHashMap<CommitId, Refusal> byCommit = new LinkedHashMap<>();
  private final int most;

  Refusals(int most) {
    this.most = most;
  }

  Optional<Refusal> find(CommitId id) {
    return Optional.ofNullable(byCommit.get(id));
  }

  void add(Refusal refusal) {
    byCommit.put(refusal.commit(), refusal);
    if (byCommit.size() > most) {
      byCommit.remove(byCommit.keySet().iterator().next());
    }
  }
}
