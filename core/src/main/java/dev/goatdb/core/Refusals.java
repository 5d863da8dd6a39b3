package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.ItemPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the authority refused of a repository, and what follows from a refusal; the oldest one is
 * forgotten when there are too many.
 */
final class Refusals {
  private final Context context;
  private final Repository repository;
  private final LinkedHashMap<CommitId, Refusal> byCommit = new LinkedHashMap<>();
  private long written;

  Refusals(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  Optional<Refusal> find(CommitId id) {
    return Optional.ofNullable(byCommit.get(id));
  }

  void add(Refusal refusal) {
    byCommit.put(refusal.commit(), refusal);
    if (byCommit.size() > context.limits().refusals()) {
      byCommit.remove(byCommit.keySet().iterator().next());
    }
  }

  /** A receipt proves that a commit was admitted after all. */
  void forgive(CommitId id) {
    byCommit.remove(id);
  }

  /**
   * Takes out a refused commit, what descends from it, and what belongs together with any of these;
   * returns what went.
   */
  List<Node> remove(Refusal refusal) {
    List<Node> removed = new ArrayList<>();
    add(refusal);
    ArrayDeque<CommitId> queue = new ArrayDeque<>(List.of(refusal.commit()));
    while (!queue.isEmpty()) {
      CommitId gone = queue.remove();
      repository.graph().forget(gone);
      for (Node node : repository.graph().remove(gone)) {
        repository.graph().forget(node.id());
        removed.add(node);
        add(new Refusal(node.id(), refusal.code(), refusal.reason()));
        for (int mate : repository.units().of(node.number())) {
          if (!repository.history().taken().contains(mate)) {
            queue.add(repository.history().id(mate));
          }
        }
      }
    }
    return removed;
  }

  /**
   * The authority refused a commit: it leaves the item, with what came after it, and is reported.
   */
  void refuse(Refusal refusal) {
    List<Node> removed = remove(refusal);
    if (!removed.isEmpty()) {
      long offset = repository.log().append(LogRecord.Type.REFUSAL, refusal.encode());
      repository.log().notes().refusal(offset);
      written = repository.log().length();
      report(removed, refusal);
    }
  }

  /** Whether no crash can bring back what was taken out. */
  boolean areSafe() {
    return repository.log().isSafe(written);
  }

  /** Tells what a refusal took out, when the items show it. */
  void report(List<Node> removed, Refusal refusal) {
    Set<String> items = new LinkedHashSet<>();
    removed.forEach(node -> items.add(node.header().item()));
    items.forEach(repository.items()::refresh);
    for (Node node : removed) {
      if (node.commit().operations().isEmpty()) {
        continue;
      }
      context
          .outbox()
          .add(
              new Notice.Refused(
                  new ItemPath(repository.path(), node.header().item()),
                  new Refusal(node.id(), refusal.code(), refusal.reason()),
                  node.header().schema(),
                  repository.items().showing().authored(node)));
    }
    context.outbox().add(new Notice.Progress(repository.path()));
  }
}
