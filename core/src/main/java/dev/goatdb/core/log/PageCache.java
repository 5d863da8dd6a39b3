package dev.goatdb.core.log;

import java.util.ArrayDeque;

/**
 * The pages of files that are in memory, within a number of bytes: when there are too many, those
 * go that nobody looked at since the last time (the second chance of the clock algorithm).
 */
public final class PageCache {
  private final long mostBytes;
  private final ArrayDeque<Held> ring = new ArrayDeque<>();
  private long bytes;

  /** A page of a file. */
  private record Held(Pages file, int page) {}

  public PageCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** A page came in. */
  void loaded(Pages file, int page) {
    ring.addLast(new Held(file, page));
    bytes += file.pageBytes();
    while (bytes > mostBytes && ring.size() > 1) {
      Held oldest = ring.removeFirst();
      if (oldest.file().drop(oldest.page())) {
        bytes -= oldest.file().pageBytes();
      } else {
        ring.addLast(oldest);
      }
    }
  }

  /** How many bytes the pages take. */
  public long bytes() {
    return bytes;
  }

  /** The pages of a file are not needed any more. */
  void forget(Pages file) {
    int before = ring.size();
    ring.removeIf(held -> held.file() == file);
    bytes -= (long) (before - ring.size()) * file.pageBytes();
    file.clear();
  }
}
