package dev.goatdb.core.audit;

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
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Receipt;
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
  private final RepositoryPath path;
  private final LogCursor cursor;
  private final LogVisitor visitor;
  private final LostContexts lost;
  private final Contexts contexts = new Contexts();
  private final List<Entry> loose = new ArrayList<>();
  private final List<Entry> received = new ArrayList<>();
  private final List<Entry> together = new ArrayList<>();
  private Optional<AtomicMark> mark = Optional.empty();
  private long markedAt;
  private OrganisationId organisation;
  private int damages;
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
        dropTogether();
        if (!received.isEmpty()) {
          visitor.orphaned(Entry.known(received, visitor));
        }
        visitor.end(Entry.unsealed(loose, visitor), cursor.position());
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
    if (mark.isPresent()) {
      return markedAt;
    }
    return received.isEmpty() ? cursor.position() : received.get(0).offset;
  }

  private void passDamage() {
    while (cursor.damages().size() > damages) {
      visitor.damage(cursor.damages().get(damages++));
      begun = true;
      dropReceived();
      dropTogether();
      mark = Optional.empty();
    }
  }

  private void dropTogether() {
    if (!together.isEmpty()) {
      visitor.orphaned(Entry.known(together, visitor));
      together.clear();
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
    switch (record.type()) {
      case ORIGIN -> {
        Origin origin = Origin.decode(record.payload());
        organisation = origin.organisation();
        visitor.origin(offset, origin);
      }
      case CONTEXT -> lost.given(record.payload());
      case ATOMIC -> {
        dropTogether();
        mark = Optional.of(AtomicMark.decode(record.payload(), Limits.DEFAULT.packCommits()));
        markedAt = offset;
      }
      case COMMIT -> own(record, offset);
      case RECEIVED -> add(record, offset, received);
      case SEAL -> seal(decode(record), offset);
      case PACK -> pack(decode(record), offset);
      case CERTIFICATE -> visitor.certificate(offset, Certificate.decode(record.payload()));
      case CONTROL -> visitor.receipt(offset, Receipt.decode(record.payload()));
      case REFUSAL -> visitor.refusal(offset, Refusal.decode(record.payload()));
      case EPOCH -> visitor.epoch(offset, Epoch.decode(record.payload()));
      case SYNCED -> {}
    }
  }

  private void own(LogRecord record, long offset) {
    add(record, offset, mark.isPresent() ? together : loose);
    if (mark.isPresent() && together.size() == mark.get().size()) {
      loose.addAll(together);
      together.clear();
      mark = Optional.empty();
    }
  }

  private void add(LogRecord record, long offset, List<Entry> to) {
    Entry entry = new Entry(offset, Octets.of(record.payload().array()), mark);
    if (damages == 0 || lost.isGiven(LostContexts.context(entry.stored))) {
      decode(entry);
    }
    to.add(entry);
  }

  private void decode(Entry entry) {
    Commit commit = StoredCommit.decode(entry.stored, contexts, organisation, path);
    commit.operations();
    Placed placed = new Placed(entry.offset, commit);
    entry.placed = placed;
    visitor.commit(placed);
  }

  private StoredSeal decode(LogRecord record) {
    return StoredSeal.decode(record.payload(), organisation, path);
  }

  /**
   * A seal over own commits: those that stood open longest. Where some are lost, so is the seal,
   * and the others stay open, unless all belong together.
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
        visitor.orphaned(Entry.known(covered, visitor));
        covered.clear();
      }
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
      visitor.sealed(offset, new Piece(seal.seal(), tree.get()), Entry.known(covered, visitor));
    }
    return tree.isPresent();
  }

  /** The tree of a seal over commits, if it has the root that was signed. */
  private Optional<MerkleTree> tree(StoredSeal seal, List<Entry> covered) {
    List<Octets> ids = new ArrayList<>();
    for (Entry entry : covered) {
      Placed placed = entry.placed;
      Commit commit =
          placed == null
              ? StoredCommit.decode(entry.stored, contexts, organisation, path)
              : placed.commit();
      ids.add(commit.id().hash());
    }
    MerkleTree rooted = seal.over(ids).tree();
    MerkleTree tree = new MerkleTree(rooted.size(), rooted.slots());
    return tree.root().equals(seal.seal().root()) ? Optional.of(tree) : Optional.empty();
  }
}
