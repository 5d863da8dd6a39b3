package dev.goatdb.core.audit;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The records of a log that is being made. */
final class LogOutput {
  private final Consumer<Octets> out;
  private final Contexts contexts;

  /**
   * @param contexts those that have numbers in the log already
   */
  LogOutput(Consumer<Octets> out, Contexts contexts) {
    this.out = out;
    this.contexts = contexts;
  }

  /** The first bytes of a log. */
  void begin(Origin origin, Epoch epoch) {
    out.accept(LogFile.MAGIC);
    write(origin.encode());
    write(epoch.encode());
  }

  void write(LogRecord record) {
    out.accept(record.encode());
  }

  /** Commits of this device, which no seal covers yet, and what the log says of them. */
  void write(Optional<AtomicMark> mark, List<Commit> commits) {
    mark.ifPresent(one -> write(new LogRecord(LogRecord.Type.ATOMIC, one.encode())));
    for (Commit commit : commits) {
      name(commit);
      Octets stored = StoredCommit.encode(commit, contexts.find(commit));
      write(new LogRecord(LogRecord.Type.COMMIT, stored));
    }
  }

  /** Commits under their seal, whose tree holds these and perhaps others. */
  void write(Piece piece, List<Commit> commits) {
    commits.forEach(this::name);
    CborWriter all = new CborWriter();
    Set<Octets> ids = new HashSet<>();
    for (Commit commit : commits) {
      Octets stored = StoredCommit.encode(commit, contexts.find(commit));
      all.raw(new LogRecord(LogRecord.Type.RECEIVED, stored).encode());
      ids.add(commit.id().hash());
    }
    StoredSeal seal =
        new StoredSeal(piece.seal(), all.size(), Optional.of(piece.tree().keep(ids::contains)));
    all.raw(new LogRecord(LogRecord.Type.PACK, seal.encode()).encode());
    out.accept(all.octets());
  }

  /** Gives the context of a commit a number, where it has none. */
  private void name(Commit commit) {
    if (contexts.find(commit) < 0) {
      write(new LogRecord(LogRecord.Type.CONTEXT, contexts.encode(contexts.add(commit))));
    }
  }
}
