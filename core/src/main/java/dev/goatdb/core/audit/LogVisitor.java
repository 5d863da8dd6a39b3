package dev.goatdb.core.audit;

import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.log.Damage;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.session.Refusal;
import java.util.List;

/**
 * Told what a log holds, in its order; {@code offset} is where the record begins that says so. What
 * does not interest a visitor it leaves out.
 */
public interface LogVisitor {
  /** Whose log it is. */
  default void origin(long offset, Origin origin) {}

  /**
   * A commit that counts, once all are read that it counts with; its body can be decoded. A seal
   * over it may follow.
   */
  default void commit(Placed placed) {}

  /**
   * A seal over commits that were visited before, all of which are here: its tree has just them,
   * and the root that was signed. The signature is the visitor's to check.
   */
  default void sealed(long offset, Piece piece, List<Placed> commits) {}

  /** A certificate; its signature is the visitor's to check. */
  default void certificate(long offset, Certificate certificate) {}

  /** A receipt; signature and chain are the visitor's to check. */
  default void receipt(long offset, ControlRecord receipt) {}

  /** A refusal. */
  default void refusal(long offset, Refusal refusal) {}

  /** A new epoch began. */
  default void epoch(long offset, Epoch epoch) {}

  /** A part of the log could not be read, although what follows can be. */
  default void damage(Damage damage) {}

  /** A record can be read and contradicts what the log says besides, or itself. */
  default void problem(long offset, String what) {}

  /**
   * Commits that cannot count: of others, whose seal is lost, so that nobody can tell whether they
   * are right; or own ones that belong together with some that are lost.
   */
  default void orphaned(List<Placed> commits) {}

  /** The log is read: own commits that no seal covers, and where what counts ends. */
  default void end(List<Unsealed> unsealed, long position) {}
}
