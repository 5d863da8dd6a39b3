package dev.goatdb.core;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Control;
import dev.goatdb.core.session.ControlRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the control records of a repository, one after another, where this is the authority.
 *
 * <p>A receipt is written right behind the commits it covers and made safe together with them; only
 * then it is shown to anybody. So no crash can make the authority sign two different records under
 * one number.
 */
final class Issuer {
  private final Context context;
  private final Repository repository;
  private final Receipts receipts;

  /** What is to be said, in the order in which it came to be true. */
  private final ArrayDeque<Due> queue = new ArrayDeque<>();

  private final Octets chain;
  private boolean busy;
  private long awaited = -1;
  private Runnable publish = () -> {};

  /** Something the authority owes a record. */
  private sealed interface Due {
    /** Commits that are owed a receipt, and how many belong together with each. */
    record Commits(Map<Node, Integer> nodes) implements Due {}

    record Revoked(SessionId session) implements Due {}

    record Lost(List<CommitId> commits) implements Due {}
  }

  Issuer(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
    this.receipts = repository.receipts();
    this.chain = context.randomness().octets(ChainHead.CHAIN_BYTES);
  }

  /** Whether a record is being made or owed. */
  boolean isBusy() {
    return busy || !queue.isEmpty();
  }

  /** The log is read: commits that were sealed and never got a receipt are owed one. */
  void recovered() {
    if (!context.settings().authority()) {
      return;
    }
    List<Node> sealed = new ArrayList<>();
    for (int number : repository.history().unreceipted().all()) {
      if (repository.history().isSealed(number)) {
        sealed.add(repository.graph().node(number));
      }
    }
    admitted(sealed);
    context.revocations().all().forEach(this::revoke);
  }

  /** Sealed commits were admitted: the authority owes them a receipt. */
  void admitted(List<Node> nodes) {
    if (context.settings().authority()) {
      for (Node node : nodes) {
        if (!node.isReceipted()) {
          last().nodes().put(node, repository.units().of(node.number()).size());
        }
      }
      issue();
    }
  }

  private Due.Commits last() {
    if (queue.peekLast() instanceof Due.Commits commits) {
      return commits;
    }
    Due.Commits begun = new Due.Commits(new LinkedHashMap<>());
    queue.add(begun);
    return begun;
  }

  /**
   * What was admitted of a session so far gets its receipts, and then nothing more: a repository
   * that knows the session says so, once.
   */
  void revoke(SessionId session) {
    Due due = new Due.Revoked(session);
    boolean concerned =
        repository.path().equals(Sessions.HOME)
            || repository.certificates().find(session).isPresent();
    if (concerned && !receipts.isRevoked(session) && !queue.contains(due)) {
      queue.add(due);
      issue();
    }
  }

  /** The authority goes on without commits that have a receipt and are not here. */
  void giveUp(List<CommitId> lost) {
    int most = context.limits().packCommits();
    for (int from = 0; from < lost.size(); from += most) {
      queue.add(new Due.Lost(lost.subList(from, Math.min(from + most, lost.size()))));
    }
    issue();
  }

  private void issue() {
    while (queue.peek() instanceof Due.Commits commits && commits.nodes().isEmpty()) {
      queue.remove();
    }
    if (busy || queue.isEmpty() || repository.log().isDamaged()) {
      return;
    }
    busy = true;
    ChainHead position = receipts.chains().position(chain);
    ControlRecord draft =
        new ControlRecord(
            context.organisation(),
            repository.path(),
            chain,
            position.next(),
            position.hash(),
            position.next() == 0 ? receipts.chains().heads() : List.of(),
            context.wallMillis(),
            content(),
            Octets.EMPTY);
    context
        .outbox()
        .sign(KeyUse.AUTHORITY, draft.message(), signature -> write(draft.signed(signature)));
  }

  private Control content() {
    return switch (queue.element()) {
      case Due.Commits commits ->
          new Control.Receipt(
              MerkleTree.of(oldest(commits.nodes(), context.limits().packCommits())));
      case Due.Revoked revoked -> {
        queue.remove();
        yield new Control.Revocation(revoked.session());
      }
      case Due.Lost lost -> {
        queue.remove();
        List<Octets> ids = new ArrayList<>();
        lost.commits().forEach(id -> ids.add(id.hash()));
        yield new Control.Loss(MerkleTree.of(ids));
      }
    };
  }

  /** Takes the ids of so many commits, of those that belong together all or none. */
  private static List<Octets> oldest(Map<Node, Integer> nodes, int most) {
    List<Octets> ids = new ArrayList<>();
    Iterator<Map.Entry<Node, Integer>> next = nodes.entrySet().iterator();
    int left = 0;
    while (next.hasNext()) {
      Map.Entry<Node, Integer> owed = next.next();
      left = left > 0 ? left : owed.getValue();
      if (ids.size() + left > most) {
        break;
      }
      ids.add(owed.getKey().id().hash());
      left--;
      next.remove();
    }
    return ids;
  }

  private void write(ControlRecord record) {
    if (repository.log().isDamaged()) {
      return;
    }
    long offset = repository.log().append(LogRecord.Type.CONTROL, record.encode());
    publish =
        () -> {
          List<ChainHead> before = receipts.chains().heads();
          receipts.accept(record, offset);
          repository.restoration().proceed();
          repository.links().forEach(link -> link.announce(record, before));
          context.outbox().add(new Notice.Progress(repository.path()));
        };
    awaited = repository.log().sync();
  }

  /** More of the log is safe now. */
  void synced() {
    if (awaited >= 0 && repository.log().isSafe(awaited)) {
      awaited = -1;
      busy = false;
      publish.run();
      issue();
    }
  }
}
