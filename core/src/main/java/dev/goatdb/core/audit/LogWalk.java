package dev.goatdb.core.audit;

import dev.goatdb.core.commit.Announced;
import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import dev.goatdb.core.log.Damage;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads a log from its beginning to its end and tells a visitor what it holds, also behind damage:
 * what was lost is left out, and what follows is told as far as it can be understood.
 */
public final class LogWalk {
  private static final long NONE = -1;

  private final RepositoryPath path;
  private final LogCursor cursor;
  private final LogVisitor visitor;
  private final LostContexts lost;
  private final Contexts contexts = new Contexts();
  private final List<Entry> loose = new ArrayList<>();
  private final List<Entry> received = new ArrayList<>();
  private final Announced<Entry> announced = new Announced<>();
  private OrganisationId organisation;
  private int damages;
  private long behind = NONE;
  private boolean begun;

  /**
   * @param path of the repository
   * @param presumed whose log it is, where its first record is lost
   * @param schemas those that commits may have, where the records that name them are lost
   */
  public LogWalk(
      RepositoryPath path,
      OrganisationId presumed,
      Collection<SchemaId> schemas,
      StoredBytes log,
      LogVisitor visitor) {
    this.path = path;
    this.organisation = presumed;
    this.visitor = visitor;
    this.lost = new LostContexts(contexts, schemas);
    boolean begins = log.read(0, LogFile.MAGIC.size()).equals(LogFile.MAGIC);
    this.cursor = LogCursor.at(log, begins ? LogFile.MAGIC.size() : 0);
  }

  /** Reads so many records more; false once all are read. */
  public boolean advance(int records) {
    for (int i = 0; i < records; i++) {
      LogRecord record = cursor.next();
      passDamage();
      if (record == null) {
        long end = closedAt();
        closeTorn();
        dropReceived();
        visitor.end(Entry.unsealed(loose, visitor), end);
        return false;
      }
      try {
        take(record, cursor.start());
      } catch (GoatException.Corrupted wrong) {
        visitor.problem(cursor.start(), wrong.getMessage());
      }
      begun = true;
    }
    return true;
  }

  /** Reads all of it. */
  public void run() {
    while (advance(Integer.MAX_VALUE)) {
      // The next records.
    }
  }

  /** How much is read. */
  public long position() {
    return cursor.position();
  }

  /** The contexts that have numbers at the end of what is read. */
  Contexts contexts() {
    return contexts;
  }

  /** Where commits begin whose seal, or rest, has not come yet, or else where what is read ends. */
  public long closedAt() {
    if (announced.isOpen()) {
      return announced.offset();
    }
    return received.isEmpty() ? cursor.position() : received.get(0).offset;
  }

  private void passDamage() {
    while (cursor.damages().size() > damages) {
      Damage damage = cursor.damages().get(damages++);
      visitor.damage(damage);
      begun = true;
      behind = damage.from();
      dropReceived();
      announced.passDamage();
    }
  }

  /** Of those that belong together some are lost; a seal may still show which others are not. */
  private void closeTorn() {
    for (Entry entry : announced.end()) {
      entry.torn = true;
      loose.add(entry);
    }
  }

  private void dropReceived() {
    if (!received.isEmpty()) {
      visitor.orphaned(Entry.known(received, visitor));
      received.clear();
    }
  }

  private void take(LogRecord record, long offset) {
    if (begun == (record.type() == LogRecord.Type.ORIGIN)) {
      visitor.problem(offset, begun ? "A log begins within the log." : "The log has no beginning.");
    }
    if (record.type() != LogRecord.Type.COMMIT && record.type() != LogRecord.Type.CONTEXT) {
      behind = NONE;
      if (announced.isTorn() || record.type() == LogRecord.Type.ATOMIC) {
        closeTorn();
      }
    }
    switch (record.type()) {
      case ORIGIN -> {
        Origin origin = Origin.decode(record.payload());
        organisation = origin.organisation();
        visitor.origin(offset, origin);
      }
      case CONTEXT -> lost.given(record.payload());
      case ATOMIC ->
          announced.begin(
              AtomicMark.decode(record.payload(), Limits.DEFAULT.packCommits()), offset);
      case COMMIT -> own(record, offset);
      case RECEIVED -> received.add(entry(record, offset));
      case SEAL -> seal(decode(record), offset);
      case PACK -> pack(decode(record), offset);
      case CERTIFICATE -> visitor.certificate(offset, Certificate.decode(record.payload()));
      case CONTROL -> visitor.receipt(offset, ControlRecord.decode(record.payload()));
      case REFUSAL -> visitor.refusal(offset, Refusal.decode(record.payload()));
      case EPOCH -> visitor.epoch(offset, Epoch.decode(record.payload()));
      case SYNCED -> {}
    }
  }

  private void own(LogRecord record, long offset) {
    if (!announced.isOpen()) {
      Entry entry = entry(record, offset);
      tell(List.of(entry));
      loose.add(entry);
      return;
    }
    try {
      announced.add(entry(record, offset));
    } catch (GoatException.Corrupted wrong) {
      announced.lose();
      close();
      throw wrong;
    }
    close();
  }

  /** Takes those that belong together as soon as all are read. */
  private void close() {
    if (announced.isComplete() && announced.isTorn()) {
      closeTorn();
    } else if (announced.isComplete()) {
      List<Entry> whole = announced.end();
      tell(whole);
      loose.addAll(whole);
    }
  }

  private Entry entry(LogRecord record, long offset) {
    long unitAt = announced.isOpen() ? announced.offset() : behind == NONE ? offset : behind;
    Octets payload = Octets.of(record.payload().array());
    Entry entry = new Entry(offset, payload, announced.mark(), unitAt);
    if (damages == 0 || lost.isGiven(LostContexts.context(entry.stored))) {
      decode(entry);
    }
    return entry;
  }

  private void decode(Entry entry) {
    Commit commit = StoredCommit.decode(entry.stored, contexts, organisation, path);
    commit.operations();
    entry.placed = new Placed(entry.offset, commit);
  }

  /** Tells of commits that count, as far as they are known, each once. */
  private void tell(List<Entry> entries) {
    for (Entry entry : entries) {
      Placed placed = entry.placed;
      if (placed != null && !entry.told) {
        entry.told = true;
        visitor.commit(placed);
      }
    }
  }

  private StoredSeal decode(LogRecord record) {
    return StoredSeal.decode(record.payload(), organisation, path);
  }

  /**
   * A seal over own commits: those that stood open longest. Where some are lost, so is the seal,
   * and the others stay open; those that belong together with the lost ones are torn.
   */
  private void seal(StoredSeal seal, long offset) {
    long from = offset - seal.distance();
    int first = loose.size();
    while (first > 0 && loose.get(first - 1).offset >= from) {
      first--;
    }
    List<Entry> covered = loose.subList(first, Math.min(first + seal.present(), loose.size()));
    boolean complete = covered.size() == seal.present() && covered.get(0).offset == from;
    if (complete && covers(seal, offset, covered)) {
      covered.clear();
    } else {
      visitor.problem(offset, "A seal does not fit the commits before it.");
      if (seal.seal().isAtomic()) {
        tear(loose.subList(first, loose.size()), from);
      }
    }
  }

  /** Some of the commits that begin at an offset and belong together are lost. */
  private static void tear(List<Entry> entries, long from) {
    for (Entry entry : entries) {
      entry.torn |= entry.unitAt <= from;
    }
  }

  /** A seal over the received commits that stand right before it. */
  private void pack(StoredSeal seal, long offset) {
    boolean complete =
        seal.present() == received.size()
            && !received.isEmpty()
            && received.get(0).offset == offset - seal.distance();
    if (complete && covers(seal, offset, received)) {
      received.clear();
    } else {
      visitor.problem(offset, "A seal does not fit the commits of others before it.");
      dropReceived();
    }
  }

  private boolean covers(StoredSeal seal, long offset, List<Entry> covered) {
    List<Entry> unknown = new ArrayList<>();
    for (Entry entry : covered) {
      if (entry.placed == null) {
        unknown.add(entry);
      }
    }
    List<Octets> nameless = new ArrayList<>();
    unknown.forEach(entry -> nameless.add(entry.stored));
    boolean found =
        lost.find(seal.seal().session(), nameless, () -> tree(seal, covered).isPresent());
    Optional<MerkleTree> tree = found ? tree(seal, covered) : Optional.empty();
    if (tree.isPresent()) {
      unknown.forEach(this::decode);
      tell(covered);
      visitor.sealed(offset, new Piece(seal.seal(), tree.get()), Entry.known(covered, visitor));
    }
    return tree.isPresent();
  }

  private Optional<MerkleTree> tree(StoredSeal seal, List<Entry> covered) {
    return Entry.tree(
        seal, covered, stored -> StoredCommit.decode(stored, contexts, organisation, path));
  }
}
