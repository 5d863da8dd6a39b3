package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of a log one after another, so that a host may pause in between. */
public final class LogCursor {
  private static final int WINDOW_BYTES = 1 << 16;

  private final StoredBytes source;
  private final long size;
  private final List<Damage> damages = new ArrayList<>();
  private Octets window = Octets.EMPTY;
  private long windowAt;
  private long start;
  private long at;

  private LogCursor(StoredBytes source, long at) {
    this.source = source;
    this.size = source.size();
    this.start = at;
    this.at = at;
  }

  /**
   * Begins at the first record of a log; {@code name} is for messages.
   *
   * <p>Throws {@code Incompatible} for another format.
   */
  public static LogCursor of(String name, StoredBytes source) {
    Octets beginning = source.read(0, LogFile.MAGIC.size());
    if (!beginning.equals(LogFile.MAGIC.prefix(beginning.size())) && !isBlank(beginning)) {
      throw new GoatException.Incompatible(
          "The log of " + name + " does not begin like a log of this version.",
          "Open it with the version of GoatDB that wrote it.");
    }
    boolean begins = beginning.equals(LogFile.MAGIC);
    return new LogCursor(source, begins ? LogFile.MAGIC.size() : Long.MAX_VALUE);
  }

  /** Room that was made for a log and never written to. */
  private static boolean isBlank(Octets bytes) {
    for (int i = 0; i < bytes.size(); i++) {
      if (bytes.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Goes on at a place where a record begins, or the log ends. */
  public static LogCursor at(StoredBytes source, long position) {
    return new LogCursor(source, position);
  }

  /** Reads records that were appended to a log, without its beginning. */
  public static LogCursor ofTail(byte[] bytes) {
    return new LogCursor(StoredBytes.of(bytes), 0);
  }

  /**
   * The next whole record, or null where none follows; a torn end is left out.
   *
   * <p>An unreadable place before whole records is passed over and noted as {@linkplain #damages()
   * damage}, unless it was never safe: a disk may write the end of what was not safe yet, and not
   * its beginning.
   */
  public @Nullable LogRecord next() {
    int length = sizeAt(at);
    if (length == 0) {
      long behind = nextWhole(at + 1);
      if (behind < 0 || wasNeverSafe(at, behind)) {
        return null;
      }
      damages.add(new Damage(at, behind));
      at = behind;
      length = sizeAt(at);
    }
    start = at;
    at += length;
    return LogRecord.of(bytes(start, length));
  }

  /** Where the record that was read last begins. */
  public long start() {
    return start;
  }

  /** Where the records read so far end; 0 where there is not even the beginning of a log. */
  public long position() {
    return at <= size ? at : 0;
  }

  /** Whether bytes follow that are no records, such as those of a write that did not finish. */
  public boolean isFollowed() {
    return position() < size;
  }

  /** The places that could not be read although records follow. */
  public List<Damage> damages() {
    return damages;
  }

  private long nextWhole(long from) {
    for (long behind = from; behind >= 0 && behind <= size - LogRecord.HEAD_BYTES; behind++) {
      if (sizeAt(behind) > 0) {
        return behind;
      }
    }
    return -1;
  }

  /**
   * Whether an unreadable place is one that a loss of power left unwritten, although it wrote what
   * follows: nothing that follows says that it was safe once.
   */
  private boolean wasNeverSafe(long from, long behind) {
    return safeAsFollowersSay(behind) <= from;
  }

  /** How much of the log was safe by what the records from an offset on say. */
  private long safeAsFollowersSay(long from) {
    long safe = 0;
    for (long next = from; next >= 0; ) {
      int length = sizeAt(next);
      if (length == 0) {
        next = nextWhole(next + 1);
        continue;
      }
      LogRecord record = LogRecord.of(bytes(next, length));
      if (record.type() == LogRecord.Type.SYNCED) {
        safe = Math.max(safe, mark(record.payload()));
      }
      next += length;
    }
    return safe;
  }

  /** What a mark says, or nothing where it is none. */
  private static long mark(Octets payload) {
    try {
      return Math.max(0, new CborReader(payload).integer());
    } catch (GoatException.Corrupted none) {
      return 0;
    }
  }

  /** The size of the whole record at an offset, or 0 where none is. */
  private int sizeAt(long offset) {
    if (offset > size - LogRecord.HEAD_BYTES) {
      return 0;
    }
    int length = LogRecord.sizeIn(bytes(offset, LogRecord.HEAD_BYTES));
    boolean fits = length > 0 && length <= size - offset;
    return fits && LogRecord.isWhole(bytes(offset, length)) ? length : 0;
  }

  private Octets bytes(long offset, int length) {
    long from = offset - windowAt;
    if (from < 0 || from + length > window.size()) {
      window = source.read(offset, Math.max(length, WINDOW_BYTES));
      windowAt = offset;
      from = 0;
    }
    return Octets.wrap(window.backing(), window.offset() + (int) from, length);
  }
}
