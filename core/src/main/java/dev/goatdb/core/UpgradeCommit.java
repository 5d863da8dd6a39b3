package dev.goatdb.core;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Header;
import dev.goatdb.core.commit.Hlc;
import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The commits in which an authority writes what the code of an upgrade computed.
 *
 * <pre>
 *   version 1   a --- b ------- c        c came late
 *                      \         \
 *   version 2           U1 ------ U2     each of the version whose upgrade it is
 * </pre>
 *
 * <p>Such a commit builds on the heads of older versions and on the one before it of its kind, and
 * on nothing else; its clock is the next one above theirs, and its salt a hash of theirs. So its
 * writes are as late as the edits they were computed of, and newer edits of the same fields stay;
 * it can be told from others whoever wrote it; and an authority that was restored from a backup
 * writes the very same commit again, not another one.
 */
final class UpgradeCommit {
  private static final String DOMAIN = "goat/upgrade/1";

  private UpgradeCommit() {}

  /** The last one that brought an item to a version; nothing where there was none. */
  static Optional<Node> newest(ItemGraph item, int version) {
    Node newest = null;
    for (Node node : item.nodes()) {
      boolean later = newest == null || node.compareTo(newest) > 0;
      if (later && node.header().schema().version() == version && isOne(node)) {
        newest = node;
      }
    }
    return Optional.ofNullable(newest);
  }

  private static boolean isOne(Node node) {
    return !node.parents().isEmpty()
        && node.header().clock() == Hlc.next(0, clock(node.parents()))
        && Body.salt(node.commit().body()).equals(salt(node.parents()));
  }

  /** Whether all of some commits are below another. */
  static boolean covers(Node upper, Collection<Node> lower) {
    Set<Node> wanted = new HashSet<>(lower);
    int lowest = Integer.MAX_VALUE;
    for (Node node : lower) {
      lowest = Math.min(lowest, node.header().generation());
    }
    Set<Node> seen = new HashSet<>();
    ArrayDeque<Node> queue = new ArrayDeque<>(upper.parents());
    while (!queue.isEmpty() && !wanted.isEmpty()) {
      Node node = queue.remove();
      if (seen.add(node) && node.header().generation() >= lowest) {
        wanted.remove(node);
        queue.addAll(node.parents());
      }
    }
    return wanted.isEmpty();
  }

  /** What the next one builds on: the heads that the one before does not cover, and that one. */
  static List<Node> parents(Optional<Node> before, List<Node> heads, int most) {
    List<Node> parents = new ArrayList<>(heads);
    before.ifPresent(node -> {
      parents.removeIf(head -> covers(node, List.of(head)));
      int room = Math.max(0, parents.size() - most + 1);
      parents.subList(0, room).clear();
      parents.add(node);
    });
    return parents.subList(Math.max(0, parents.size() - most), parents.size());
  }

  /**
   * @param merged what the parents merge to in the version
   */
  static Commit write(
      Context context,
      ItemPath item,
      List<Node> parents,
      ItemState merged,
      SchemaId schema,
      List<Operation> operations) {
    Optional<Octets> base =
        parents.size() > 1
            ? Optional.of(merged.digest().prefix(Body.BASE_BYTES))
            : Optional.empty();
    List<CommitId> ids = new ArrayList<>();
    int generation = 0;
    for (Node parent : parents) {
      ids.add(parent.id());
      generation = Math.max(generation, parent.header().generation());
    }
    Header draft =
        new Header(
            context.organisation(),
            item.repository(),
            item.item(),
            ids,
            generation + 1,
            Hlc.next(0, clock(parents)),
            context.session(),
            schema,
            Header.Kind.EDIT,
            Optional.empty(),
            Octets.EMPTY);
    return Commit.author(draft, Body.of(salt(parents), base, operations), context.scratch());
  }

  private static long clock(List<Node> parents) {
    long clock = 0;
    for (Node parent : parents) {
      clock = Math.max(clock, parent.header().clock());
    }
    return clock;
  }

  /** Nobody can guess it without the bodies of the parents, of which the content follows anyway. */
  private static Octets salt(List<Node> parents) {
    List<Octets> salts = new ArrayList<>();
    parents.forEach(parent -> salts.add(Body.salt(parent.commit().body())));
    salts.sort(null);
    CborWriter out = new CborWriter().text(DOMAIN);
    salts.forEach(out::bytes);
    return out.sha256().prefix(Body.SALT_BYTES);
  }
}
