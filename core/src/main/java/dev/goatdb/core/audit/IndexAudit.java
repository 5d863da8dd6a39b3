package dev.goatdb.core.audit;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.host.StoredLog;
import dev.goatdb.core.log.LogIndex;
import dev.goatdb.core.log.PageCache;
import dev.goatdb.core.log.Segments;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an index must say of a log, gathered while the log is read, and whether it does. */
final class IndexAudit {
  private static final long CACHE_BYTES = 8 << 20;

  private final List<Entry> entries = new ArrayList<>();
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> newest = new HashMap<>();

  /** What it must say of a commit. */
  private static final class Entry {
    final CommitId id;
    final String item;
    final int previous;
    final long offset;
    long seal;

    Entry(Placed placed, int previous) {
      this.id = placed.commit().id();
      this.item = placed.commit().header().item();
      this.previous = previous;
      this.offset = placed.offset();
    }
  }

  void add(Placed placed) {
    Integer before = newest.put(placed.commit().header().item(), entries.size());
    numbers.put(placed.offset(), entries.size());
    entries.add(new Entry(placed, before == null ? -1 : before));
  }

  void seal(Placed placed, long offset) {
    Integer number = numbers.remove(placed.offset());
    if (number != null) {
      entries.get(number).seal = offset;
    }
  }

  /**
   * Compares them.
   *
   * @param whole whether all of the log could be read; else there is nothing to compare with
   */
  Findings.Index compare(StoredLog stored, RepositoryPath path, int stamp, boolean whole) {
    Optional<StoredBytes> bytes = stored.index().filter(index -> index.size() > 0);
    if (bytes.isEmpty()) {
      return Findings.Index.ABSENT;
    }
    if (!whole) {
      return Findings.Index.UNCHECKED;
    }
    if (stored.log().size() == 0) {
      return Findings.Index.AHEAD;
    }
    try {
      LogIndex index =
          new LogIndex(
              stamp,
              (position, into) -> {
                throw damaged(path);
              },
              new Segments(bytes.get(), stored.log(), stamp, new PageCache(CACHE_BYTES)));
      if (index.storedCount() == 0 && !index.isLogShortened()) {
        return Findings.Index.DAMAGED;
      }
      if (!agrees(index)) {
        return Findings.Index.WRONG;
      }
      return index.isLogShortened() ? Findings.Index.AHEAD : Findings.Index.AGREES;
    } catch (GoatException.Corrupted damaged) {
      return Findings.Index.DAMAGED;
    }
  }

  private boolean agrees(LogIndex index) {
    if (index.storedCount() > entries.size()) {
      return false;
    }
    for (int number = 0; number < index.storedCount(); number++) {
      Entry entry = entries.get(number);
      int wanted = number;
      boolean right =
          index.offset(number) == entry.offset
              && index.sealOffset(number) == entry.seal
              && index.previous(number) == entry.previous
              && index.itemTag(number) == index.tagOf(entry.item)
              && index.find(entry.id.hash(), found -> found == wanted) == wanted;
      if (!right) {
        return false;
      }
    }
    return isNewest(index);
  }

  /** Of each item the index must find the newest commit that it covers. */
  private boolean isNewest(LogIndex index) {
    Map<String, Integer> covered = new HashMap<>();
    for (int number = 0; number < index.storedCount(); number++) {
      covered.put(entries.get(number).item, number);
    }
    for (Map.Entry<String, Integer> item : covered.entrySet()) {
      int wanted = item.getValue();
      int found =
          index.newest(
              index.tagOf(item.getKey()), number -> entries.get(number).item.equals(item.getKey()));
      if (found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static GoatException damaged(RepositoryPath path) {
    return new GoatException.Corrupted(
        "The index of " + path + " is damaged.", "It is made anew when it is used.");
  }
}
