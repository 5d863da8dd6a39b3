package dev.goatdb.core.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All elements that some authors put into a sequence, deleted ones included, in one order; made for
 * a moment to find out what concurrent changes come to.
 *
 * <p>It is asked about the sequence as one author saw it: {@link #see} adds and takes back the
 * changes of others until what is {@linkplain Run#shown() shown} is just that, and {@link #add}
 * takes the author's own change, whose places then mean something. This is the replay of eg-walker
 * (Gentle and Kleppmann, 2024). Where an element goes among others that its author did not see,
 * FugueMax decides (Weidner and Kleppmann, "The Art of the Fugue", 2023), in the form of YjsMod,
 * which needs no tree: runs that were typed at one place never interleave, whether forwards or
 * backwards. So the order depends on the changes and on who saw whom, not on the order of calls.
 */
public final class Weave {
  /** Runs by their origins and then by who inserted them: the order of those at one place. */
  private static final Comparator<Run> BY_ORIGINS =
      Comparator.comparingInt((Run run) -> run.left)
          .thenComparingInt(run -> run.right)
          .thenComparingInt(run -> run.rank);

  private final Runs runs;
  private final TreeSet<Run> siblings = new TreeSet<>(BY_ORIGINS);
  private int numbers;

  /**
   * @param base how many elements everybody saw; these have the numbers from 0 on
   * @param joined whether nothing may stand between the element of a number and the one before it
   */
  public Weave(int base, IntPredicate joined) {
    runs = new Runs(joined);
    if (base > 0) {
      runs.insert(null, seen(new Run(0, base, -1, -1, 0)));
    }
    numbers = base;
  }

  /**
   * What a change did, by the numbers of elements.
   *
   * @param first the number of the first element that it inserted; the others follow
   * @param count how many these are
   * @param deleted first and last number of each range that it deleted; within these, what was
   *     deleted already counts as deleted by it as well
   */
  public record Footprint(int first, int count, List<int[]> deleted) {}

  /** Takes the shown elements from the beginning to the end. */
  @FunctionalInterface
  public interface Ranges {
    void take(int first, int count);
  }

  /**
   * Makes a change of what is shown.
   *
   * @param rank of two elements at one place, that of the lower rank stands first; no two authors
   *     who did not see each other have the same
   */
  public Footprint add(int rank, TextChange change) {
    int first = numbers;
    List<int[]> deleted = new ArrayList<>();
    List<Splice> splices = change.splices();
    for (Splice splice : splices) {
      numbers += splice.insert().length();
    }
    int shown = runs.shown();
    int end = change.end();
    int next = numbers;
    for (int i = splices.size() - 1; i >= 0; i--) {
      Splice splice = splices.get(i);
      int count = splice.insert().length();
      int from = Math.min(end - splice.delete(), shown);
      Run before = runs.upTo(from);
      Run behind = before;
      if (splice.delete() > 0) {
        behind = behindFirst(from, Math.min(end, shown));
        delete(before, runs.upTo(Math.min(end, shown)), deleted);
      }
      next -= count;
      if (count > 0) {
        insert(behind, next, count, rank);
      }
      end -= splice.delete() + splice.keep();
    }
    return new Footprint(first, numbers - first, joined(deleted));
  }

  /** What stands apart in the sequence may have consecutive numbers. */
  private static List<int[]> joined(List<int[]> ranges) {
    if (ranges.size() < 2) {
      return ranges;
    }
    ranges.sort(Comparator.comparingInt(range -> range[0]));
    List<int[]> joined = new ArrayList<>();
    int[] last = {0, -2};
    for (int[] range : ranges) {
      if (range[0] == last[1] + 1) {
        last[1] = range[1];
      } else {
        last = range;
        joined.add(range);
      }
    }
    return joined;
  }

  /**
   * Where a text goes that replaces another one: behind the first character of that. So what others
   * insert before it or behind it is clearly not in its place.
   */
  private @Nullable Run behindFirst(int from, int to) {
    Run before = runs.upTo(from);
    for (int at = from + 1; at <= to; at++) {
      Run behind = runs.upTo(at);
      if (behind != before) {
        return behind;
      }
    }
    return before;
  }

  /**
   * Deletes what is shown after one run and up to the end of another one. What the author saw
   * deleted there is deleted once more: whoever sees this deletion sees the other one, too, so it
   * changes nothing, and there are no gaps in what was deleted.
   */
  private void delete(@Nullable Run before, @Nullable Run last, List<int[]> deleted) {
    Run run = before;
    while (run != last) {
      run = Objects.requireNonNull(runs.nextSeen(run), "the last run stands after the first");
      deleted.add(new int[] {run.start, run.end() - 1});
      Runs.change(
          run,
          it -> {
            it.deletionsSeen++;
            it.deleted = true;
          });
    }
  }

  private void insert(@Nullable Run before, int first, int count, int rank) {
    int left = before == null ? -1 : before.end() - 1;
    Run right = runs.nextSeen(before);
    Run run = new Run(first, count, left, right == null ? -1 : right.start, rank);
    runs.insert(after(before, right, run), seen(run));
    siblings.add(run);
  }

  /**
   * The run after which a new one goes, of those between two that its author saw. It is behind the
   * last of those with the same origins and a lower rank, so one begins to look there.
   */
  private @Nullable Run after(@Nullable Run before, @Nullable Run right, Run run) {
    Run lower = siblings.lower(run);
    boolean same = lower != null && lower.left == run.left && lower.right == run.right;
    Run after = same ? lower : before;
    boolean scanning = false;
    for (Run other = runs.next(after); other != right && other != null; other = runs.next(other)) {
      int byLeft = compareLeft(other, before);
      if (byLeft < 0) {
        break;
      }
      if (byLeft == 0) {
        int byRight = compareRight(other, right);
        if (byRight == 0 && run.rank < other.rank) {
          break;
        }
        scanning = byRight < 0;
      }
      after = scanning ? after : other;
    }
    return after;
  }

  /** Whether the element after which a run was inserted stands before the end of another run. */
  private int compareLeft(Run run, @Nullable Run other) {
    if (run.left < 0 || other == null) {
      return run.left < 0 ? other == null ? 0 : -1 : 1;
    }
    return Runs.compare(runs.of(run.left), other);
  }

  private int compareRight(Run run, @Nullable Run other) {
    if (run.right < 0 || other == null) {
      return run.right < 0 ? other == null ? 0 : 1 : -1;
    }
    return Runs.compare(runs.of(run.right), other);
  }

  private static Run seen(Run run) {
    run.seen = true;
    return run;
  }

  /** Shows what a change did, or shows the sequence without it. */
  public void see(Footprint change, boolean seen) {
    mark(change.first(), change.first() + change.count() - 1, seen, false);
    for (int[] range : change.deleted()) {
      mark(range[0], range[1], seen, true);
    }
  }

  private void mark(int first, int last, boolean seen, boolean deletion) {
    if (first > last) {
      return;
    }
    Run run = runs.of(first);
    while (true) {
      Runs.change(
          run,
          it -> {
            it.seen = deletion ? it.seen : seen;
            it.deletionsSeen += deletion ? seen ? 1 : -1 : 0;
          });
      if (run.end() > last) {
        return;
      }
      run = runs.following(run);
    }
  }

  /**
   * Inserts elements after so many that are shown.
   *
   * @param rank as for {@link #add}
   * @return the number of the first of them
   */
  public int insert(int place, int count, int rank) {
    int first = numbers;
    numbers += count;
    insert(runs.upTo(place), first, count, rank);
    return first;
  }

  /** The number of an element that is shown. */
  public int at(int place) {
    Run run = Objects.requireNonNull(runs.upTo(place + 1), "so many elements are shown");
    return run.end() - 1;
  }

  /** An element is not shown any more, for one reason more, or for one less. */
  public void hide(int number, boolean hidden) {
    Runs.change(runs.alone(number), it -> it.deletionsSeen += hidden ? 1 : -1);
  }

  /** How many elements are shown. */
  public int shown() {
    return runs.shown();
  }

  /** What is there when everybody saw all changes. */
  public void forEachLeft(Ranges ranges) {
    runs.forEach(run -> {
      if (!run.deleted) {
        ranges.take(run.start, run.length);
      }
    });
  }
}
