package dev.goatdb.core.audit;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import java.util.HashMap;
import java.util.Map;

/** What is remembered of commits to tell whether others may build on them. */
final class Lineage {
  private final Map<CommitId, Known> known = new HashMap<>();
  private final Map<String, String> items = new HashMap<>();

  /** A commit, and what its children must fit. */
  private record Known(String item, int generation, long clock, String schema, int version) {}

  boolean knows(CommitId id) {
    return known.containsKey(id);
  }

  int commits() {
    return known.size();
  }

  int items() {
    return items.size();
  }

  /** Whether all parents of a commit are known. */
  boolean isReady(Commit commit) {
    for (CommitId parent : commit.header().parents()) {
      if (!known.containsKey(parent)) {
        return false;
      }
    }
    return true;
  }

  /** What is wrong with adding a commit; nothing where it can be added. */
  String check(Commit commit) {
    if (knows(commit.id())) {
      return "A commit of " + commit.header().item() + " stands in the log twice.";
    }
    if (!isReady(commit)) {
      return "A commit of " + commit.header().item() + " stands before its parents.";
    }
    return misfit(commit.header());
  }

  /** Adds a commit, unless that is wrong; says what is, or nothing. */
  String add(Commit commit) {
    String wrong = check(commit);
    if (wrong.isEmpty()) {
      Header header = commit.header();
      String item = items.computeIfAbsent(header.item(), name -> name);
      known.put(
          commit.id(),
          new Known(
              item,
              header.generation(),
              header.clock(),
              header.schema().namespace(),
              header.schema().version()));
    }
    return wrong;
  }

  /** How a commit contradicts its parents; nothing where it does not. */
  private String misfit(Header header) {
    int generation = 0;
    for (CommitId id : header.parents()) {
      Known parent = known.get(id);
      if (parent == null) {
        continue;
      }
      generation = Math.max(generation, parent.generation());
      String difference =
          !parent.item().equals(header.item())
              ? "another item"
              : header.clock() <= parent.clock()
                  ? "an earlier clock"
                  : !parent.schema().equals(header.schema().namespace())
                          || parent.version() > header.schema().version()
                      ? "another schema"
                      : "";
      if (!difference.isEmpty()) {
        return "A commit of " + header.item() + " has " + difference + " than its parent.";
      }
    }
    return header.generation() == generation + 1
        ? ""
        : "A commit of " + header.item() + " has a wrong generation.";
  }
}
