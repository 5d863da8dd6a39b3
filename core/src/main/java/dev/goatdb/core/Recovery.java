package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.LooseCommit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.Effect;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogFile;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Receipt;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a log back into a repository; what was verified before it was written is not verified
 * again.
 */
final class Recovery {
  private final Context context;
  private final Repository repository;

  private Recovery(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  /**
   * Opens a repository on the bytes of its log, which may be empty, and cuts off a torn end.
   *
   * <p>Throws {@code Corrupted} for damage before the end and {@code Incompatible} for a log of
   * another organisation.
   */
  static Repository open(Context context, RepositoryPath path, byte[] bytes) {
    LogFile file = LogFile.read(path.toString(), bytes);
    if (file.records().isEmpty()) {
      Octets beginning = LogWriter.beginning(context, path);
      context.outbox().add(new Effect.Replace(path.toString(), beginning));
      return new Repository(context, path, beginning.size());
    }
    OrganisationId owner = LogWriter.organisation(file.records().get(0));
    if (!owner.isKnown() && context.organisation().isKnown()) {
      return Adoption.of(context, path, file.records());
    }
    if (!owner.equals(context.organisation())) {
      throw new GoatException.Incompatible(
          "The repository "
              + path
              + " belongs to the organisation "
              + owner
              + ", not to "
              + context.organisation()
              + ".",
          "Open it with the folder it came from, or import its items.");
    }
    if (file.length() < bytes.length) {
      context.outbox().add(new Effect.Truncate(path.toString(), file.length()));
    }
    Repository repository = new Repository(context, path, file.length());
    Recovery recovery = new Recovery(context, repository);
    file.records().forEach(recovery::apply);
    recovery.finish();
    return repository;
  }

  static GoatException damaged(RepositoryPath path, String what) {
    return new GoatException.Corrupted(
        "The log of " + path + " contradicts itself: " + what + ".",
        "Nothing was changed. Put back a copy of the file.");
  }

  private void apply(LogRecord record) {
    Octets payload = record.payload();
    switch (record.type()) {
      case ORIGIN -> {}
      case COMMIT -> {
        Commit commit = LooseCommit.decode(payload, context.organisation(), repository.path());
        requireParents(commit);
        Node node = repository.graph().admit(commit, null);
        repository.receipts().admitted(node);
        repository.sealer().add(node);
      }
      case SEAL -> {
        CborReader in = new CborReader(payload.array());
        hold(repository.sealer().restore(Seal.read(in, context.limits().packCommits())));
      }
      case PACK -> admit(Pack.decode(payload));
      case CERTIFICATE -> {
        Certificate certificate = Certificate.decode(payload);
        repository.certificates().put(certificate.session(), certificate);
      }
      case CONTROL -> repository.receipts().accept(Receipt.decode(payload));
      case REFUSAL -> repository.remove(Refusal.decode(payload));
    }
  }

  private void admit(Pack pack) {
    for (Commit commit : pack.commits()) {
      if (!repository.graph().contains(commit.id())) {
        requireParents(commit);
        Node node = repository.graph().admit(commit, pack.piece());
        repository.receipts().admitted(node);
        repository.hold(List.of(node));
      }
    }
  }

  /** Counts what a seal covers, but for what a refusal took out before. */
  private void hold(List<Node> sealed) {
    repository.hold(
        sealed.stream().filter(node -> repository.graph().contains(node.id())).toList());
  }

  private void requireParents(Commit commit) {
    if (!repository.graph().missing(commit).isEmpty()) {
      throw damaged(repository.path(), "a commit stands before its parents");
    }
  }

  private void finish() {
    List<Node> sealed = new ArrayList<>();
    repository.graph().nodes().stream().filter(Node::isSealed).forEach(sealed::add);
    repository.receipts().announced(sealed);
    repository.sealer().seal();
  }
}
