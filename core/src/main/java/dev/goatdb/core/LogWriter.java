package dev.goatdb.core;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;

/** The end of a repository's log: appends records, and knows what is written and what is safe. */
final class LogWriter {
  private static final long LAZY_SYNC_MILLIS = 1_000;
  private static final int EPOCH_BYTES = 16;

  private final Context context;
  private final String log;
  private long length;
  private long syncing;
  private long synced;
  private boolean scheduled;

  LogWriter(Context context, RepositoryPath path, long length) {
    this.context = context;
    this.log = path.toString();
    this.length = length;
    this.syncing = length;
    this.synced = length;
  }

  /** The first bytes of a new log: whose it is, and a random epoch. */
  static Octets beginning(Context context, RepositoryPath path) {
    CborWriter out =
        new CborWriter().array(3).bytes(context.organisation().hash()).text(path.toString());
    out.bytes(context.randomness().octets(EPOCH_BYTES));
    Octets record = new LogRecord(LogRecord.Type.ORIGIN, out.octets()).encode();
    return new CborWriter().raw(LogFile.MAGIC).raw(record).octets();
  }

  /** The organisation that an origin record names. */
  static OrganisationId organisation(LogRecord origin) {
    CborReader in = new CborReader(origin.payload());
    in.array(3);
    return new OrganisationId(in.bytes(OrganisationId.BYTES));
  }

  long append(LogRecord.Type type, Octets payload) {
    return appendRaw(new LogRecord(type, payload).encode());
  }

  /**
   * Appends framed bytes, returns the position behind them, and sees to it that they are safe
   * before long. A follower only offers them to the keeper of the log; nobody knows yet where they
   * will stand.
   */
  long appendRaw(Octets bytes) {
    context.outbox().add(new Effect.Append(log, bytes));
    if (context.settings().follows()) {
      return Long.MAX_VALUE;
    }
    length += bytes.size();
    if (!scheduled) {
      scheduled = true;
      context.timers().at(context.nowMillis() + LAZY_SYNC_MILLIS, this::sync);
    }
    return length;
  }

  /** Asks for everything written to be made safe; returns the position that will be. */
  long sync() {
    scheduled = false;
    if (syncing < length) {
      syncing = length;
      context.outbox().add(new Effect.Sync(log, length));
    }
    return length;
  }

  /** The log is known to be so long, and was read from where it is safe or will be. */
  void startAt(long position) {
    length = position;
    syncing = position;
    synced = context.settings().follows() ? synced : position;
  }

  /**
   * An answer may be about a log that was replaced since; nothing is safe that was not asked for.
   */
  void synced(long position) {
    synced = Math.max(synced, Math.min(position, syncing));
  }

  long length() {
    return length;
  }

  boolean isSafe(long position) {
    return position <= synced;
  }
}
