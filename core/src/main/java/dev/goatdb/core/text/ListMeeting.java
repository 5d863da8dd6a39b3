package dev.goatdb.core.text;

import dev.goatdb.core.text.ListChange.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one author made of a list, made of what another one made of it. */
final class ListMeeting {
  private ListMeeting() {}

  /**
   * The arrangement of the list that the other one leaves.
   *
   * @param size how long the list was that both had
   */
  static List<Entry> of(List<Entry> mine, List<Entry> theirs, int size) {
    int[] now = new int[size];
    boolean[] isKept = new boolean[size];
    places(theirs, now, isKept);
    boolean[] leaves = new boolean[theirs.size()];
    for (int place : now) {
      if (place > 0) {
        leaves[place - 1] = true;
      }
    }
    Map<Integer, List<Entry>> put = new HashMap<>();
    int behind = -1;
    for (Entry entry : mine) {
      switch (entry) {
        case Entry.Kept kept -> {
          int place = now[kept.from()] - 1;
          behind = isKept[kept.from()] ? place : behind;
          if (place >= 0) {
            leaves[place] = false;
          }
        }
        case Entry.Moved moved -> {
          int place = now[moved.from()] - 1;
          if (place >= 0) {
            at(put, behind).add(new Entry.Moved(place));
          }
        }
        case Entry.Fresh fresh -> at(put, behind).add(fresh);
      }
    }
    List<Entry> both = new ArrayList<>(put.getOrDefault(-1, List.of()));
    for (int place = 0; place < theirs.size(); place++) {
      if (!leaves[place]) {
        both.add(new Entry.Kept(place));
      }
      both.addAll(put.getOrDefault(place, List.of()));
    }
    return both;
  }

  /** Where each element is now, counted from 1, and 0 where it is gone. */
  private static void places(List<Entry> theirs, int[] now, boolean[] isKept) {
    for (int place = 0; place < theirs.size(); place++) {
      switch (theirs.get(place)) {
        case Entry.Kept kept -> {
          now[kept.from()] = place + 1;
          isKept[kept.from()] = true;
        }
        case Entry.Moved moved -> now[moved.from()] = place + 1;
        case Entry.Fresh fresh -> {}
      }
    }
  }

  private static List<Entry> at(Map<Integer, List<Entry>> put, int behind) {
    return put.computeIfAbsent(behind, any -> new ArrayList<>());
  }
}
