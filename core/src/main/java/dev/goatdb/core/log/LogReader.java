package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.error.GoatException;
import java.util.function.Consumer;

/** Reads single records of a log; those that were used lately are in memory. */
public final class LogReader {
  private static final int PAGE_BYTES = 1 << 14;
  private static final int WINDOW_BYTES = 1 << 16;

  private final String name;
  private final StoredBytes source;
  private final Pages pages;
  private final PageCache cache;
  private final Consumer<GoatException> damaged;
  private Octets window = Octets.EMPTY;
  private long windowAt;
  private long end = Long.MAX_VALUE;

  /**
   * @param name of the log, for messages
   * @param damaged told what cannot be read, before that is thrown
   */
  public LogReader(
      String name, StoredBytes source, PageCache cache, Consumer<GoatException> damaged) {
    this.name = name;
    this.damaged = damaged;
    this.source = source;
    this.cache = cache;
    this.pages = new Pages(source, PAGE_BYTES, cache);
  }

  /** The record that begins at an offset; throws {@code Corrupted} where it is damaged. */
  public LogRecord at(long offset) {
    Octets head = pages.read(offset, LogRecord.HEAD_BYTES);
    int size = LogRecord.sizeIn(head);
    return whole(offset, size, size == 0 ? head : pages.read(offset, size));
  }

  /** The same for somebody who passes over many in their order: they push nothing out of memory. */
  public LogRecord passing(long offset) {
    int size = LogRecord.sizeIn(inWindow(offset, LogRecord.HEAD_BYTES));
    return whole(offset, size, inWindow(offset, Math.max(size, LogRecord.HEAD_BYTES)));
  }

  private Octets inWindow(long offset, int length) {
    long from = offset - windowAt;
    if (from < 0 || from + length > window.size()) {
      long meant = Math.min(Math.max(length, WINDOW_BYTES), end - offset);
      window = source.read(offset, (int) Math.max(0, meant));
      windowAt = offset;
      from = 0;
    }
    int size = (int) Math.min(length, window.size() - from);
    return Octets.wrap(window.backing(), window.offset() + (int) from, size);
  }

  private LogRecord whole(long offset, int size, Octets framed) {
    if (size == 0 || framed.size() < size || !LogRecord.isWhole(framed)) {
      GoatException error = damage(offset);
      damaged.accept(error);
      throw error;
    }
    return LogRecord.of(framed);
  }

  private GoatException damage(long offset) {
    LogCursor cursor = LogCursor.at(source, offset);
    cursor.next();
    return cursor.damages().isEmpty()
        ? new GoatException.Corrupted(
            "The log of " + name + " cannot be read from byte " + offset + " on any more.",
            "Run 'goat verify' on its folder, then 'goat repair' with a backup or a server.")
        : cursor.damages().get(0).error(name);
  }

  /** The log is readable up to a position; what follows may still be cut or written. */
  public void endsAt(long position) {
    pages.endAt(position);
    window = position < end ? Octets.EMPTY : window;
    end = position;
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
