package dev.goatdb.core.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether something that was written in a set or map stays for all that removals do.
 *
 * <p>A removal takes what its author saw. But where others add something within the place that is
 * removed, and neither knew of the other, the place comes back whole, as they saw it: for whatever
 * was there for them, the removal does not count. Where removals win, nothing comes back, and a
 * removal also takes what was written by those who did not see it.
 */
final class Fate {
  private final Ancestry ancestry;
  private final boolean removalsWin;
  private final @Nullable Touch write;
  private final List<Removal> removals;
  private final Map<Integer, Boolean> known = new HashMap<>();

  /**
   * A removal of a place.
   *
   * @param touches all that was done to the place
   */
  record Removal(Touch by, List<Touch> touches) {}

  /**
   * @param write the write, or null for what everybody saw
   * @param removals those of its place and of outer ones
   */
  Fate(Ancestry ancestry, boolean removalsWin, @Nullable Touch write, List<Removal> removals) {
    this.ancestry = ancestry;
    this.removalsWin = removalsWin;
    this.write = write;
    this.removals = removals;
  }

  /** Whether it stays for an author, or for everybody where that is null. */
  boolean stays(@Nullable Touch author) {
    for (Removal removal : removals) {
      if (saw(author, removal.by()) && takes(removal, author)) {
        return false;
      }
    }
    return true;
  }

  private boolean takes(Removal removal, @Nullable Touch author) {
    Touch by = removal.by();
    boolean seen = write == null || saw(by, write);
    if (removalsWin) {
      return seen || !by.leavesOut() && write != null && !saw(write, by);
    }
    return seen && !comesBack(removal, author);
  }

  /** Whether somebody added something who saw the write, but not the removal. */
  private boolean comesBack(Removal removal, @Nullable Touch author) {
    for (Touch other : removal.touches()) {
      boolean concurrent =
          other.adds()
              && saw(author, other)
              && !saw(removal.by(), other)
              && !saw(other, removal.by());
      if (concurrent && (write == null || saw(other, write)) && stayedFor(other)) {
        return true;
      }
    }
    return false;
  }

  /** Asked once for each author, for there may be many. */
  private boolean stayedFor(Touch author) {
    Boolean before = known.get(author.order());
    if (before == null) {
      before = stays(author);
      known.put(author.order(), before);
    }
    return before;
  }

  /** Whether an author, or everybody where that is null, saw what another one did. */
  private boolean saw(@Nullable Touch later, Touch earlier) {
    return later == null
        || (later.by().equals(earlier.by())
            ? later.order() > earlier.order()
            : ancestry.saw(later.by(), earlier.by()));
  }
}
