package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import java.util.Comparator;
import java.util.List;

/** The operations of a commit, in the names of the version to which it was brought. */
record Change(Node by, List<Operation> operations) {
  /** The order of clock and id, parents before children. */
  static final Comparator<Change> IN_ORDER = (a, b) -> a.by().compareTo(b.by());

  static Change of(Node node) {
    return new Change(node, node.commit().operations());
  }
}
