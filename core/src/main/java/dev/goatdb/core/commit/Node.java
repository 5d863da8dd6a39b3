package dev.goatdb.core.commit;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An admitted commit in its graph. */
public final class Node implements Comparable<Node> {
  private final Commit commit;
  private final List<Node> parents;
  private final long position;
  private @Nullable Piece piece;
  private boolean receipted;

  Node(Commit commit, List<Node> parents, long position, @Nullable Piece piece) {
    this.commit = commit;
    this.parents = parents;
    this.position = position;
    this.piece = piece;
  }

  public Commit commit() {
    return commit;
  }

  public CommitId id() {
    return commit.id();
  }

  public Header header() {
    return commit.header();
  }

  public List<Node> parents() {
    return parents;
  }

  /** Counts admissions in the repository; parents have lower positions. */
  public long position() {
    return position;
  }

  /** Whether a signature covers it; only then it travels. */
  public boolean isSealed() {
    return piece != null;
  }

  public Piece piece() {
    return Objects.requireNonNull(piece, "an unsealed commit has no pack");
  }

  public void seal(Piece by) {
    piece = by;
  }

  /** Whether a receipt of the authority covers it: it is durable there and valid for good. */
  public boolean isReceipted() {
    return receipted;
  }

  public void receipt() {
    receipted = true;
  }

  @Override
  public int compareTo(Node other) {
    return commit.compareTo(other.commit);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return commit.hashCode();
  }

  @Override
  public String toString() {
    return commit.toString();
  }
}
