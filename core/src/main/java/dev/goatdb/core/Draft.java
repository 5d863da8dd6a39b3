package dev.goatdb.core;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Piece;
import java.util.Optional;

/**
 * A commit on its way from one log to another.
 *
 * @param mark where it is the first of several that belong together and are not sealed yet
 * @param piece the seal over it, where it keeps it
 */
record Draft(Commit commit, Optional<AtomicMark> mark, Optional<Piece> piece) {
  Draft(Commit commit, Optional<AtomicMark> mark) {
    this(commit, mark, Optional.empty());
  }

  Draft as(Commit other) {
    return new Draft(other, mark, piece);
  }
}
