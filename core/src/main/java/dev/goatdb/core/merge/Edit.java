package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import java.util.ArrayList;
import java.util.List;

/** An operation and the commit it belongs to. */
record Edit<T extends Operation>(Node by, T operation) {

  /**
   * The writes that no removal saw: against a removal, what its author could not know of survives.
   */
  static <T extends Operation> List<Edit<T>> unseen(
      List<Edit<T>> writes, List<? extends Edit<?>> removals, Ancestry ancestry) {
    List<Edit<T>> unseen = new ArrayList<>(writes);
    for (Edit<?> removal : removals) {
      unseen.removeIf(write -> ancestry.saw(removal.by(), write.by()));
    }
    return unseen;
  }
}
