package dev.goatdb.core.text;

import org.jspecify.annotations.Nullable;

/** Elements of a {@link Weave} that stand side by side and came in one piece. */
final class Run {
  /** The number of the first element; those of a run are consecutive. */
  final int start;

  /** After which element it was inserted, or -1 for the beginning. */
  final int left;

  /** Before which element it was inserted, or -1 for the end. */
  final int right;

  /** Who inserted it: of what is inserted at one place, the lower rank stands first. */
  final int rank;

  int length;

  /** Whether whoever is asked about saw it inserted, and how many deletions of it. */
  boolean seen;

  int deletionsSeen;

  /** Whether anybody deleted it. */
  boolean deleted;

  /** The run with the numbers after its own, once somebody looked for it. */
  @Nullable Run following;

  /** Its place in the tree of {@link Runs}, and what is below it, itself included. */
  @Nullable Run parent;

  @Nullable Run before;
  @Nullable Run after;
  int height = 1;
  int runs = 1;
  int runsSeen;
  int elementsShown;

  Run(int start, int length, int left, int right, int rank) {
    this.start = start;
    this.length = length;
    this.left = left;
    this.right = right;
    this.rank = rank;
  }

  /** How many elements of it are shown to whoever is asked about. */
  int shown() {
    return seen && deletionsSeen == 0 ? length : 0;
  }

  int end() {
    return start + length;
  }

  /** Sums up again what is below it. */
  void sum() {
    Run lower = before;
    Run upper = after;
    height = 1 + Math.max(lower == null ? 0 : lower.height, upper == null ? 0 : upper.height);
    runs = 1 + (lower == null ? 0 : lower.runs) + (upper == null ? 0 : upper.runs);
    runsSeen =
        (seen ? 1 : 0)
            + (lower == null ? 0 : lower.runsSeen)
            + (upper == null ? 0 : upper.runsSeen);
    elementsShown =
        shown()
            + (lower == null ? 0 : lower.elementsShown)
            + (upper == null ? 0 : upper.elementsShown);
  }

  /** By how much what stands before it is deeper than what stands after it. */
  int slope() {
    return (before == null ? 0 : before.height) - (after == null ? 0 : after.height);
  }
}
