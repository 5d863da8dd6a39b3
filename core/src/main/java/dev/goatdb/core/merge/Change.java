package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.Schema;
import java.util.Comparator;
import java.util.List;

/** The operations of a commit, in the names of the version to which it was brought. */
record Change(Node by, List<Operation> operations) {
  /** The order of clock and id, parents before children. */
  static final Comparator<Change> IN_ORDER = (a, b) -> a.by().compareTo(b.by());

  static Change of(Node node) {
    return new Change(node, node.commit().operations());
  }

  /** The same in the names of a later version; what lives on in none of its fields is left out. */
  static Change of(Node node, View view, int version) {
    List<Change> changes = List.of(of(node));
    for (int next : view.versions(Math.min(node.header().schema().version(), version), version)) {
      Schema schema = view.schema(next);
      changes = schema == null ? changes : Upgrading.changes(changes, schema);
    }
    return changes.get(0);
  }
}
