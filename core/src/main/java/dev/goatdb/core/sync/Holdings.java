package dev.goatdb.core.sync;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.SetDigest;
import java.util.List;
import java.util.Optional;

/**
 * What a repository holds, as synchronisation sees it: its admitted and sealed commits by their
 * numbers, parents before children, and the control records that are known.
 */
public interface Holdings {
  /** The digest of all of them. */
  SetDigest digest();

  /** How far the chains of control records are known. */
  List<ChainHead> heads();

  /** All of them. */
  Numbers all();

  /** Those without a receipt. */
  Numbers open();

  /** Those without a receipt, or with one that a peer lacks who knows the chains so far. */
  Numbers tail(List<ChainHead> known);

  /** Commits that have a receipt and are not held, as many as may be asked for at once. */
  List<CommitId> absent();

  /** Whether a commit is still held. */
  boolean holds(int number);

  CommitId id(int number);

  /** What keeps more from being taken in, where something does. */
  Optional<Obstacle> obstacle();

  /** The clock of a commit, see {@link dev.goatdb.core.commit.Header#clock()}. */
  long clock(int number);
}
