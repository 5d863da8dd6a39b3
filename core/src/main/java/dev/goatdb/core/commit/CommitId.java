package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;

/** The name of a commit: SHA-256 of {@code "goat/commit/1"} and its canonical header. */
public record CommitId(Octets hash) implements Comparable<CommitId> {
  public static final int BYTES = 32;

  @Override
  public int compareTo(CommitId other) {
    return hash.compareTo(other.hash);
  }

  /** The first ten hexadecimal digits, for people. */
  @Override
  public String toString() {
    return hash.prefix(5).hex();
  }
}
