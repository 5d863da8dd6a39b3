package dev.goatdb.core.text;

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

  /** The block that it stands in; one of its own where it stands in none yet. */
  RunBlock block = new RunBlock();

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
}
