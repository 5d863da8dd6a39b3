package dev.goatdb.core;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.LooseCommit;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Certificate;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
      from.commitAll();
      engine.expect(from.path());
      new Succession(engine, from.path()).takeOver(from);
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
    LogCursor cursor = LogCursor.ofTail(repository.path().toString(), bytes);
    long start = repository.log().length();
    List<Node> touched = new ArrayList<>();
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      if (record.type() == LogRecord.Type.REFUSAL) {
        Refusal refusal = Refusal.decode(record.payload());
        repository.refusals().report(repository.refusals().remove(refusal), refusal);
      } else {
        touched.addAll(recovery.apply(record));
      }
      if (record.type() == LogRecord.Type.COMMIT) {
        logged(record, start + cursor.position());
      }
    }
    repository.log().startAt(start + cursor.position());
    refresh(touched);
  }

  private void logged(LogRecord record, long position) {
    Commit commit = LooseCommit.decode(record.payload(), context.organisation(), repository.path());
    repository.document(commit.header().item()).ifPresent(item -> item.loggedAt(position));
  }

  private void accept(byte[] bytes) {
    LogCursor cursor = LogCursor.ofTail(repository.path().toString(), bytes);
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      switch (record.type()) {
        case COMMIT ->
            accept(LooseCommit.decode(record.payload(), context.organisation(), repository.path()));
        case PACK -> accept(Pack.decode(record.payload()));
        case CERTIFICATE -> repository.addCertificate(Certificate.decode(record.payload()));
        case ORIGIN, SEAL, CONTROL, REFUSAL -> {}
      }
    }
  }

  private void takeOver(Repository earlier) {
    if (repository.isProvisional()) {
      // What an open repository held is in its log; nothing is written to one that is not read.
      earlier.takeEdits(repository);
      return;
    }
    earlier.certificates().values().forEach(repository::addCertificate);
    List<Node> nodes =
        earlier.graph().nodes().stream()
            .filter(node -> !repository.graph().contains(node.id()))
            .toList();
    boolean drafts =
        nodes.stream().anyMatch(node -> !node.header().organisation().isKnown())
            && context.organisation().isKnown();
    if (drafts) {
      Adoption.adopt(context, nodes.stream().map(Node::commit).toList()).forEach(this::accept);
    } else {
      for (Node node : nodes) {
        if (node.isSealed() && !node.header().session().equals(context.session())) {
          Pack.of(List.of(node)).forEach(this::accept);
        } else {
          accept(node.commit());
        }
      }
    }
    earlier.takeEdits(repository);
  }

  /** An own commit, to be logged and sealed here. */
  private void accept(Commit commit) {
    if (isWelcome(commit)) {
      Node node = repository.graph().admit(commit, null);
      repository.take(node);
      refresh(List.of(node));
    }
  }

  private void accept(Pack pack) {
    List<Node> admitted = new ArrayList<>();
    for (Commit commit : pack.commits()) {
      if (isWelcome(commit)) {
        admitted.add(repository.graph().admit(commit, pack.piece()));
      }
    }
    if (!admitted.isEmpty()) {
      repository.integrate(admitted, null);
    }
  }

  /** What builds on a refused commit went with it, and whoever made it was told so. */
  private boolean isWelcome(Commit commit) {
    return !repository.graph().contains(commit.id())
        && repository.refusals().find(commit.id()).isEmpty()
        && repository.graph().missing(commit).isEmpty();
  }

  private void refresh(List<Node> touched) {
    Set<String> items = new LinkedHashSet<>();
    touched.forEach(node -> items.add(node.header().item()));
    items.forEach(repository::refresh);
    context.outbox().add(new Notice.Progress(repository.path()));
  }
}
