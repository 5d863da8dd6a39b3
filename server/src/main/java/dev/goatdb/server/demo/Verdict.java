package dev.goatdb.server.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the comparison of all replicas with the oracle, and with each other, comes to. */
final class Verdict {
  private static final int SHOWN_DIFFERENCES = 10;

  private final Oracle oracle;
  private final Map<String, Replica> replicas = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  Verdict(Oracle oracle) {
    this.oracle = oracle;
  }

  void add(String name, Replica replica) {
    replicas.put(name, replica);
  }

  /** Something else that must not be. */
  void fault(String what) {
    faults.add(what);
  }

  /** Whether all hold the same, and what they must. */
  boolean converged() {
    return replicas.size() > 1
        && replicas.values().stream().allMatch(replica -> wrong(replica).isEmpty());
  }

  /** Whether nothing else was amiss either. */
  boolean isWell() {
    return converged() && faults.isEmpty();
  }

  private List<String> wrong(Replica replica) {
    List<String> wrong = new ArrayList<>(oracle.differences(replica));
    Replica first = replicas.values().iterator().next();
    if (!replica.items().equals(first.items())) {
      wrong.add("differs from " + replicas.keySet().iterator().next());
    }
    if (replica.pending() > 0) {
      wrong.add(replica.pending() + " edits are not confirmed");
    }
    boolean sameCommits =
        replica.digest().isEmpty()
            || replicas.values().stream()
                .map(Replica::digest)
                .allMatch(other -> other.isEmpty() || other.equals(replica.digest()));
    if (!sameCommits) {
      wrong.add("has other commits");
    }
    return wrong;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-26s %6s %7s %8s  %-16s  %s"
            .formatted("replica", "items", "fields", "pending", "commits", "wrong"));
    replicas.forEach((name, replica) -> {
      List<String> wrong = wrong(replica);
      lines.add(
          "%-26s %6d %7d %8d  %-16s  %d"
              .formatted(
                  name,
                  replica.items().size(),
                  replica.fields(),
                  replica.pending(),
                  replica.digest(),
                  wrong.size()));
      wrong.stream().limit(SHOWN_DIFFERENCES).forEach(each -> lines.add("    " + each));
    });
    faults.forEach(fault -> lines.add("    " + fault));
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d edits issued, %,d replicas, %,d fields compared",
            oracle.edits(),
            replicas.size(),
            replicas.values().stream().mapToInt(Replica::fields).sum()));
    return lines;
  }
}
