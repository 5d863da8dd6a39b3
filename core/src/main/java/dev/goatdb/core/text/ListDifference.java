package dev.goatdb.core.text;

import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a list of which only the end is known: equal elements are the same one, in their
 * order; as many as possible stay, and others were moved.
 */
final class ListDifference {
  private ListDifference() {}

  /** The second list as an arrangement of the first. */
  static List<Entry> of(List<Value> before, List<Value> after) {
    int[] from = matched(before, after);
    boolean[] stays = longestRise(from);
    List<Entry> entries = new ArrayList<>(after.size());
    for (int i = 0; i < from.length; i++) {
      entries.add(
          from[i] < 0
              ? new Entry.Fresh(after.get(i))
              : stays[i] ? new Entry.Kept(from[i]) : new Entry.Moved(from[i]));
    }
    return entries;
  }

  /** Which element of the first list each one of the second is, or -1. */
  private static int[] matched(List<Value> before, List<Value> after) {
    int[] from = new int[after.size()];
    int least = Math.min(before.size(), after.size());
    int start = 0;
    while (start < least && before.get(start).equals(after.get(start))) {
      from[start] = start;
      start++;
    }
    int end = 0;
    while (end < least - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
      from[after.size() - end] = before.size() - end;
    }
    Map<Value, ArrayDeque<Integer>> rest = new HashMap<>();
    for (int i = start; i < before.size() - end; i++) {
      rest.computeIfAbsent(before.get(i), any -> new ArrayDeque<>()).add(i);
    }
    for (int i = start; i < after.size() - end; i++) {
      ArrayDeque<Integer> known = rest.get(after.get(i));
      from[i] = known == null || known.isEmpty() ? -1 : known.remove();
    }
    return from;
  }

  /** A longest part of numbers that rises, without those below 0. */
  private static boolean[] longestRise(int[] numbers) {
    int[] lasts = new int[numbers.length];
    int[] before = new int[numbers.length];
    int length = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        int low = 0;
        int high = length;
        while (low < high) {
          int middle = (low + high) / 2;
          if (numbers[lasts[middle]] < numbers[i]) {
            low = middle + 1;
          } else {
            high = middle;
          }
        }
        before[i] = low == 0 ? -1 : lasts[low - 1];
        lasts[low] = i;
        length = Math.max(length, low + 1);
      }
    }
    boolean[] rises = new boolean[numbers.length];
    int at = length == 0 ? -1 : lasts[length - 1];
    while (at >= 0) {
      rises[at] = true;
      at = before[at];
    }
    return rises;
  }
}
