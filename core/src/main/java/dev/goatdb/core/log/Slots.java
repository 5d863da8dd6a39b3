package dev.goatdb.core.log;

/**
 * A hash table of commits in memory, by one of their tags; open addressing with linear probing. A
 * slot holds a tag and beside it the number of its commit, counted from 1: looking for the tag
 * elsewhere would cost more than all else.
 */
final class Slots {
  private int[] slots = new int[32];
  private int size;

  void add(int index, int tag) {
    if (4 * ++size > slots.length) {
      int[] before = slots;
      slots = new int[2 * before.length];
      for (int at = 0; at < before.length; at += 2) {
        if (before[at + 1] != 0) {
          put(before[at + 1], before[at]);
        }
      }
    }
    put(index + 1, tag);
  }

  private void put(int number, int tag) {
    int at = start(tag);
    while (slots[at + 1] != 0) {
      at = next(at);
    }
    slots[at] = tag;
    slots[at + 1] = number;
  }

  /** Puts another commit of the same tag in the place of one. */
  void replace(int before, int after, int tag) {
    int at = start(tag);
    while (slots[at + 1] != before + 1) {
      at = next(at);
    }
    slots[at + 1] = after + 1;
  }

  /** The one with that tag that matches, or -1; {@code first} is the number of index 0. */
  int find(int tag, int first, Match match) {
    for (int at = start(tag); slots[at + 1] != 0; at = next(at)) {
      int index = slots[at + 1] - 1;
      if (slots[at] == tag && match.is(first + index)) {
        return index;
      }
    }
    return -1;
  }

  private int start(int tag) {
    return 2 * tag & (slots.length - 1);
  }

  private int next(int at) {
    return (at + 2) & (slots.length - 1);
  }
}
