package dev.goatdb.jvm.maintenance;

import dev.goatdb.core.audit.Origin;
import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.Damage;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.error.GoatException;
import java.util.Optional;

/**
 * What a log holds from a position on, up to its last record behind which nothing is open: no
 * commit of others stands there without its seal, and none without those it belongs together with.
 *
 * @param from where it begins
 * @param to where it ends
 * @param lastAt where the last record begins
 * @param lastChecksum the first four bytes of that
 * @param damage what cannot be read at the end of it, although records follow
 */
record LogTail(long from, long to, long lastAt, int lastChecksum, Optional<Damage> damage) {
  /** The first record of a log; nothing where it has none. */
  static Optional<Origin> origin(StoredBytes log) {
    if (!log.read(0, LogFile.MAGIC.size()).equals(LogFile.MAGIC)) {
      return Optional.empty();
    }
    LogCursor cursor = LogCursor.at(log, LogFile.MAGIC.size());
    LogRecord first = cursor.next();
    if (first == null || first.type() != LogRecord.Type.ORIGIN || !cursor.damages().isEmpty()) {
      return Optional.empty();
    }
    return decode(first);
  }

  private static Optional<Origin> decode(LogRecord first) {
    try {
      return Optional.of(Origin.decode(first.payload()));
    } catch (GoatException.Corrupted malformed) {
      return Optional.empty();
    }
  }

  /** Where a log that was read before goes on, if it still is that log. */
  static Optional<LogTail> behind(BackupPart.Catalogue.Log before, StoredBytes log) {
    boolean same =
        origin(log).filter(origin -> origin.epoch().equals(before.epoch())).isPresent()
            && log.size() >= before.length();
    if (!same || log.read(before.lastAt(), 4).intAt(0) != before.lastChecksum()) {
      return Optional.empty();
    }
    LogCursor last = LogCursor.at(log, before.lastAt());
    boolean whole = last.next() != null && last.position() == before.length();
    return whole
        ? Optional.of(read(log, before.length(), before.lastAt(), before.lastChecksum()))
        : Optional.empty();
  }

  /** All of a log. */
  static LogTail whole(StoredBytes log) {
    LogTail records = read(log, LogFile.MAGIC.size(), 0, 0);
    return new LogTail(0, records.to, records.lastAt, records.lastChecksum, records.damage);
  }

  private static LogTail read(StoredBytes log, long from, long lastAt, int lastChecksum) {
    LogCursor cursor = LogCursor.at(log, from);
    long to = from;
    long at = lastAt;
    int checksum = lastChecksum;
    int awaited = 0;
    for (LogRecord next = cursor.next(); next != null; next = cursor.next()) {
      if (!cursor.damages().isEmpty()) {
        return new LogTail(from, to, at, checksum, Optional.of(cursor.damages().get(0)));
      }
      awaited = awaited(next, awaited);
      if (awaited == 0 && !opens(next)) {
        to = cursor.position();
        at = cursor.start();
        checksum = log.read(at, 4).intAt(0);
      }
    }
    return new LogTail(from, to, at, checksum, Optional.empty());
  }

  /** How many commits are still to come of those that belong together. */
  private static int awaited(LogRecord record, int before) {
    return switch (record.type()) {
      case ATOMIC -> announced(record);
      case CONTEXT -> before;
      case COMMIT -> Math.max(0, before - 1);
      default -> 0;
    };
  }

  private static int announced(LogRecord mark) {
    try {
      return AtomicMark.decode(mark.payload(), Limits.DEFAULT.packCommits()).size();
    } catch (GoatException.Corrupted malformed) {
      return 0;
    }
  }

  /**
   * Contexts are written right before the commits that name them, those of others before a seal.
   */
  private static boolean opens(LogRecord record) {
    return record.type() == LogRecord.Type.CONTEXT || record.type() == LogRecord.Type.RECEIVED;
  }
}
