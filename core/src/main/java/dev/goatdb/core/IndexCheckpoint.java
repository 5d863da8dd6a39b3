package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.Cover;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogIndex;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The index of a repository that is stored beside its log.
 *
 * <p>It covers only what is safe in the log, and its state tells of nothing else: so a log that is
 * shorter than its index says has lost something that others may have been told of.
 */
final class IndexCheckpoint implements Checkpoint {
  private static final int VERSION = 4;

  private final Context context;
  private final Repository repository;
  private final StoredBytes log;
  private boolean dropped;
  private boolean doomed;
  private boolean trimmed;
  private long awaited;
  private int fewest;

  IndexCheckpoint(Context context, Repository repository, StoredBytes log) {
    this.context = context;
    this.repository = repository;
    this.log = log;
  }

  @Override
  public void awaits(long position) {
    awaited = position;
  }

  @Override
  public void writeOn() {
    ask(context.limits().indexCommits());
  }

  @Override
  public void complete() {
    if (doomed && !dropped) {
      dropped = true;
      derive(new LogIndex.Segment(0, Octets.EMPTY));
    }
    ask(context.limits().indexCommits() / 64);
  }

  @Override
  public void drop() {
    doomed = true;
  }

  /**
   * Asks once; what is asked for is done when nothing is looked up any more before it is stored.
   */
  private void ask(int commits) {
    if (fewest == 0) {
      context.atEnd(this::write);
    }
    fewest = fewest == 0 ? Math.max(1, commits) : Math.min(fewest, Math.max(1, commits));
  }

  private void write() {
    int least = fewest;
    fewest = 0;
    write(least);
  }

  private void write(int least) {
    LogIndex index = repository.history().index();
    boolean safe = repository.log().isSafe(awaited) && repository.refusals().areSafe();
    if (!safe || repository.log().isDamaged()) {
      return;
    }
    if (awaited > 0 && !trimmed && !index.isHealed()) {
      trimmed = true;
      derive(new LogIndex.Segment(index.storedBytes(), Octets.EMPTY));
    }
    if (index.isHealed() && !dropped) {
      dropped = true;
      derive(new LogIndex.Segment(0, Octets.EMPTY));
    }
    if (!index.isStored() || index.count() - index.storedCount() < least) {
      return;
    }
    int end = end(index);
    boolean worth = end > index.storedCount() && end - index.storedCount() >= least;
    if (!worth || repository.receipts().early().size() > context.limits().pendingCommits()) {
      return;
    }
    long offset = end == index.count() ? Long.MAX_VALUE : index.offset(end);
    long to = Math.min(repository.log().safe(), offset);
    Optional<Cover> cover = cover(index.offset(end - 1), to);
    if (cover.isPresent()) {
      Octets notes = repository.log().notes().take(cover.get().to());
      derive(index.store(end, cover.get(), state(end), notes));
    }
  }

  /**
   * What the log holds between its last commit that counts and a position, or the beginning of what
   * belongs together with what stands there; nothing where the log does not go so far.
   */
  private Optional<Cover> cover(long lastCommit, long to) {
    LogCursor cursor = LogCursor.at(log, lastCommit);
    long last = lastCommit;
    LogRecord record = cursor.next();
    while (record != null && record.type() != LogRecord.Type.ATOMIC && cursor.position() <= to) {
      last = cursor.start();
      if (cursor.position() == to) {
        return Optional.of(new Cover(to, last, checksum(last)));
      }
      record = cursor.next();
    }
    boolean together = record != null && record.type() == LogRecord.Type.ATOMIC;
    return together && cursor.start() < to
        ? Optional.of(new Cover(cursor.start(), last, checksum(last)))
        : Optional.empty();
  }

  private int checksum(long offset) {
    return repository.history().reader().checksumAt(offset);
  }

  private void derive(LogIndex.Segment segment) {
    context
        .outbox()
        .add(new Effect.Derive(repository.path().toString(), segment.offset(), segment.bytes()));
  }

  /** The first commit that is not safe in the log, or whose seal is not. */
  private int end(LogIndex index) {
    int end = index.count();
    long safe = repository.log().safe();
    for (int number = index.storedCount(); number < end; number++) {
      long offset = index.offset(number);
      long seal = index.sealOffset(number);
      if (offset < 0 || offset >= safe || seal == 0 || seal >= safe) {
        return number;
      }
    }
    return end;
  }

  /**
   * What is known of the commits before {@code end}; control records that may still get lost are
   * left out, since nobody would send them again.
   */
  private Octets state(int end) {
    History history = repository.history();
    Chains chains = repository.receipts().chains().copy();
    Set<CommitId> doubtful = new HashSet<>();
    List<ControlRecord> unsafe = repository.receipts().unsafe();
    for (int i = unsafe.size() - 1; i >= 0; i--) {
      ControlRecord receipt = unsafe.get(i);
      chains.forget(receipt);
      doubtful.addAll(receipt.commits());
    }
    List<SessionId> revoked = repository.receipts().revoked(unsafe);
    List<CommitId> lost = repository.receipts().lost(unsafe);
    Numbers unreceipted = history.unreceipted().copy();
    for (CommitId id : doubtful) {
      int number = history.find(id);
      if (number >= 0) {
        unreceipted.add(number);
      }
    }
    SetDigest digest = history.digest().copy();
    int items = history.items();
    List<CommitId> early = new ArrayList<>(repository.receipts().early());
    early.removeAll(doubtful);
    for (int number = end; number < history.count(); number++) {
      if (history.taken().contains(number)) {
        continue;
      }
      if (history.isSealed(number)) {
        digest.remove(history.id(number));
      }
      if (!unreceipted.contains(number)) {
        early.add(history.id(number));
      }
      if (history.index().previous(number) < 0) {
        items--;
      }
    }
    repository.items().keepValues();
    CborWriter out = new CborWriter().array(11).integer(VERSION);
    history.taken().write(out, end);
    unreceipted.write(out, end);
    out.integer(items);
    out.integer(digest.count()).bytes(digest.sum());
    chains.write(out);
    out.array(early.size());
    early.forEach(id -> out.bytes(id.hash()));
    out.array(lost.size());
    lost.forEach(id -> out.bytes(id.hash()));
    out.array(revoked.size());
    revoked.forEach(session -> out.bytes(session.bytes()));
    history.values().write(out, end);
    return out.octets();
  }

  @Override
  public boolean restore() {
    LogIndex index = repository.history().index();
    Optional<Octets> state = index.state();
    if (state.isEmpty()) {
      return false;
    }
    CborReader in = new CborReader(state.get());
    in.array(11);
    in.integer(VERSION, VERSION);
    repository
        .history()
        .restore(
            Numbers.read(in),
            Numbers.read(in),
            in.integer(0, Integer.MAX_VALUE),
            in.integer(0, Integer.MAX_VALUE),
            in.bytes(CommitId.BYTES));
    repository.receipts().chains().read(in);
    int early = in.array();
    for (int i = 0; i < early; i++) {
      repository.receipts().early().add(new CommitId(in.bytes(CommitId.BYTES)));
    }
    int lost = in.array();
    for (int i = 0; i < lost; i++) {
      repository.receipts().lost().add(new CommitId(in.bytes(CommitId.BYTES)));
    }
    int revoked = in.array();
    for (int i = 0; i < revoked; i++) {
      repository.receipts().revoked(new SessionId(in.bytes(SessionId.BYTES)));
    }
    repository.history().values().read(in);
    index.notes().forEach(notes -> IndexNotes.read(notes, new Noted(repository)));
    repository.receipts().early().forEach(repository.refusals()::forgive);
    return true;
  }
}
