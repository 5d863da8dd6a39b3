package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the authority refused, and whether that was fair: edits that expected what is not so, and
 * those of clocks that were wrong. An edit that was refused is not lost, for its author is told.
 */
final class Refused {
  private final Wholes wholes;
  private final Set<CommitId> ids = new HashSet<>();
  private final Set<Octets> bodies = new HashSet<>();
  private final List<Commit> fallen = new ArrayList<>();
  private boolean clocksJump;
  private Predicate<Commit> forbidden = commit -> false;

  Refused(Wholes wholes) {
    this.wholes = wholes;
  }

  /** In this world clocks are wrong by more than they may. */
  void clocksJump() {
    clocksJump = true;
  }

  /** In this world the server goes by rules. */
  void goesByRules(Predicate<Commit> forbids) {
    forbidden = forbids;
  }

  boolean isForbidden(Commit commit) {
    return forbidden.test(commit);
  }

  /**
   * Somebody writes down a refusal; what is unfair about it.
   *
   * @param held the commits of that log before
   */
  Optional<String> written(Refusal refusal, Map<CommitId, Commit> held) {
    List<Set<CommitId>> groups = wholes.ids(held);
    boolean foreign =
        refusal.equals(refusal.forOthers())
            || refusal.reason().equals("It builds on a refused commit.");
    boolean expected =
        refusal.code().equals("conflict")
            && leadsTo(refusal.commit(), held, groups, wholes::expects);
    boolean ruled =
        refusal.code().equals("denied")
            && (foreign || refusal.policy().size() > 0)
            && leadsTo(refusal.commit(), held, groups, forbidden);
    boolean ahead =
        clocksJump
            && refusal.code().equals("denied")
            && (foreign || refusal.reason().contains("clock"));
    for (CommitId id : LogContents.fallWith(refusal.commit(), held, groups)) {
      ids.add(id);
      Commit commit = held.get(id);
      if (commit != null && bodies.add(commit.header().bodyHash())) {
        fallen.add(commit);
      }
    }
    return expected || ahead || ruled
        ? Optional.empty()
        : Optional.of(refusal.commit() + ": " + refusal.code() + ", " + refusal.reason());
  }

  /** Whether a commit is such a one, or builds on one, or belongs to one, or on what fell. */
  private boolean leadsTo(
      CommitId id, Map<CommitId, Commit> held, List<Set<CommitId>> groups, Predicate<Commit> such) {
    Set<CommitId> seen = new HashSet<>();
    ArrayDeque<CommitId> queue = new ArrayDeque<>(List.of(id));
    while (!queue.isEmpty()) {
      CommitId next = queue.remove();
      Commit commit = held.get(next);
      if (ids.contains(next) && !next.equals(id) || commit != null && such.test(commit)) {
        return true;
      }
      if (seen.add(next)) {
        queue.addAll(commit == null ? List.of() : commit.header().parents());
        groups.stream().filter(group -> group.contains(next)).forEach(queue::addAll);
      }
    }
    return false;
  }

  /** Whether a commit makes again what fell with a refusal, or a part of it. */
  boolean isMadeAgain(Commit commit) {
    for (Commit one : fallen) {
      boolean same =
          one.header().session().equals(commit.header().session())
              && one.header().repository().equals(commit.header().repository())
              && one.header().item().equals(commit.header().item());
      if (same && one.operations().containsAll(commit.operations())) {
        return true;
      }
    }
    return false;
  }

  boolean contains(Octets body) {
    return bodies.contains(body);
  }

  int count() {
    return bodies.size();
  }
}
