package dev.goatdb.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The change that leads from one text to another: what both begin and end with stays, and between
 * them the fewest insertions and deletions (Myers, "An O(ND) Difference Algorithm", 1986), as long
 * as these are not too many; else the whole middle is replaced.
 *
 * <p>Where two splices are so near to each other that less is kept between them than each of them
 * changes, they become one: of a word that was replaced, no letter stays just because both have it.
 */
final class TextDifference {
  /** More insertions and deletions than these are not looked for. */
  private static final int MOST_EDITS = 500;

  /** On a diagonal that leads out of the texts. */
  private static final int NOWHERE = -2;

  private final String before;
  private final String after;

  /** Where the middle begins in both, and where it ends in each. */
  private final int start;

  private final int endBefore;
  private final int endAfter;

  private TextDifference(String before, String after) {
    this.before = before;
    this.after = after;
    int least = Math.min(before.length(), after.length());
    int same = 0;
    while (same < least && before.charAt(same) == after.charAt(same)) {
      same++;
    }
    int end = 0;
    while (end < least - same
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    start = same;
    endBefore = before.length() - end;
    endAfter = after.length() - end;
  }

  static TextChange of(String before, String after) {
    TextDifference difference = new TextDifference(before, after);
    return difference.change(difference.whole(joined(difference.middle())));
  }

  /** Characters of the one text that become others: from and to in both. */
  private record Block(int from, int to, int fromAfter, int toAfter) {
    boolean replaces() {
      return to > from && toAfter > fromAfter;
    }

    int size() {
      return Math.max(to - from, toAfter - fromAfter);
    }
  }

  /** Words that are replaced in part are replaced as a whole: letters that stay say nothing. */
  private List<Block> whole(List<Block> blocks) {
    List<Block> whole = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      Block last = whole.isEmpty() ? null : whole.get(whole.size() - 1);
      int least = last == null ? 0 : last.to();
      int most = i + 1 < blocks.size() ? blocks.get(i + 1).from() : before.length();
      Block grown = block.replaces() ? grown(block, least, most) : block;
      if (last != null && last.to() == grown.from()) {
        whole.remove(last);
        grown = new Block(last.from(), grown.to(), last.fromAfter(), grown.toAfter());
      }
      whole.add(grown);
    }
    return whole;
  }

  private Block grown(Block block, int least, int most) {
    int back = 0;
    boolean begins = isOfWord(before, block.from()) && isOfWord(after, block.fromAfter());
    while (begins && block.from() - back > least && isOfWord(before, block.from() - back - 1)) {
      back++;
    }
    int on = 0;
    boolean ends = isOfWord(before, block.to() - 1) && isOfWord(after, block.toAfter() - 1);
    while (ends && block.to() + on < most && isOfWord(before, block.to() + on)) {
      on++;
    }
    return new Block(
        block.from() - back, block.to() + on, block.fromAfter() - back, block.toAfter() + on);
  }

  /** Letters and digits of writing systems that put something between words. */
  private static boolean isOfWord(String text, int at) {
    char c = text.charAt(at);
    return c >= '0' && c <= '9' || (c | 32) >= 'a' && (c | 32) <= 'z' || c >= 0xc0 && c < 0x2000;
  }

  private TextChange change(List<Block> blocks) {
    ChangeDraft draft = new ChangeDraft();
    int kept = 0;
    for (Block block : blocks) {
      int back =
          isWithinPair(before, block.from()) || isWithinPair(after, block.fromAfter()) ? 1 : 0;
      int on = isWithinPair(before, block.to()) || isWithinPair(after, block.toAfter()) ? 1 : 0;
      draft.keep(block.from() - back - kept);
      draft.delete(block.to() + on - (block.from() - back));
      draft.insert(after.substring(block.fromAfter() - back, block.toAfter() + on));
      kept = block.to() + on;
    }
    return draft.change();
  }

  private static boolean isWithinPair(String text, int at) {
    return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
  }

  /** The blocks of the middle, from its beginning to its end. */
  private List<Block> middle() {
    int deletions = endBefore - start;
    int insertions = endAfter - start;
    List<int[]> rounds = new ArrayList<>();
    if (deletions > 0 && insertions > 0) {
      int most = Math.min(MOST_EDITS, deletions + insertions);
      int[] reached = new int[2 * most + 3];
      for (int edits = 0; edits <= most; edits++) {
        if (advance(reached, edits, most + 1)) {
          return blocks(rounds, edits);
        }
        int[] round = new int[2 * edits + 1];
        System.arraycopy(reached, most + 1 - edits, round, 0, round.length);
        rounds.add(round);
      }
    }
    return List.of(new Block(start, endBefore, start, endAfter));
  }

  /**
   * One edit more on every diagonal: how far one gets with it. Diagonal k is where so many more
   * characters were deleted than inserted.
   */
  private boolean advance(int[] reached, int edits, int zero) {
    for (int k = -edits; k <= edits; k += 2) {
      int x = edits == 0 ? 0 : step(reached, k, edits, zero);
      int y = x - k;
      if (x < 0 || y < 0 || start + x > endBefore || start + y > endAfter) {
        reached[zero + k] = NOWHERE;
        continue;
      }
      while (start + x < endBefore
          && start + y < endAfter
          && before.charAt(start + x) == after.charAt(start + y)) {
        x++;
        y++;
      }
      reached[zero + k] = x;
      if (start + x == endBefore && start + y == endAfter) {
        return true;
      }
    }
    return false;
  }

  private static int step(int[] reached, int k, int edits, int zero) {
    boolean inserts = k == -edits || k != edits && reached[zero + k - 1] < reached[zero + k + 1];
    return inserts ? reached[zero + k + 1] : reached[zero + k - 1] + 1;
  }

  /** The way back from the end, edit by edit; edits side by side are one block. */
  private List<Block> blocks(List<int[]> rounds, int edits) {
    List<Block> blocks = new ArrayList<>();
    int x = endBefore - start;
    int y = endAfter - start;
    for (int edit = edits; edit > 0; edit--) {
      int k = x - y;
      int from = edit - 1;
      int[] round = rounds.get(from);
      boolean inserts = k == -edit || k != edit && round[from + k - 1] < round[from + k + 1];
      int fromX = round[from + (inserts ? k + 1 : k - 1)];
      int fromY = fromX - (inserts ? k + 1 : k - 1);
      int toX = inserts ? fromX : fromX + 1;
      int toY = inserts ? fromY + 1 : fromY;
      Block block = new Block(start + fromX, start + toX, start + fromY, start + toY);
      Block last = blocks.isEmpty() ? null : blocks.get(0);
      if (last != null && last.from() == block.to() && last.fromAfter() == block.toAfter()) {
        blocks.set(0, new Block(block.from(), last.to(), block.fromAfter(), last.toAfter()));
      } else {
        blocks.add(0, block);
      }
      x = fromX;
      y = fromY;
    }
    return blocks;
  }

  private static List<Block> joined(List<Block> blocks) {
    List<Block> joined = new ArrayList<>();
    for (Block block : blocks) {
      Block next = block;
      while (!joined.isEmpty()) {
        Block last = joined.get(joined.size() - 1);
        if (next.from() - last.to() > Math.min(last.size(), next.size())) {
          break;
        }
        joined.remove(joined.size() - 1);
        next = new Block(last.from(), next.to(), last.fromAfter(), next.toAfter());
      }
      joined.add(next);
    }
    return joined;
  }
}
