package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import java.util.ArrayList;
import java.util.List;

/** An operation and the commit it belongs to. */
record Edit<T extends Operation>(Node by, T operation) {

  /**
   * Those of some edits that none of others saw: what an author could not know of survives what
   * that author did.
   */
  static <T extends Operation> List<Edit<T>> unseen(
      List<Edit<T>> some, List<? extends Edit<?>> others, Ancestry ancestry) {
    List<Edit<T>> unseen = new ArrayList<>(some);
    for (Edit<?> other : others) {
      unseen.removeIf(edit -> ancestry.saw(other.by(), edit.by()));
    }
    return unseen;
  }
}
