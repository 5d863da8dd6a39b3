package dev.goatdb.core.log;

/**
 * A hash table of commits in memory, by one of their tags; open addressing with linear probing. It
 * holds each commit's number, counted from a first one.
 */
final class Slots {
  private int[] slots = new int[16];
  private int size;

  /** The tag of a commit. */
  @FunctionalInterface
  interface Tags {
    int of(int index);
  }

  void add(int index, Tags tags) {
    if (2 * ++size > slots.length) {
      int[] before = slots;
      slots = new int[2 * before.length];
      for (int slot : before) {
        if (slot != 0) {
          put(slot, tags);
        }
      }
    }
    put(index + 1, tags);
  }

  private void put(int slot, Tags tags) {
    int at = tags.of(slot - 1) & (slots.length - 1);
    while (slots[at] != 0) {
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = slot;
  }

  /** Puts another commit of the same tag in the place of one. */
  void replace(int before, int after, Tags tags) {
    int at = tags.of(before) & (slots.length - 1);
    while (slots[at] != before + 1) {
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = after + 1;
  }

  /** The one with that tag that matches, or -1. */
  int find(int tag, int first, Tags tags, Match match) {
    int at = tag & (slots.length - 1);
    while (slots[at] != 0) {
      int index = slots[at] - 1;
      if (tags.of(index) == tag && match.is(first + index)) {
        return index;
      }
      at = (at + 1) & (slots.length - 1);
    }
    return -1;
  }
}
