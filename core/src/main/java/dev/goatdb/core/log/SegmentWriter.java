package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.Invariant;

/**
 * Writes a segment of an index; see {@link IndexSegment} for its form. Names are often looked for
 * that are not there, for every creation does, so their slots are kept emptier than those of ids.
 */
final class SegmentWriter {
  private final Entries.Parts parts;
  private final int first;
  private final int count;
  private final int firstPage;
  private final int stamp;
  private final int[] byId;
  private final int[] byItem;
  private byte[] bytes = new byte[0];
  private int page;

  SegmentWriter(Entries.Parts parts, int first, int end, int firstPage, int stamp) {
    this.parts = parts;
    this.first = first;
    this.count = end - first;
    this.firstPage = firstPage;
    this.stamp = stamp;
    this.byId = new int[Math.max(8, count + count / 4)];
    this.byItem = new int[Math.max(8, count + count / 2 + count / 4)];
  }

  /** The bytes of the segment. */
  byte[] write(Cover cover, Octets state, Octets notes) {
    int blobPages = (state.size() + notes.size() + IndexPage.CONTENT - 1) / IndexPage.CONTENT;
    int entryPages = (count + IndexSegment.ENTRIES_A_PAGE - 1) / IndexSegment.ENTRIES_A_PAGE;
    int slotPages = IndexSegment.pagesFor(byId.length) + IndexSegment.pagesFor(byItem.length);
    int pages = 1 + entryPages + slotPages + blobPages;
    bytes = new byte[pages * IndexPage.BYTES];
    IndexPage.putInt(bytes, 0, IndexSegment.MAGIC);
    IndexPage.putInt(bytes, 4, pages);
    IndexPage.putInt(bytes, 8, first);
    IndexPage.putInt(bytes, 12, count);
    IndexPage.putLong(bytes, 16, cover.to());
    IndexPage.putLong(bytes, 21, cover.lastAt());
    IndexPage.putInt(bytes, 26, cover.lastChecksum());
    IndexPage.putInt(bytes, 30, state.size());
    IndexPage.putInt(bytes, 34, notes.size());
    IndexPage.putInt(bytes, 38, byId.length);
    IndexPage.putInt(bytes, 42, byItem.length);
    page = 1;
    writeEntries();
    writeSlots(byId);
    writeSlots(byItem);
    writeBlob(state, notes);
    Invariant.check(page == pages, "a segment is as long as its head says");
    for (int i = 0; i < pages; i++) {
      IndexPage.finish(bytes, i * IndexPage.BYTES, firstPage + i, stamp, cover.mark());
    }
    return bytes;
  }

  private void writeEntries() {
    int[] itemSlot = new int[count];
    for (int index = 0; index < count; index++) {
      int inPage = index % IndexSegment.ENTRIES_A_PAGE;
      if (index > 0 && inPage == 0) {
        page++;
      }
      int number = first + index;
      int at = page * IndexPage.BYTES + inPage * IndexSegment.ENTRY_BYTES;
      parts.holding(number).write(number, bytes, at);
      int idTag = IndexPage.intAt(bytes, at);
      int itemTag = IndexPage.intAt(bytes, at + 4);
      int previous = IndexPage.intAt(bytes, at + 8) - 1;
      put(byId, idTag, index);
      if (previous >= first) {
        itemSlot[index] = itemSlot[previous - first];
        byItem[itemSlot[index]] = slot(itemTag, index);
      } else {
        itemSlot[index] = put(byItem, itemTag, index);
      }
    }
    page += count == 0 ? 0 : 1;
  }

  private static int put(int[] table, int tag, int index) {
    int at = IndexSegment.slot(tag, table.length);
    while (table[at] != 0) {
      at = at + 1 == table.length ? 0 : at + 1;
    }
    table[at] = slot(tag, index);
    return at;
  }

  private static int slot(int tag, int index) {
    return tag << IndexSegment.INDEX_BITS | index + 1;
  }

  private void writeSlots(int[] table) {
    for (int i = 0; i < table.length; i++) {
      int inPage = i % IndexSegment.SLOTS_A_PAGE;
      if (i > 0 && inPage == 0) {
        page++;
      }
      IndexPage.putInt(bytes, page * IndexPage.BYTES + 4 * inPage, table[i]);
    }
    page++;
  }

  private void writeBlob(Octets state, Octets notes) {
    int size = state.size() + notes.size();
    for (int i = 0; i < size; i++) {
      int inPage = i % IndexPage.CONTENT;
      if (i > 0 && inPage == 0) {
        page++;
      }
      int value = i < state.size() ? state.at(i) : notes.at(i - state.size());
      bytes[page * IndexPage.BYTES + inPage] = (byte) value;
    }
    page += size == 0 ? 0 : 1;
  }
}
