package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A part of an index that is stored: the commits from one number on, found by their tags.
 *
 * <pre>
 *   head | entries, 194 a page | slots by id | slots by item | state and notes
 *   entry = id tag u32 | item tag u32 | previous + 1 u32 | seal - offset u32 | offset u40
 *   slot  = 8 bits of the tag, 24 bits of 1 + the entry; linear probing
 * </pre>
 */
final class IndexSegment implements Entries {
  static final int MAGIC = 0x32584947;
  static final int HEAD_BYTES = 46;
  static final int ENTRY_BYTES = 21;
  static final int ENTRIES_A_PAGE = 194;
  static final int SLOTS_A_PAGE = 1020;
  static final int INDEX_BITS = 24;

  private final Pages file;
  private final int firstPage;
  private final int stamp;
  private final int pages;
  private final int first;
  private final int count;
  private final long to;
  private final long lastAt;
  private final int lastChecksum;
  private final int stateBytes;
  private final int notesBytes;
  private final int idSlots;
  private final int itemSlots;
  private final int itemsPage;
  private final int mark;
  private final boolean[] checked;

  /** One that is known by its first page, which a host may still have to write. */
  IndexSegment(Pages file, int firstPage, int stamp, byte[] head) {
    this.file = file;
    this.firstPage = firstPage;
    this.stamp = stamp;
    this.pages = IndexPage.intAt(head, 4);
    this.first = IndexPage.intAt(head, 8);
    this.count = IndexPage.intAt(head, 12);
    this.to = IndexPage.longAt(head, 16);
    this.lastAt = IndexPage.longAt(head, 21);
    this.lastChecksum = IndexPage.intAt(head, 26);
    this.stateBytes = IndexPage.intAt(head, 30);
    this.notesBytes = IndexPage.intAt(head, 34);
    this.idSlots = IndexPage.intAt(head, 38);
    this.itemSlots = IndexPage.intAt(head, 42);
    this.itemsPage = idsPage() + pagesFor(idSlots);
    this.mark = IndexPage.mark(head);
    this.checked = new boolean[pages];
  }

  /** The segment that begins at a page, or null where none does that is all there. */
  static @Nullable IndexSegment at(Pages file, int page, int stamp) {
    byte[] head = file.page(page);
    boolean begins = IndexPage.isWhole(head, page, stamp) && IndexPage.intAt(head, 0) == MAGIC;
    return begins && isConsistent(head, file.count() - page)
        ? new IndexSegment(file, page, stamp, head)
        : null;
  }

  /** Whether the numbers of a head fit each other, and the pages that are left of the file. */
  private static boolean isConsistent(byte[] head, long left) {
    long first = IndexPage.intAt(head, 8);
    long count = IndexPage.intAt(head, 12);
    long state = IndexPage.intAt(head, 30);
    long notes = IndexPage.intAt(head, 34);
    long ids = IndexPage.intAt(head, 38);
    long items = IndexPage.intAt(head, 42);
    long pages =
        1
            + parts(count, ENTRIES_A_PAGE)
            + parts(ids, SLOTS_A_PAGE)
            + parts(items, SLOTS_A_PAGE)
            + parts(state + notes, IndexPage.CONTENT);
    boolean counted = first >= 0 && count >= 0 && first + count <= Integer.MAX_VALUE;
    boolean spacious = ids > count && items > count && state >= 0 && notes >= 0;
    return counted && spacious && pages == IndexPage.intAt(head, 4) && pages <= left;
  }

  private static long parts(long all, int most) {
    return (all + most - 1) / most;
  }

  int first() {
    return first;
  }

  int end() {
    return first + count;
  }

  int firstPage() {
    return firstPage;
  }

  int endPage() {
    return firstPage + pages;
  }

  /** How much of the log it covers. */
  long to() {
    return to;
  }

  /** Whether the log holds the record with which the part that is covered ends. */
  boolean fits(Octets lastHead) {
    return lastHead.size() >= 4 && lastHead.intAt(0) == lastChecksum;
  }

  long lastAt() {
    return lastAt;
  }

  int lastChecksum() {
    return lastChecksum;
  }

  /** What the engine wrote down of its state at the end of this segment. */
  Octets state() {
    return blob(0, stateBytes);
  }

  /** What the engine wrote down of the records that this segment covers. */
  Octets notes() {
    return blob(stateBytes, notesBytes);
  }

  int findId(int tag, Match match) {
    return find(tag, idsPage(), idSlots, 0, match);
  }

  int newest(int itemTag, Match match) {
    return find(itemTag, itemsPage, itemSlots, 4, match);
  }

  /** What the first slot holds where a commit of an item may stand; 0 where it is not here. */
  int firstSlot(int itemTag) {
    int slot = slot(itemTag, itemSlots);
    return IndexPage.intAt(page(itemsPage + slot / SLOTS_A_PAGE), 4 * (slot % SLOTS_A_PAGE));
  }

  private int find(int tag, int slotsPage, int slots, int tagAt, Match match) {
    int start = slot(tag, slots);
    int at = start % SLOTS_A_PAGE;
    int left = slots - start;
    int next = slotsPage + start / SLOTS_A_PAGE;
    byte[] page = page(next++);
    for (int probed = 0; probed < slots; probed++) {
      int value = IndexPage.intAt(page, 4 * at);
      if (value == 0) {
        return -1;
      }
      if (value >>> INDEX_BITS == (tag & 0xff)) {
        int number = first + (value & (1 << INDEX_BITS) - 1) - 1;
        if (number < first || number >= end()) {
          throw new IndexDamaged();
        }
        if (IndexPage.intAt(entry(number), entryAt(number) + tagAt) == tag && match.is(number)) {
          return number;
        }
      }
      left--;
      at++;
      if (left == 0) {
        next = slotsPage;
        left = slots;
      }
      if (left == slots || at == SLOTS_A_PAGE) {
        page = page(next++);
        at = 0;
      }
    }
    throw new IndexDamaged();
  }

  /** Where the probing for a tag begins: the tag as a share of all slots. */
  static int slot(int tag, int slots) {
    return (int) ((tag & 0xffffffffL) * slots >>> 32);
  }

  @Override
  public int idTag(int number) {
    return IndexPage.intAt(entry(number), entryAt(number));
  }

  @Override
  public int itemTag(int number) {
    return IndexPage.intAt(entry(number), entryAt(number) + 4);
  }

  @Override
  public int previous(int number) {
    return IndexPage.intAt(entry(number), entryAt(number) + 8) - 1;
  }

  @Override
  public long offset(int number) {
    return IndexPage.longAt(entry(number), entryAt(number) + 16);
  }

  @Override
  public long sealOffset(int number) {
    byte[] page = entry(number);
    int at = entryAt(number);
    long distance = IndexPage.intAt(page, at + 12) & 0xffffffffL;
    return distance == 0 ? 0 : IndexPage.longAt(page, at + 16) + distance;
  }

  @Override
  public void write(int number, byte[] bytes, int at) {
    System.arraycopy(entry(number), entryAt(number), bytes, at, ENTRY_BYTES);
  }

  private byte[] entry(int number) {
    return page(1 + (number - first) / ENTRIES_A_PAGE);
  }

  private int entryAt(int number) {
    return (number - first) % ENTRIES_A_PAGE * ENTRY_BYTES;
  }

  private int idsPage() {
    return 1 + (count + ENTRIES_A_PAGE - 1) / ENTRIES_A_PAGE;
  }

  static int pagesFor(int slots) {
    return (slots + SLOTS_A_PAGE - 1) / SLOTS_A_PAGE;
  }

  private Octets blob(int from, int length) {
    byte[] bytes = new byte[length];
    int blobPage = itemsPage + pagesFor(itemSlots);
    for (int done = 0; done < length; ) {
      int at = from + done;
      int inPage = at % IndexPage.CONTENT;
      int some = Math.min(length - done, IndexPage.CONTENT - inPage);
      System.arraycopy(page(blobPage + at / IndexPage.CONTENT), inPage, bytes, done, some);
      done += some;
    }
    return Octets.wrap(bytes);
  }

  /** A page is checked when it is first used. */
  private byte[] page(int number) {
    byte[] page = number < pages ? file.page(firstPage + number) : new byte[0];
    if (page.length != IndexPage.BYTES) {
      throw new IndexDamaged();
    }
    if (!checked[number]) {
      if (!IndexPage.isWhole(page, firstPage + number, stamp) || IndexPage.mark(page) != mark) {
        throw new IndexDamaged();
      }
      checked[number] = true;
    }
    return page;
  }
}
