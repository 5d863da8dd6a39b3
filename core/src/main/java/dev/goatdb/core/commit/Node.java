package dev.goatdb.core.commit;

import dev.goatdb.core.value.ItemState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An admitted commit in its graph. */
public final class Node implements Comparable<Node> {
  private final Commit commit;
  private final List<Node> parents;
  private final int number;
  private final Ledger ledger;
  private @Nullable Piece piece;
  private @Nullable ItemState state;

  Node(Commit commit, List<Node> parents, int number, Ledger ledger) {
    this.commit = commit;
    this.parents = parents;
    this.number = number;
    this.ledger = ledger;
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

  /** Counts admissions in the repository; parents have lower numbers. */
  public int number() {
    return number;
  }

  /** Whether a signature covers it; only then it travels. */
  public boolean isSealed() {
    return piece != null || ledger.isSealed(number);
  }

  /** The seal over it, which it must have. */
  public Piece piece() {
    Piece known = piece;
    return known == null ? ledger.piece(number) : known;
  }

  public void seal(Piece by) {
    piece = by;
  }

  /** Whether a receipt of the authority covers it: it is durable there and valid for good. */
  public boolean isReceipted() {
    return ledger.isReceipted(number);
  }

  /** The value of the item as its author left it, where somebody worked it out and kept it here. */
  public Optional<ItemState> state() {
    return Optional.ofNullable(state);
  }

  public void remember(ItemState value) {
    state = value;
  }

  public void forgetState() {
    state = null;
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
    return number;
  }

  @Override
  public String toString() {
    return commit.toString();
  }
}
