package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import java.util.List;

/** An operation and the commit it belongs to. */
record Edit<T extends Operation>(Node by, T operation) {

  /**
   * The writes that no removal saw: against a removal, what its author could not know of survives.
   */
  static <T extends Operation> List<Edit<T>> unseen(
      List<Edit<T>> writes, List<? extends Edit<?>> removals, Ancestry ancestry) {
    return writes.stream()
        .filter(
            write -> removals.stream().noneMatch(removal -> ancestry.saw(removal.by(), write.by())))
        .toList();
  }
}
