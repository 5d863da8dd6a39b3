package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.LooseCommit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Receipt;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of a log into a repository; what was verified before it was written is not
 * verified again.
 */
final class Recovery {
  private final Context context;
  private final Repository repository;
  private final LooseCommit.Reader loose;
  private Pack.@Nullable Reading pack;
  private List<Node> inPack = new ArrayList<>();

  Recovery(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
    this.loose = new LooseCommit.Reader(context.organisation(), repository.path());
  }

  static GoatException damaged(RepositoryPath path, String what) {
    return new GoatException.Corrupted(
        "The log of " + path + " contradicts itself: " + what + ".",
        "Nothing was changed. Put back a copy of the file.");
  }

  /** Takes a record in; returns the commits that it admitted or took out. */
  List<Node> apply(LogRecord record) {
    return switch (record.type()) {
      case ORIGIN -> List.of();
      case COMMIT -> admit(loose.read(record.payload()));
      case SEAL -> {
        CborReader in = new CborReader(record.payload());
        hold(repository.sealer().restore(Seal.read(in, context.limits().packCommits())));
        yield List.of();
      }
      case PACK -> {
        pack = new Pack.Reading(CborReader.sharing(record.payload()));
        List<Node> admitted = inPack;
        while (isWithinPack()) {
          advance();
        }
        yield admitted;
      }
      case CERTIFICATE -> {
        Certificate certificate = Certificate.decode(record.payload());
        repository.certificates().put(certificate.session(), certificate);
        yield List.of();
      }
      case CONTROL -> {
        repository.receipts().accept(Receipt.recall(record.payload()));
        yield List.of();
      }
      case REFUSAL -> repository.refusals().remove(Refusal.decode(record.payload()));
    };
  }

  /** A follower may know its own commit before the log holds it. */
  private List<Node> admit(Commit commit) {
    Optional<Node> known = repository.graph().find(commit.id());
    if (known.isPresent()) {
      repository.sealer().add(known.get());
      return List.of();
    }
    requireParents(commit);
    Node node = repository.graph().admit(commit, null);
    repository.receipts().admitted(node);
    repository.sealer().add(node);
    return List.of(node);
  }

  /**
   * Begins to take in a record: all of it at once, but for a pack, whose commits come one by one.
   */
  void begin(LogRecord record) {
    if (record.type() == LogRecord.Type.PACK) {
      pack = new Pack.Reading(CborReader.sharing(record.payload()));
    } else {
      apply(record);
    }
  }

  /** Whether commits of a pack are still to be taken in. */
  boolean isWithinPack() {
    return pack != null;
  }

  /** Takes in the next commit of a pack. */
  void advance() {
    Pack.Reading reading = Objects.requireNonNull(pack);
    Commit commit = reading.next();
    if (commit == null) {
      Piece piece = reading.recalled();
      inPack.forEach(node -> node.seal(piece));
      repository.hold(inPack);
      inPack = new ArrayList<>();
      pack = null;
    } else if (!repository.graph().contains(commit.id())) {
      requireParents(commit);
      Node node = repository.graph().admit(commit, null);
      repository.receipts().admitted(node);
      inPack.add(node);
    }
  }

  /** Counts what a seal covers, but for what a refusal took out before. */
  private void hold(List<Node> sealed) {
    repository.hold(
        sealed.stream().filter(node -> repository.graph().contains(node.id())).toList());
  }

  private void requireParents(Commit commit) {
    if (!repository.graph().isReady(commit)) {
      throw damaged(repository.path(), "a commit stands before its parents");
    }
  }
}
