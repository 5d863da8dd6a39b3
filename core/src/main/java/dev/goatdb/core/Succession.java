package dev.goatdb.core;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What passes between the engines that share one replica: from followers to the keeper of its log,
 * from the keeper to followers, and from an engine to the one that replaces it.
 *
 * <p>All of them belong to one user on one device, so what one has verified the others trust.
 */
public final class Succession {
  private final Context context;
  private final Repository repository;

  private Succession(Engine engine, RepositoryPath path) {
    this.context = engine.context();
    this.repository = engine.repositories().get(path);
  }

  /**
   * An engine takes over from one of the same replica whose place it takes: commits that the logs
   * opened here do not hold, and edits that wait.
   */
  public static void succeed(Engine engine, Engine earlier) {
    for (Repository from : earlier.repositories().all()) {
      from.items().gathering().commitAll();
      engine.expect(from.path());
      new Succession(engine, from.path()).takeOver(from);
      engine.repositories().get(from.path()).presence().takeOver(from.presence());
    }
  }

  /** The keeper takes in what a follower offered to its log. */
  public static void offered(Engine keeper, RepositoryPath path, byte[] records) {
    new Succession(keeper, path).accept(records);
  }

  /** A follower takes in what the keeper appended to the log. */
  public static void followed(Engine follower, RepositoryPath path, byte[] records) {
    new Succession(follower, path).follow(records);
  }

  private void follow(byte[] bytes) {
    Recovery recovery = new Recovery(context, repository);
    int known = repository.history().count();
    LogCursor cursor = LogCursor.ofTail(bytes);
    long start = repository.log().length();
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      long offset = start + cursor.start();
      if (record.type() == LogRecord.Type.REFUSAL) {
        repository.refusals().follow(Refusal.decode(record.payload()));
      } else {
        recovery.apply(record, offset);
      }
      if (record.type() == LogRecord.Type.COMMIT) {
        repository
            .items()
            .document(StoredCommit.item(record.payload()))
            .ifPresent(item -> item.loggedAt(start + cursor.position()));
      }
    }
    repository.log().startAt(start + cursor.position());
    show(recovery.touched(), known);
  }

  private void accept(byte[] bytes) {
    LogCursor cursor = LogCursor.ofTail(bytes);
    Contexts contexts = new Contexts();
    Optional<AtomicMark> mark = Optional.empty();
    List<Commit> together = new ArrayList<>();
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      switch (record.type()) {
        case CONTEXT -> contexts.read(record.payload());
        case ATOMIC ->
            mark = Optional.of(AtomicMark.decode(record.payload(), context.limits().packCommits()));
        case COMMIT -> {
          together.add(
              StoredCommit.decode(
                  record.payload(), contexts, context.organisation(), repository.path()));
          if (together.size() == mark.map(AtomicMark::size).orElse(1)) {
            accept(together, mark);
            together.clear();
            mark = Optional.empty();
          }
        }
        case CERTIFICATE -> repository.addCertificate(Certificate.decode(record.payload()));
        case ORIGIN, SEAL, RECEIVED, PACK, CONTROL, REFUSAL, EPOCH, SYNCED -> {}
      }
    }
  }

  private void takeOver(Repository earlier) {
    if (repository.isProvisional()) {
      // What an open repository held is in its log; nothing is written to one that is not read.
      earlier.items().gathering().takeOver(repository.items().gathering());
      return;
    }
    earlier.certificates().all().forEach(repository::addCertificate);
    List<Draft> drafts = new ArrayList<>();
    boolean nameless = false;
    for (int number = 0; number < earlier.history().count(); number++) {
      boolean taken = earlier.history().taken().contains(number);
      if (!taken && !repository.graph().contains(earlier.history().id(number))) {
        Node node = earlier.graph().node(number);
        boolean kept =
            node.isSealed()
                && (node.piece().seal().isAtomic()
                    || !node.header().session().equals(context.session()));
        drafts.add(
            new Draft(
                node.commit(),
                earlier.units().mark(number),
                kept ? Optional.of(node.piece()) : Optional.empty()));
        nameless |= !node.header().organisation().isKnown();
      }
    }
    boolean adopted = nameless && context.organisation().isKnown();
    acceptAll(adopted ? Adoption.adopt(context, drafts) : drafts);
    earlier.items().gathering().takeOver(repository.items().gathering());
  }

  private void acceptAll(List<Draft> drafts) {
    for (int i = 0; i < drafts.size(); ) {
      Draft first = drafts.get(i);
      Optional<Piece> piece = first.piece();
      int size = first.mark().map(AtomicMark::size).orElse(1);
      if (piece.isPresent() && piece.get().seal().isAtomic()) {
        size = piece.get().tree().present().size();
      }
      List<Commit> commits = new ArrayList<>();
      drafts
          .subList(i, Math.min(i + size, drafts.size()))
          .forEach(one -> commits.add(one.commit()));
      i += commits.size();
      if (piece.isPresent()) {
        accept(new Pack(piece.get(), commits));
      } else {
        accept(commits, first.mark());
      }
    }
  }

  /** Own commits, to be logged and sealed here: one, or those that belong together. */
  private void accept(List<Commit> commits, Optional<AtomicMark> mark) {
    if (!areWelcome(commits)) {
      return;
    }
    List<Node> nodes = new ArrayList<>();
    commits.forEach(commit -> nodes.add(admit(commit, null)));
    if (mark.isPresent()) {
      repository.admission().take(nodes, mark.get().flags());
    } else {
      nodes.forEach(repository.admission()::take);
    }
    Set<String> items = new LinkedHashSet<>();
    nodes.forEach(node -> items.add(node.header().item()));
    show(items, nodes.get(0).number());
  }

  private void accept(Pack pack) {
    if (areWelcome(pack.commits())) {
      List<Node> admitted = new ArrayList<>();
      pack.commits().forEach(commit -> admitted.add(admit(commit, pack.piece())));
      repository.admission().integrate(admitted, null);
    }
  }

  private Node admit(Commit commit, @Nullable Piece piece) {
    Node node = repository.graph().admit(commit, piece);
    repository.receipts().admitted(node.number(), node.id());
    return node;
  }

  private boolean areWelcome(List<Commit> commits) {
    for (Commit commit : commits) {
      if (!isWelcome(commit)) {
        return false;
      }
    }
    return true;
  }

  /** What builds on a refused commit went with it, and whoever made it was told so. */
  private boolean isWelcome(Commit commit) {
    return !repository.graph().contains(commit.id())
        && repository.refusals().find(commit.id()).isEmpty()
        && repository.graph().missing(commit).isEmpty();
  }

  private void show(Set<String> items, int since) {
    new Arrival(context, repository, since).show(items);
    context.outbox().add(new Notice.Progress(repository.path()));
  }
}
