package dev.goatdb.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a {@link Weave} in the order of the text, found by what is shown and by the numbers
 * of their elements. Two levels are enough: a block is passed over by its sum.
 */
final class Runs {
  private static final int MOST = 64;

  private final IntPredicate joined;
  private final List<RunBlock> blocks = new ArrayList<>();
  private final TreeMap<Integer, Run> byNumber = new TreeMap<>();

  /**
   * @param joined whether nothing may stand between an element and the one before it
   */
  Runs(IntPredicate joined) {
    this.joined = joined;
    blocks.add(new RunBlock());
  }

  /** The run that holds the element of a number. */
  Run of(int number) {
    return byNumber.floorEntry(number).getValue();
  }

  /** How many elements are shown. */
  int shown() {
    int sum = 0;
    for (RunBlock block : blocks) {
      sum += block.shown;
    }
    return sum;
  }

  /**
   * The run whose last element is the last of so many that are shown; null for none. A run is
   * divided where that is within it.
   */
  @Nullable Run upTo(int shown) {
    RunBlock passed = null;
    int left = shown;
    for (RunBlock block : blocks) {
      if (block.shown >= left) {
        return upTo(left, block, passed);
      }
      left -= block.shown;
      passed = block.shown > 0 ? block : passed;
    }
    return passed == null ? null : passed.lastShown();
  }

  private @Nullable Run upTo(int shown, RunBlock block, @Nullable RunBlock passed) {
    Run last = null;
    int left = shown;
    for (int i = 0; left > 0; i++) {
      Run run = block.runs.get(i);
      int has = run.shown();
      if (has > left) {
        int at = joined.test(run.start + left) ? left - 1 : left;
        if (at > 0) {
          return divide(run, i, at);
        }
        break;
      }
      left -= has;
      last = has > 0 ? run : last;
    }
    return last != null || passed == null ? last : passed.lastShown();
  }

  /** Makes two of a run; returns the first, which is the one that was there. */
  private Run divide(Run run, int index, int length) {
    Run rest =
        new Run(
            run.start + length, run.length - length, run.start + length - 1, run.right, run.rank);
    rest.block = run.block;
    rest.seen = run.seen;
    rest.deletionsSeen = run.deletionsSeen;
    rest.deleted = run.deleted;
    run.length = length;
    run.block.runs.add(index + 1, rest);
    byNumber.put(rest.start, rest);
    keepSmall(run.block);
    return run;
  }

  /** Puts a run after another one, or at the beginning. */
  void insert(@Nullable Run after, Run run) {
    RunBlock block = after == null ? blocks.get(0) : after.block;
    block.runs.add(after == null ? 0 : block.runs.indexOf(after) + 1, run);
    block.shown += run.shown();
    run.block = block;
    byNumber.put(run.start, run);
    keepSmall(block);
  }

  private void keepSmall(RunBlock block) {
    if (block.runs.size() <= MOST) {
      return;
    }
    RunBlock second = new RunBlock();
    List<Run> half = block.runs.subList(MOST / 2, block.runs.size());
    for (Run run : half) {
      run.block = second;
      second.runs.add(run);
      second.shown += run.shown();
    }
    half.clear();
    block.shown -= second.shown;
    blocks.add(block.index + 1, second);
    for (int i = block.index + 1; i < blocks.size(); i++) {
      blocks.get(i).index = i;
    }
  }

  /** The run after another one, or the first one; null at the end. */
  @Nullable Run next(@Nullable Run run) {
    RunBlock block = run == null ? blocks.get(0) : run.block;
    int at = run == null ? 0 : block.runs.indexOf(run) + 1;
    if (at < block.runs.size()) {
      return block.runs.get(at);
    }
    return block.index + 1 < blocks.size() ? blocks.get(block.index + 1).runs.get(0) : null;
  }

  /** Which of two runs stands first. */
  static int compare(Run a, Run b) {
    return a.block == b.block
        ? a.block.runs.indexOf(a) - b.block.runs.indexOf(b)
        : a.block.index - b.block.index;
  }

  /** Changes what is known of a run. */
  static void change(Run run, Consumer<Run> change) {
    run.block.shown -= run.shown();
    change.accept(run);
    run.block.shown += run.shown();
  }

  void forEach(Consumer<Run> action) {
    for (RunBlock block : blocks) {
      block.runs.forEach(action);
    }
  }
}
