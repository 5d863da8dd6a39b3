package dev.goatdb.core;

import dev.goatdb.core.commit.Announced;
import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.ControlRecord;
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
  private final Announced<Received> announced = new Announced<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private Optional<Salvage> salvage = Optional.empty();
  private boolean damaged;
  private boolean endsSynced;

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
    announced.passDamage();
  }

  /** Takes in the record that begins at an offset; behind damage, only what can be understood. */
  void apply(LogRecord record, long offset) {
    endsSynced = false;
    try {
      endsSynced = record.type() == LogRecord.Type.SYNCED && saysSafeTo(record) == offset;
      take(record, offset);
    } catch (GoatException.Corrupted wrong) {
      if (!damaged) {
        throw wrong;
      }
    }
  }

  private static long saysSafeTo(LogRecord synced) {
    return new CborReader(synced.payload()).integer();
  }

  private void take(LogRecord record, long offset) {
    boolean goesOn =
        record.type() == LogRecord.Type.COMMIT || record.type() == LogRecord.Type.CONTEXT;
    if (announced.isTorn() && !goesOn) {
      announced.end();
    }
    boolean ends = !goesOn && record.type() != LogRecord.Type.SYNCED;
    if (salvage.isPresent() && ends) {
      salvage = Optional.empty();
    }
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
      case ATOMIC ->
          announced.begin(
              AtomicMark.decode(record.payload(), context.limits().packCommits()), offset);
      case COMMIT -> {
        own(record, offset);
        if (salvage.isPresent()) {
          repository.graph().find(decode(record).id()).ifPresent(salvage.get()::found);
        }
      }
      case SEAL -> repository.sealer().restore(seal(record), offset);
      case RECEIVED -> received.add(new Received(decode(record), offset));
      case PACK -> receive(seal(record), offset);
      case CERTIFICATE -> {
        Certificate certificate = Certificate.decode(record.payload());
        repository.certificates().put(certificate);
        repository.log().notes().certificate(certificate.session(), offset);
      }
      case CONTROL -> repository.receipts().accept(ControlRecord.recall(record.payload()), offset);
      case REFUSAL -> {
        salvage = Optional.of(repository.refusals().recall(Refusal.decode(record.payload())));
        repository.log().notes().refusal(offset);
      }
    }
  }

  /**
   * Where commits begin whose seal, or rest, never came, because the write did not finish; nothing
   * where there are none.
   */
  Optional<Long> unfinished() {
    if (announced.isOpen()) {
      return Optional.of(announced.offset());
    }
    return received.isEmpty() ? Optional.empty() : Optional.of(received.get(0).offset());
  }

  /** What a refusal at the end of the log left to be made again, and the write did not finish. */
  void salvage() {
    if (salvage.isPresent() && !repository.log().isDamaged()) {
      salvage.get().make();
      repository.refusals().madeAgain();
    }
  }

  /** Whether the last record says that all before it, up to itself, is safe. */
  boolean endsMarked() {
    return endsSynced;
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

  private void own(LogRecord record, long offset) {
    if (!announced.isOpen()) {
      admitOwn(decode(record), offset);
      return;
    }
    try {
      announced.add(new Received(decode(record), offset));
    } catch (GoatException.Corrupted wrong) {
      announced.lose();
      admitAnnounced();
      throw wrong;
    }
    admitAnnounced();
  }

  /** Admits what was announced once it is read, unless some of it is missing. */
  private void admitAnnounced() {
    if (announced.isComplete()) {
      int flags = announced.mark().map(AtomicMark::flags).orElse(0);
      boolean whole = !announced.isTorn();
      List<Received> all = announced.end();
      if (whole && areReady(all)) {
        repository.units().add(flags, admitOwn(all));
      }
    }
  }

  private List<Integer> admitOwn(List<Received> own) {
    List<Integer> numbers = new ArrayList<>();
    for (Received one : own) {
      int number = admitOwn(one.commit(), one.offset());
      if (number >= 0) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  private int admitOwn(Commit own, long offset) {
    int number = admit(own, offset);
    if (number >= 0) {
      repository.sealer().add(number, own);
    }
    return number;
  }

  private void receive(StoredSeal seal, long offset) {
    if (seal.present() != received.size()) {
      if (!damaged) {
        throw damaged(repository.path(), "a seal does not fit the commits before it");
      }
    } else if (!seal.seal().isAtomic() || areReady(received)) {
      List<Integer> numbers = new ArrayList<>();
      for (Received one : received) {
        int number = admit(one.commit(), one.offset());
        if (number >= 0) {
          numbers.add(number);
        }
      }
      history.sealed(numbers, offset, Optional.empty());
    }
    received.clear();
  }

  /** Whether all that belong together can be admitted; without damage they must be. */
  private boolean areReady(List<Received> together) {
    boolean ready = true;
    for (Received one : together) {
      ready &= repository.graph().isReady(one.commit());
    }
    return ready || !damaged;
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
