package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored part of an index. Segments grow like the digits of a binary counter, so there are few
 * of them and each commit is written anew only a few times.
 */
public final class Segments implements StoredIndex {
  /** Segments of so many commits are not merged any more. */
  private static final int MOST_MERGED = 1 << 18;

  private final Pages file;
  private final int stamp;
  private final List<IndexSegment> all = new ArrayList<>();
  private boolean shortened;

  /**
   * Reads which segments there are, and leaves out those that the log does not hold.
   *
   * @param stamp a number that the log was given by chance at its beginning; an index of another
   *     log is ignored
   */
  public Segments(StoredBytes index, StoredBytes log, int stamp, PageCache cache) {
    this.file = new Pages(index, IndexPage.BYTES, cache);
    this.stamp = stamp;
    IndexSegment next = IndexSegment.at(file, 0, stamp);
    while (next != null && next.first() == count()) {
      all.add(next);
      next = IndexSegment.at(file, next.endPage(), stamp);
    }
    while (!all.isEmpty() && !fits(last(), log)) {
      all.remove(all.size() - 1);
      shortened = true;
    }
    checkState();
  }

  private static boolean fits(IndexSegment segment, StoredBytes log) {
    return segment.to() <= log.size() && segment.fits(log.read(segment.lastAt(), 4));
  }

  private void checkState() {
    try {
      if (!all.isEmpty()) {
        last().state();
        notes();
      }
    } catch (IndexDamaged damaged) {
      all.clear();
    }
  }

  private IndexSegment last() {
    return all.get(all.size() - 1);
  }

  @Override
  public boolean isEmpty() {
    return all.isEmpty();
  }

  @Override
  public boolean isLogShortened() {
    return shortened;
  }

  @Override
  public long bytes() {
    return all.isEmpty() ? 0 : (long) last().endPage() * IndexPage.BYTES;
  }

  @Override
  public long to() {
    return all.isEmpty() ? 0 : last().to();
  }

  @Override
  public int count() {
    return all.isEmpty() ? 0 : last().end();
  }

  @Override
  public Octets state() {
    return last().state();
  }

  @Override
  public List<Octets> notes() {
    List<Octets> notes = new ArrayList<>();
    all.forEach(segment -> notes.add(segment.notes()));
    return notes;
  }

  @Override
  public int find(int idTag, Match match) {
    int found = -1;
    for (int i = all.size() - 1; found < 0 && i >= 0; i--) {
      found = all.get(i).findId(idTag, match);
    }
    return found;
  }

  /**
   * Whoever creates an item asks for a name that is nowhere. The first looks into all segments
   * depend on none of each other, so the memory, which is what takes time, answers them together.
   */
  @Override
  public int newest(int itemTag, Match match) {
    int taken = 0;
    for (int i = all.size() - 1; i >= 0; i--) {
      taken |= all.get(i).firstSlot(itemTag);
    }
    int found = -1;
    if (taken == 0) {
      return found;
    }
    for (int i = all.size() - 1; found < 0 && i >= 0; i--) {
      found = all.get(i).newest(itemTag, match);
    }
    return found;
  }

  @Override
  public Entries holding(int number) {
    int low = 0;
    int high = all.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (all.get(middle).first() <= number) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return all.get(low);
  }

  @Override
  public LogIndex.Segment add(
      Entries.Parts parts, int end, Cover cover, Octets state, Octets notes) {
    int kept = all.size();
    int from = count();
    while (kept > 0 && isMerged(all.get(kept - 1), end - from)) {
      from = all.get(--kept).first();
    }
    CborWriter allNotes = new CborWriter();
    for (IndexSegment merged : all.subList(kept, all.size())) {
      allNotes.raw(merged.notes());
    }
    int page = kept == 0 ? 0 : all.get(kept - 1).endPage();
    byte[] bytes =
        new SegmentWriter(parts, from, end, page, stamp)
            .write(cover, state, allNotes.raw(notes).octets());
    all.subList(kept, all.size()).clear();
    file.cut(page);
    all.add(new IndexSegment(file, page, stamp, bytes));
    return new LogIndex.Segment((long) page * IndexPage.BYTES, Octets.wrap(bytes));
  }

  private static boolean isMerged(IndexSegment last, int count) {
    int size = last.end() - last.first();
    return size <= 2 * count && size + count <= MOST_MERGED;
  }

  @Override
  public void clear() {
    all.clear();
  }

  @Override
  public void close(PageCache cache) {
    cache.forget(file);
  }
}
