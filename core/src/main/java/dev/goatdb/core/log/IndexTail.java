package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The newest part of an index, which is in memory and grows. */
final class IndexTail implements Entries {
  private static final int ID_BYTES = 32;

  private final int first;
  private final Slots ids = new Slots();
  private final Slots items = new Slots();
  private int[] idTags = new int[16];
  private int[] itemTags = new int[16];
  private int[] previous = new int[16];
  private long[] offsets = new long[16];
  private long[] seals = new long[16];
  private byte[] hashes = new byte[16 * ID_BYTES];
  private @Nullable String[] names = new @Nullable String[16];
  private int listed;
  private int nameless;
  private int count;

  IndexTail(int first) {
    this.first = first;
  }

  int first() {
    return first;
  }

  int end() {
    return first + count;
  }

  void add(Octets id, int idTag, int itemTag, @Nullable String item, int before, long offset) {
    if (count == offsets.length) {
      grow();
    }
    int index = count++;
    idTags[index] = idTag;
    itemTags[index] = itemTag;
    previous[index] = before;
    offsets[index] = offset;
    names[index] = item;
    id.copyTo(hashes, index * ID_BYTES);
    if (before >= first) {
      items.replace(before - first, index, itemTag);
    } else {
      items.add(index, itemTag);
    }
  }

  private void grow() {
    int room = 2 * count;
    idTags = Arrays.copyOf(idTags, room);
    itemTags = Arrays.copyOf(itemTags, room);
    previous = Arrays.copyOf(previous, room);
    offsets = Arrays.copyOf(offsets, room);
    seals = Arrays.copyOf(seals, room);
    hashes = Arrays.copyOf(hashes, room * ID_BYTES);
    names = Arrays.copyOf(names, room);
  }

  void place(int number, long offset) {
    offsets[number - first] = offset;
  }

  void seal(int number, long offset) {
    seals[number - first] = offset;
  }

  /** The name of a commit's item, while it may not be readable in the log. */
  @Nullable String name(int number) {
    return names[number - first];
  }

  /** What stands before a position of the log can be read there from now on. */
  void readable(long position) {
    while (nameless < count && offsets[nameless] >= 0 && offsets[nameless] < position) {
      names[nameless++] = null;
    }
  }

  Octets id(int number) {
    return Octets.wrap(hashes, (number - first) * ID_BYTES, ID_BYTES);
  }

  /** Whoever only creates looks no id up, so they are listed when somebody does. */
  int find(Octets id, int tag, Match match) {
    while (listed < count) {
      ids.add(listed, idTags[listed]);
      listed++;
    }
    int index = ids.find(tag, first, number -> id(number).equals(id) && match.is(number));
    return index < 0 ? -1 : first + index;
  }

  int newest(int itemTag, Match match) {
    int index = items.find(itemTag, first, match);
    return index < 0 ? -1 : first + index;
  }

  /** Adds the commits of another tail from a number on, which is the next one here. */
  void addAll(IndexTail other, int from) {
    for (int i = from; i < other.end(); i++) {
      add(
          other.id(i),
          other.idTag(i),
          other.itemTag(i),
          other.name(i),
          other.previous(i),
          other.offset(i));
      seal(i, other.sealOffset(i));
    }
  }

  @Override
  public int idTag(int number) {
    return idTags[number - first];
  }

  @Override
  public int itemTag(int number) {
    return itemTags[number - first];
  }

  @Override
  public int previous(int number) {
    return previous[number - first];
  }

  @Override
  public long offset(int number) {
    return offsets[number - first];
  }

  @Override
  public long sealOffset(int number) {
    return seals[number - first];
  }
}
