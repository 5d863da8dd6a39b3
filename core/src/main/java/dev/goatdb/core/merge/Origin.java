package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the expressions of an upgrade may ask about an item, so that every peer computes the same:
 * the time is when the item was created, and nothing is random.
 */
public final class Origin {
  private static final int RANDOM_BYTES = 16;

  private final Header header;
  private final Collection<Node> nodes;
  private long createdMillis = -1;

  private Origin(Header header, Collection<Node> nodes) {
    this.header = header;
    this.nodes = nodes;
  }

  /** Of the item with these heads; at least one. */
  static Origin of(Collection<Node> heads) {
    return new Origin(heads.iterator().next().header(), heads);
  }

  /** Of an item that has but one commit. */
  public static Origin of(Commit only) {
    return new Origin(only.header(), List.of());
  }

  /** When the first commit was made, by the clock of its author. */
  long createdMillis() {
    if (createdMillis < 0) {
      long clock = nodes.isEmpty() ? header.clock() : Long.MAX_VALUE;
      Set<Node> seen = new HashSet<>(nodes);
      ArrayDeque<Node> queue = new ArrayDeque<>(nodes);
      while (!queue.isEmpty()) {
        Node node = queue.remove();
        clock = Math.min(clock, node.header().clock());
        for (Node parent : node.parents()) {
          if (seen.add(parent)) {
            queue.add(parent);
          }
        }
      }
      createdMillis = Hlc.millis(clock);
    }
    return createdMillis;
  }

  /** Bytes that are others for each item, version and field, and always the same. */
  Octets random(int version, String field) {
    CborWriter out = new CborWriter().array(4).text(header.repository().toString());
    out.text(header.item()).integer(version).text(field);
    return Pure.sha256(out.octets().array()).prefix(RANDOM_BYTES);
  }
}
