package dev.goatdb.server.demo;

import dev.goatdb.GoatDB;
import dev.goatdb.RepositoryStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the comparison of all replicas with the oracle, and with each other, comes to. */
final class Verdict {
  private static final int SHOWN_DIFFERENCES = 5;
  private static final int SHOWN_DIGITS = 16;

  private final Oracle oracle;
  private final List<String> lines = new ArrayList<>();
  private final List<RepositoryStatus> replicas = new ArrayList<>();
  private int fields;
  private int differences;
  private int refused;

  Verdict(Oracle oracle) {
    this.oracle = oracle;
    lines.add(
        "%-14s %6s %8s %8s  %-16s  %-16s  %s"
            .formatted(
                "replica",
                "items",
                "commits",
                "pending",
                "commit digest",
                "value digest",
                "wrong"));
  }

  /** Compares one replica. */
  void add(String name, GoatDB db) {
    RepositoryStatus status = db.status(Catalogue.REPOSITORY);
    Oracle.Comparison comparison = oracle.compare(db);
    replicas.add(status);
    fields += comparison.fields();
    differences += comparison.differences().size();
    refused += db.refused().size();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-14s %,6d %,8d %,8d  %s  %s  %d",
            name,
            status.items(),
            status.commits(),
            status.pending(),
            status.commitDigest().substring(0, SHOWN_DIGITS),
            status.valueDigest().substring(0, SHOWN_DIGITS),
            comparison.differences().size()));
    comparison.differences().stream()
        .limit(SHOWN_DIFFERENCES)
        .forEach(difference -> lines.add("    " + difference));
  }

  boolean converged() {
    RepositoryStatus first = replicas.get(0);
    return differences == 0
        && refused == 0
        && replicas.stream()
            .allMatch(replica ->
                replica.pending() == 0
                    && replica.commitDigest().equals(first.commitDigest())
                    && replica.valueDigest().equals(first.valueDigest()));
  }

  List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    all.add(
        String.format(
            Locale.ROOT,
            "%,d edits issued, %,d refused, %,d fields compared, %,d wrong",
            oracle.edits(),
            refused,
            fields,
            differences));
    all.add("converged: " + (converged() ? "yes" : "no"));
    return all;
  }
}
