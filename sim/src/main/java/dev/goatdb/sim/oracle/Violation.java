package dev.goatdb.sim.oracle;

/** A promise that was broken, and how. */
public record Violation(Promise promise, String text) {
  @Override
  public String toString() {
    return promise + ": " + text;
  }
}
