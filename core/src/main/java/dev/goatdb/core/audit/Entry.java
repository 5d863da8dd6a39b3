package dev.goatdb.core.audit;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A commit in a log that no seal covers yet; not decoded while its context is lost. */
final class Entry {
  final long offset;
  final Octets stored;
  final Optional<AtomicMark> mark;
  final long unitAt;
  @Nullable Placed placed;

  /** Whether some that it belongs together with are lost, unless a seal shows otherwise. */
  boolean torn;

  /** Whether the visitor knows of it. */
  boolean told;

  /**
   * @param mark what the log says of those that it belongs together with
   * @param unitAt where those may begin
   */
  Entry(long offset, Octets stored, Optional<AtomicMark> mark, long unitAt) {
    this.offset = offset;
    this.stored = stored;
    this.mark = mark;
    this.unitAt = unitAt;
  }

  /** Those that can be decoded; the others are a problem each. */
  static List<Placed> known(List<Entry> entries, LogVisitor visitor) {
    List<Placed> known = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.placed == null) {
        visitor.problem(entry.offset, "Who made a commit, under which schema, is lost.");
      } else {
        known.add(entry.placed);
      }
    }
    return known;
  }

  /** What no seal covers; of what belongs together all, or nothing. */
  static List<Unsealed> unsealed(List<Entry> entries, LogVisitor visitor) {
    List<Unsealed> units = new ArrayList<>();
    for (int i = 0; i < entries.size(); ) {
      Entry first = entries.get(i);
      int size = first.torn ? 1 : first.mark.map(AtomicMark::size).orElse(1);
      List<Placed> known = known(entries.subList(i, i + size), visitor);
      if (first.torn || known.size() < size && first.mark.isPresent()) {
        visitor.orphaned(known);
      } else if (!known.isEmpty()) {
        units.add(new Unsealed(first.mark, known));
      }
      i += size;
    }
    return units;
  }

  /**
   * The tree of a seal over commits, if it has the root that was signed.
   *
   * @param reading decodes those that are not decoded yet
   */
  static Optional<MerkleTree> tree(
      StoredSeal seal, List<Entry> covered, Function<Octets, Commit> reading) {
    List<Octets> ids = new ArrayList<>();
    for (Entry entry : covered) {
      Placed known = entry.placed;
      Commit commit = known == null ? reading.apply(entry.stored) : known.commit();
      ids.add(commit.id().hash());
    }
    MerkleTree rooted = seal.over(ids).tree();
    MerkleTree tree = new MerkleTree(rooted.size(), rooted.slots());
    return tree.root().equals(seal.seal().root()) ? Optional.of(tree) : Optional.empty();
  }
}
