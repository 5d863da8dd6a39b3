package dev.goatdb.bench.group;

import java.util.ArrayList;
import java.util.List;

/** The rows that were measured so far, and those that could not be. */
public final class Sheet {
  private final List<Row> rows = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  public void add(Row row) {
    rows.add(row);
  }

  /** Notes that something could not be measured, and says so at once. */
  public void miss(String what, Exception why) {
    missing.add(what + ": " + why.getMessage());
    note("not measured, " + missing.getLast());
  }

  /** Tells whoever waits what is going on. */
  public void note(String what) {
    System.err.println("  " + what);
  }

  public List<Row> rows() {
    return rows;
  }

  /** What could not be measured, and why. */
  public List<String> missing() {
    return missing;
  }
}
