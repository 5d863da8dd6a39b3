package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the authority refused of a repository, and what follows from a refusal; the oldest one is
 * forgotten when there are too many.
 */
final class Refusals {
  private final Context context;
  private final Repository repository;
  private final LinkedHashMap<CommitId, Refusal> byCommit = new LinkedHashMap<>();
  private final Map<CommitId, SessionId> authors = new HashMap<>();
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
      forgive(byCommit.keySet().iterator().next());
    }
  }

  /** The authority refuses what a session made, who alone is told why. */
  void add(Refusal refusal, SessionId author) {
    add(refusal);
    authors.put(refusal.commit(), author);
  }

  /**
   * What follows from the refusal of a commit for one that builds on it.
   *
   * @param author who made the other one, and is told why the first one was refused if it was
   *     theirs
   */
  Optional<Refusal> above(CommitId parent, SessionId author) {
    Refusal known = byCommit.get(parent);
    if (known == null) {
      return Optional.empty();
    }
    boolean own = author.equals(authors.get(parent));
    String text = "It builds on a refused commit.";
    return Optional.of(
        new Refusal(
            parent,
            known.code(),
            own ? text + " " + known.reason() : text,
            own ? known.rule() : "",
            known.policy()));
  }

  /** A refusal on its way to whoever offered the commit. */
  static Message told(int channel, Refusal refusal) {
    return new Message.Refuse(
        channel,
        refusal.commit(),
        refusal.code(),
        refusal.reason(),
        refusal.rule(),
        refusal.policy());
  }

  /** The authority refused a commit; what has a receipt stands. */
  void hear(Message.Refuse told) {
    if (repository.graph().find(told.commit()).filter(node -> !node.isReceipted()).isPresent()) {
      refuse(new Refusal(told.commit(), told.code(), told.reason(), told.rule(), told.policy()));
    }
  }

  /** A receipt proves that a commit was admitted after all. */
  void forgive(CommitId id) {
    byCommit.remove(id);
    authors.remove(id);
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
        add(refusal.of(node.id()));
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
   * The authority refused a commit: it leaves the item, with what came after it, of which some is
   * made again; what is lost is reported.
   */
  void refuse(Refusal refusal) {
    List<Node> removed = remove(refusal);
    if (!removed.isEmpty()) {
      long offset = repository.log().append(LogRecord.Type.REFUSAL, refusal.encode());
      repository.log().notes().refusal(offset);
      settle(removed, refusal);
      written = repository.log().length();
    }
  }

  /** The keeper of the log that this engine follows wrote down a refusal. */
  void follow(Refusal refusal) {
    List<Node> removed = remove(refusal);
    if (!removed.isEmpty()) {
      settle(removed, refusal);
    }
  }

  /** A refusal stands in the log; what is to be made again stands behind it, or was never made. */
  Salvage recall(Refusal refusal) {
    return new Salvage(context, repository, remove(refusal), refusal);
  }

  /** What was made again for a refusal in the log is written, and not safe yet. */
  void madeAgain() {
    written = repository.log().length();
  }

  /** Whether no crash can bring back what was taken out. */
  boolean areSafe() {
    return repository.log().isSafe(written);
  }

  /** Makes again what is not lost, shows the items, and tells what is lost. */
  private void settle(List<Node> removed, Refusal refusal) {
    Salvage salvage = new Salvage(context, repository, removed, refusal);
    salvage.make();
    Map<String, Node> last = new LinkedHashMap<>();
    salvage.lost().keySet().forEach(node -> last.put(node.header().item(), node));
    Set<Node> ends = new HashSet<>(last.values());
    List<Notice> losses = new ArrayList<>();
    salvage
        .lost()
        .forEach((node, fields) -> {
          String item = node.header().item();
          boolean over = ends.contains(node) && repository.graph().item(item).isEmpty();
          losses.add(loss(node, refusal, fields, over));
        });
    Set<String> items = new LinkedHashSet<>();
    removed.forEach(node -> items.add(node.header().item()));
    items.forEach(repository.items()::refresh);
    losses.forEach(context.outbox()::add);
    context.outbox().add(new Notice.Progress(repository.path()));
  }

  /**
   * What is lost of a commit.
   *
   * @param over whether nothing remains of the item: then the edits that wait are lost with it
   */
  private Notice loss(Node node, Refusal refusal, Set<String> fields, boolean over) {
    String item = node.header().item();
    Set<String> all = new TreeSet<>(fields);
    ItemState authored = repository.items().showing().authored(node);
    Document document = over ? repository.items().resident(item) : null;
    if (document != null && document.isDirty()) {
      all.addAll(document.waiting());
      authored = document.settled();
      repository.items().gathering().drop(item);
    }
    return new Notice.Refused(
        new ItemPath(repository.path(), item),
        refusal.of(node.id()),
        node.header().schema(),
        all,
        authored);
  }
}
