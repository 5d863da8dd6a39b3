package dev.goatdb.core;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Receipt;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the records of a log into a repository; what was verified before it was written is not
 * verified again.
 */
final class Recovery {
  private final Context context;
  private final Repository repository;
  private final History history;
  private final List<Received> received = new ArrayList<>();
  private final List<Received> together = new ArrayList<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private Optional<AtomicMark> mark = Optional.empty();
  private long markedAt;
  private boolean damaged;
  private boolean marked;

  /** A commit that counts only with others that are still to come. */
  private record Received(Commit commit, long offset) {}

  Recovery(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
    this.history = repository.history();
  }

  static GoatException damaged(RepositoryPath path, String what) {
    return new GoatException.Corrupted(
        "The log of " + path + " contradicts itself: " + what + ".",
        "Nothing was changed. Run 'goat repair' on its folder, with a backup or a server.");
  }

  /** Part of the log could not be read: what follows may build on it, and is left out then. */
  void passDamage() {
    damaged = true;
    received.clear();
    together.clear();
    mark = Optional.empty();
  }

  /** Takes in the record that begins at an offset; behind damage, only what can be understood. */
  void apply(LogRecord record, long offset) {
    marked = false;
    try {
      marked = record.type() == LogRecord.Type.SYNCED && saysSafeTo(record) == offset;
      take(record, offset);
    } catch (GoatException.Corrupted wrong) {
      if (!damaged) {
        throw wrong;
      }
    }
  }

  private static long saysSafeTo(LogRecord mark) {
    return new CborReader(mark.payload()).integer();
  }

  private void take(LogRecord record, long offset) {
    switch (record.type()) {
      case ORIGIN, SYNCED -> {}
      case EPOCH -> {
        repository.epoch(LogWriter.epoch(record));
        repository.log().notes().epoch(repository.epoch(), offset);
      }
      case CONTEXT -> {
        history.contexts().read(record.payload());
        repository.log().notes().context(record.payload(), offset);
      }
      case ATOMIC -> {
        mark = Optional.of(AtomicMark.decode(record.payload(), context.limits().packCommits()));
        markedAt = offset;
      }
      case COMMIT -> own(decode(record), offset);
      case SEAL -> repository.sealer().restore(seal(record), offset);
      case RECEIVED -> received.add(new Received(decode(record), offset));
      case PACK -> receive(seal(record), offset);
      case CERTIFICATE -> {
        Certificate certificate = Certificate.decode(record.payload());
        repository.certificates().put(certificate);
        repository.log().notes().certificate(certificate.session(), offset);
      }
      case CONTROL -> repository.receipts().accept(Receipt.recall(record.payload()), offset);
      case REFUSAL -> {
        repository.refusals().remove(Refusal.decode(record.payload()));
        repository.log().notes().refusal(offset);
      }
    }
  }

  /**
   * Where commits begin whose seal, or rest, never came, because the write did not finish; nothing
   * where there are none.
   */
  Optional<Long> unfinished() {
    if (mark.isPresent()) {
      return Optional.of(markedAt);
    }
    return received.isEmpty() ? Optional.empty() : Optional.of(received.get(0).offset());
  }

  /** Whether the last record says that all before it, up to itself, is safe. */
  boolean endsMarked() {
    return marked;
  }

  /** The items that the records so far have changed; only a follower wants to know. */
  Set<String> touched() {
    return touched;
  }

  private Commit decode(LogRecord record) {
    return StoredCommit.decodeSharing(
        record.payload(), history.contexts(), context.organisation(), repository.path());
  }

  private StoredSeal seal(LogRecord record) {
    return StoredSeal.decode(record.payload(), context.organisation(), repository.path());
  }

  private void own(Commit commit, long offset) {
    if (mark.isEmpty()) {
      admitOwn(commit, offset);
      return;
    }
    together.add(new Received(commit, offset));
    if (together.size() == mark.get().size()) {
      List<Integer> numbers = new ArrayList<>();
      for (Received one : together) {
        int number = admitOwn(one.commit(), one.offset());
        if (number >= 0) {
          numbers.add(number);
        }
      }
      repository.units().add(mark.get().flags(), numbers);
      together.clear();
      mark = Optional.empty();
    }
  }

  private int admitOwn(Commit commit, long offset) {
    int number = admit(commit, offset);
    if (number >= 0) {
      repository.sealer().add(number, commit);
    }
    return number;
  }

  private void receive(StoredSeal seal, long offset) {
    if (seal.present() == received.size()) {
      List<Integer> numbers = new ArrayList<>();
      for (Received one : received) {
        int number = admit(one.commit(), one.offset());
        if (number >= 0) {
          numbers.add(number);
        }
      }
      history.sealed(numbers, offset, Optional.empty());
    } else if (!damaged) {
      throw damaged(repository.path(), "a seal does not fit the commits before it");
    }
    received.clear();
  }

  /** A follower may know its own commit before the log holds it. */
  private int admit(Commit commit, long offset) {
    if (context.settings().follows()) {
      touched.add(commit.header().item());
    }
    boolean roots = commit.header().parents().isEmpty();
    int known = context.settings().follows() ? history.find(commit.id()) : -1;
    if (known >= 0) {
      history.placed(known, offset);
      return known;
    }
    if (!roots && !repository.graph().isReady(commit)) {
      if (damaged) {
        return -1;
      }
      throw damaged(repository.path(), "a commit stands before its parents");
    }
    commit.identify(context.scratch());
    int number = history.recalled(commit);
    history.placed(number, offset);
    repository.receipts().admitted(number, commit.id());
    repository.graph().recalled(commit, number);
    return number;
  }
}
