package dev.goatdb.core.text;

import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a {@link Weave} in the order of the text, found by what is shown and by the numbers
 * of their elements: a balanced tree (Adelson-Velsky and Landis, 1962), so whatever somebody thinks
 * of who writes changes, one step of theirs costs little.
 */
final class Runs {
  private final IntPredicate joined;
  private final TreeMap<Integer, Run> byNumber = new TreeMap<>();
  private @Nullable Run root;

  /**
   * @param joined whether nothing may stand between an element and the one before it
   */
  Runs(IntPredicate joined) {
    this.joined = joined;
  }

  /** The run that holds the element of a number. */
  Run of(int number) {
    return byNumber.floorEntry(number).getValue();
  }

  /** How many elements are shown. */
  int shown() {
    return shown(root);
  }

  private static int shown(@Nullable Run top) {
    return top == null ? 0 : top.elementsShown;
  }

  /**
   * The run whose last element is the last of so many that are shown; null for none. A run is
   * divided where that is within it.
   */
  @Nullable Run upTo(int shown) {
    Run run = shown == 0 ? null : root;
    int left = shown;
    while (run != null) {
      int before = shown(run.before);
      int behind = before + run.shown();
      if (left <= before) {
        run = run.before;
      } else if (left > behind) {
        left -= behind;
        run = run.after;
      } else {
        return upTo(run, left - before, shown);
      }
    }
    return null;
  }

  private @Nullable Run upTo(Run run, int within, int shown) {
    if (within == run.length) {
      return run;
    }
    int at = joined.test(run.start + within) ? within - 1 : within;
    return at > 0 ? divide(run, at) : upTo(shown - 1);
  }

  /** The run of an element, which is made one of its own. */
  Run alone(int number) {
    Run run = of(number);
    if (run.start < number) {
      divide(run, number - run.start);
      run = of(number);
    }
    return run.length > 1 ? divide(run, 1) : run;
  }

  /** Makes two of a run; returns the first, which is the one that was there. */
  private Run divide(Run run, int length) {
    Run rest =
        new Run(
            run.start + length, run.length - length, run.start + length - 1, run.right, run.rank);
    rest.seen = run.seen;
    rest.deletionsSeen = run.deletionsSeen;
    rest.deleted = run.deleted;
    rest.following = run.following;
    run.following = rest;
    run.length = length;
    insert(run, rest);
    return run;
  }

  /** Puts a run after another one, or at the beginning. */
  void insert(@Nullable Run after, Run run) {
    byNumber.put(run.start, run);
    Run behind = after == null ? root : after.after;
    if (behind != null) {
      Run above = first(behind);
      above.before = run;
      run.parent = above;
    } else if (after != null) {
      after.after = run;
      run.parent = after;
    } else {
      root = run;
    }
    settle(run);
  }

  private static Run first(Run top) {
    Run first = top;
    while (first.before != null) {
      first = first.before;
    }
    return first;
  }

  /**
   * From a run up, what is below each is summed up, and no side is deeper than the other by two.
   */
  private void settle(Run from) {
    Run run = from;
    while (run != null) {
      run.sum();
      int slope = run.slope();
      if (slope > 1 && run.before != null) {
        if (run.before.slope() < 0) {
          raise(run.before.after);
        }
        run = raise(run.before);
      } else if (slope < -1 && run.after != null) {
        if (run.after.slope() > 0) {
          raise(run.after.before);
        }
        run = raise(run.after);
      }
      run = run.parent;
    }
  }

  /** Puts a run in the place of its parent, and that below it. */
  private Run raise(@Nullable Run raised) {
    Run run = Objects.requireNonNull(raised, "a deeper side is not empty");
    Run old = Objects.requireNonNull(run.parent, "what is raised stands below another one");
    boolean isBefore = old.before == run;
    Run moved = isBefore ? run.after : run.before;
    if (isBefore) {
      old.before = moved;
      run.after = old;
    } else {
      old.after = moved;
      run.before = old;
    }
    if (moved != null) {
      moved.parent = old;
    }
    Run above = old.parent;
    run.parent = above;
    old.parent = run;
    if (above == null) {
      root = run;
    } else if (above.before == old) {
      above.before = run;
    } else {
      above.after = run;
    }
    old.sum();
    run.sum();
    return run;
  }

  /** The run after another one, or the first one; null at the end. */
  @Nullable Run next(@Nullable Run run) {
    Run below = run == null ? root : run.after;
    if (below != null) {
      return first(below);
    }
    Run from = run;
    Run above = run == null ? null : run.parent;
    while (above != null && above.after == from) {
      from = above;
      above = above.parent;
    }
    return above;
  }

  /** The next run that whoever is asked about saw inserted; null where there is none. */
  @Nullable Run nextSeen(@Nullable Run run) {
    Run below = run == null ? root : run.after;
    if (seen(below)) {
      return firstSeen(below);
    }
    Run from = run;
    Run above = run == null ? null : run.parent;
    while (above != null) {
      boolean isBefore = above.before == from;
      if (isBefore && above.seen) {
        return above;
      }
      if (isBefore && seen(above.after)) {
        return firstSeen(above.after);
      }
      from = above;
      above = above.parent;
    }
    return null;
  }

  private static boolean seen(@Nullable Run top) {
    return top != null && top.runsSeen > 0;
  }

  private static @Nullable Run firstSeen(@Nullable Run top) {
    Run run = top;
    while (run != null && (seen(run.before) || !run.seen)) {
      run = seen(run.before) ? run.before : run.after;
    }
    return run;
  }

  /** Which of two runs stands first. */
  static int compare(Run a, Run b) {
    return a == b ? 0 : place(a) - place(b);
  }

  private static int place(Run run) {
    int place = run.before == null ? 0 : run.before.runs;
    Run from = run;
    Run above = run.parent;
    while (above != null) {
      if (above.after == from) {
        place += 1 + (above.before == null ? 0 : above.before.runs);
      }
      from = above;
      above = above.parent;
    }
    return place;
  }

  /** Changes what is known of a run; where it is shown as before, nothing above it changes. */
  static void change(Run run, Consumer<Run> change) {
    int shown = run.shown();
    int seen = run.seen ? 1 : 0;
    change.accept(run);
    int moreShown = run.shown() - shown;
    int moreSeen = (run.seen ? 1 : 0) - seen;
    Run at = moreShown == 0 && moreSeen == 0 ? null : run;
    while (at != null) {
      at.elementsShown += moreShown;
      at.runsSeen += moreSeen;
      at = at.parent;
    }
  }

  /** The run with the numbers after those of another one. */
  Run following(Run run) {
    Run known = run.following;
    if (known == null) {
      known = of(run.end());
      run.following = known;
    }
    return known;
  }

  void forEach(Consumer<Run> action) {
    Run run = next(null);
    while (run != null) {
      action.accept(run);
      run = next(run);
    }
  }
}
