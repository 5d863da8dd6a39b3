package dev.goatdb.core.audit;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.host.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A commit in a log that no seal covers yet; not decoded while its context is lost. */
final class Entry {
  final long offset;
  final Octets stored;
  final Optional<AtomicMark> mark;
  @Nullable Placed placed;

  /**
   * @param mark what the log says of those that it belongs together with
   */
  Entry(long offset, Octets stored, Optional<AtomicMark> mark) {
    this.offset = offset;
    this.stored = stored;
    this.mark = mark;
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
      Optional<AtomicMark> mark = entries.get(i).mark;
      int size = Math.min(mark.map(AtomicMark::size).orElse(1), entries.size() - i);
      List<Placed> known = known(entries.subList(i, i + size), visitor);
      if (mark.isPresent() && known.size() < mark.get().size()) {
        visitor.orphaned(known);
      } else if (!known.isEmpty()) {
        units.add(new Unsealed(mark, known));
      }
      i += size;
    }
    return units;
  }
}
