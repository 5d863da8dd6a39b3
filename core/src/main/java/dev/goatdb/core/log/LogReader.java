package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;

/** Reads single records of a log; those that were used lately are in memory. */
public final class LogReader {
  private static final int PAGE_BYTES = 1 << 14;

  private final String name;
  private final StoredBytes source;
  private final Pages pages;
  private final PageCache cache;

  /**
   * @param name of the log, for messages
   */
  public LogReader(String name, StoredBytes source, PageCache cache) {
    this.name = name;
    this.source = source;
    this.cache = cache;
    this.pages = new Pages(source, PAGE_BYTES, cache);
  }

  /** The record that begins at an offset; throws {@code Corrupted} where it is damaged. */
  public LogRecord at(long offset) {
    Octets head = pages.read(offset, LogRecord.HEAD_BYTES);
    int size = LogRecord.sizeIn(head);
    Octets framed = size == 0 ? head : pages.read(offset, size);
    if (size == 0 || framed.size() < size || !LogRecord.isWhole(framed)) {
      throw new GoatException.Corrupted(
          "The log of " + name + " cannot be read at byte " + offset + " any more.",
          "Run 'goat verify' on its folder, then 'goat repair' with a backup or a server.");
    }
    return LogRecord.of(framed);
  }

  /** The log is readable up to a position; what follows may still be cut or written. */
  public void endsAt(long position) {
    pages.endAt(position);
  }

  /** The first four bytes of the record at an offset, which tell it from others. */
  public int checksumAt(long offset) {
    return source.read(offset, 4).intAt(0);
  }

  /** Whether records keep nothing in memory that would not be there anyway. */
  public boolean isResident() {
    return source.isResident();
  }

  /** The log is not read any more. */
  public void close() {
    cache.forget(pages);
  }
}
