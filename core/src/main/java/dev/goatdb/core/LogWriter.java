package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The end of a repository's log: appends records, and knows what is written and what is safe. */
final class LogWriter {
  static final int EPOCH_BYTES = 16;
  private static final long MARKING_MILLIS = 1_000;

  private final Context context;
  private final String log;
  private final LongConsumer written;
  private final Notes notes;
  private long announced;
  private long length;
  private long syncing;
  private long synced;
  private long marked;
  private boolean scheduled;
  private int asked;
  private int foreign;
  private @Nullable GoatException damage;

  /**
   * @param written told, at the end of a call, how long the log is when the next one begins
   */
  LogWriter(Context context, RepositoryPath path, long length, LongConsumer written) {
    this.context = context;
    this.written = written;
    this.notes = context.settings().indexing().notes();
    this.log = path.toString();
    this.length = length;
    this.announced = length;
    this.syncing = length;
    this.synced = length;
    this.marked = 0;
  }

  /** The first bytes of a new log: whose it is, and a random epoch. */
  static Octets beginning(Context context, RepositoryPath path) {
    CborWriter out =
        new CborWriter().array(3).bytes(context.organisation().hash()).text(path.toString());
    out.bytes(context.randomness().octets(EPOCH_BYTES));
    Octets record = new LogRecord(LogRecord.Type.ORIGIN, out.octets()).encode();
    return new CborWriter().raw(LogFile.MAGIC).raw(record).octets();
  }

  /** Whose log it is, and the epoch with which it began. */
  record Origin(OrganisationId organisation, Octets epoch) {
    static Origin read(LogRecord origin) {
      CborReader in = new CborReader(origin.payload());
      in.array(3);
      OrganisationId organisation = new OrganisationId(in.bytes(OrganisationId.BYTES));
      RepositoryPath.read(in);
      return new Origin(organisation, in.bytes(EPOCH_BYTES));
    }

    /** A number that tells this log from others. */
    int stamp() {
      return epoch.intAt(0);
    }
  }

  /** The name of the epoch that a record begins. */
  static Octets epoch(LogRecord record) {
    CborReader in = new CborReader(record.payload());
    in.array(3);
    return in.bytes(EPOCH_BYTES);
  }

  Notes notes() {
    return notes;
  }

  /** The log is damaged: nothing may be written to it. */
  void forbid(GoatException reason) {
    damage = reason;
  }

  /** Throws {@code Corrupted} where the log is damaged. */
  void requireWritable() {
    if (damage != null) {
      throw damage;
    }
  }

  boolean isDamaged() {
    return damage != null;
  }

  Optional<GoatException> damage() {
    return Optional.ofNullable(damage);
  }

  /** Appends a record and returns where it begins; a follower only offers it. */
  long append(LogRecord.Type type, Octets payload) {
    return append(List.of(new LogRecord(type, payload)));
  }

  /** Appends records in one piece and returns where they begin. */
  long append(List<LogRecord> records) {
    mark();
    long start = length;
    if (records.size() == 1) {
      write(records.get(0).encode());
      return start;
    }
    CborWriter out = new CborWriter();
    records.forEach(record -> out.raw(record.encode()));
    write(out.octets());
    return start;
  }

  /**
   * Where what comes next will begin: before the first record after a sync stands how much is safe.
   */
  long next() {
    mark();
    return length;
  }

  /** Says how much is safe, where nothing after that says so yet. */
  void mark() {
    if (marked < synced && damage == null && !context.settings().follows()) {
      Octets safe = new CborWriter().integer(synced).octets();
      marked = Long.MAX_VALUE;
      write(new LogRecord(LogRecord.Type.SYNCED, safe).encode());
      marked = length;
    }
  }

  /** Marks before long, unless more is written: what lies still must be told from a torn write. */
  private void markLater() {
    if (context.settings().indexing().isStored() && marked < synced) {
      long at = length;
      context
          .timers()
          .at(
              context.nowMillis() + MARKING_MILLIS,
              () -> {
                if (at == length && synced == length) {
                  mark();
                }
              });
    }
  }

  /**
   * Appends a commit, after its context where that has no number yet; returns where the commit
   * begins. A follower does not know the numbers that the keeper will give, so it writes both.
   */
  long append(LogRecord.Type type, Commit commit, Contexts contexts) {
    if (context.settings().follows()) {
      Contexts own = new Contexts();
      append(
          List.of(
              new LogRecord(LogRecord.Type.CONTEXT, own.encode(own.add(commit))),
              new LogRecord(type, StoredCommit.encode(commit, 0))));
      return -1;
    }
    List<LogRecord> before = new ArrayList<>(0);
    prepare(commit, contexts, next(), before);
    CborWriter out = context.scratch();
    for (LogRecord record : before) {
      out.raw(record.encode());
    }
    int start = LogRecord.begin(out, type);
    StoredCommit.write(out, commit, contexts.find(commit));
    LogRecord.end(out, start);
    long at = length + start;
    write(out.octets());
    return at;
  }

  /**
   * Gives a commit's context a number where it has none; returns how many bytes of records that
   * adds.
   */
  int prepare(Commit commit, Contexts contexts, long offset, List<LogRecord> records) {
    if (contexts.find(commit) >= 0) {
      return 0;
    }
    LogRecord record = new LogRecord(LogRecord.Type.CONTEXT, contexts.encode(contexts.add(commit)));
    notes.context(record.payload(), offset);
    records.add(record);
    return record.size();
  }

  /** Sees to it that what is written is safe before long. */
  private void write(Octets bytes) {
    requireWritable();
    context.outbox().add(new Effect.Append(log, bytes));
    if (context.settings().follows()) {
      return;
    }
    if (announced == length) {
      context.atEnd(this::announce);
    }
    length += bytes.size();
    if (context.settings().syncWithinMillis() == 0) {
      context.atEnd(this::sync);
    } else if (!scheduled) {
      scheduled = true;
      context.timers().at(context.nowMillis() + context.settings().syncWithinMillis(), this::sync);
    }
  }

  private void announce() {
    announced = length;
    written.accept(length);
  }

  /** Asks for everything written to be made safe; returns the position that will be. */
  long sync() {
    scheduled = false;
    if (syncing < length) {
      syncing = length;
      asked++;
      context.outbox().add(new Effect.Sync(log, length));
    }
    return length;
  }

  /** The same for somebody who needs some of it to be safe before long, unless an answer is due. */
  void syncSoon() {
    if (asked == 0 && !isDamaged()) {
      sync();
    }
  }

  /** The log is known to be so long, and was read from where it is safe or will be. */
  void startAt(long position) {
    length = position;
    announced = position;
    syncing = position;
    synced = context.settings().follows() ? synced : position;
    marked = 0;
  }

  /** The log ends with the word that all before it is safe. */
  void endsMarked() {
    marked = length;
  }

  /** Whether it does, or there is nothing that could be lost. */
  boolean endsSafe() {
    return marked == length;
  }

  /**
   * The log was put in the place of another one, about which answers are still to come, and which
   * nobody writes to or asks about any more.
   */
  void follows(LogWriter replaced) {
    foreign = replaced.asked + replaced.foreign;
    replaced.syncing = replaced.length;
    replaced.forbid(
        new GoatException.Closed("The log " + log + " was replaced.", "Look the item up again."));
  }

  /** An answer; nothing is safe that was not asked for. */
  void synced(long position) {
    if (foreign > 0) {
      foreign--;
      return;
    }
    asked--;
    synced = Math.max(synced, Math.min(position, syncing));
    markLater();
  }

  long length() {
    return length;
  }

  /** How much of the log survives everything. */
  long safe() {
    return synced;
  }

  boolean isSafe(long position) {
    return position <= synced;
  }
}
