package dev.goatdb.core;

import dev.goatdb.core.commit.ItemGraph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.merge.Unseen;
import dev.goatdb.core.value.ItemPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Commits that came in: their items show them, and edits are told of that met a deletion.
 *
 * <p>Such a pair is told of once, when the later one comes in, and to those whom it concerns: this
 * device made one of both, or one has just been made and has no receipt yet. What comes with its
 * receipt is history, of which its authors were told: a device that fetches a whole repository is
 * not flooded with old news.
 *
 * @param since the number from which on commits are new
 */
record Arrival(Context context, Repository repository, int since) {
  void show(Set<String> items) {
    items.forEach(this::show);
  }

  private void show(String item) {
    Document document = repository.items().resident(item);
    boolean waits = document != null && document.isDirty() && !document.shown().deleted();
    repository.items().refresh(item);
    Set<String> fields = new TreeSet<>();
    boolean local = false;
    if (waits && document != null && document.shown().deleted()) {
      fields.addAll(document.waiting());
      local = true;
    }
    for (Map.Entry<Node, Set<String>> edit : news(item).entrySet()) {
      fields.addAll(edit.getValue());
      local |= isOwn(edit.getKey());
    }
    if (!fields.isEmpty()) {
      ItemPath path = new ItemPath(repository.path(), item);
      context.outbox().add(new Notice.UnseenEdits(path, fields, local));
    }
  }

  /** The edits of which is told now, by their commits; only of items that are in memory. */
  private Map<Node, Set<String>> news(String item) {
    if (!repository.graph().isResident(item)) {
      return Map.of();
    }
    ItemGraph graph = repository.graph().item(item).orElseThrow();
    Unseen unseen = repository.items().showing().unseen(graph, since);
    Map<Node, Set<String>> news = new TreeMap<>(unseen.edits());
    news.keySet().removeIf(edit -> !isNews(edit, unseen.deletions()));
    return news;
  }

  private boolean isNews(Node edit, List<Node> deletions) {
    boolean met = isNew(edit);
    boolean concerns = isOwn(edit) || isFresh(edit);
    boolean deletedNow = true;
    for (Node deletion : deletions) {
      deletedNow &= isNew(deletion);
      concerns |= isOwn(deletion) || isFresh(deletion);
    }
    return concerns && (met || deletedNow);
  }

  private boolean isNew(Node node) {
    return node.number() >= since;
  }

  private boolean isFresh(Node node) {
    return isNew(node) && !node.isReceipted();
  }

  private boolean isOwn(Node node) {
    return node.header().session().equals(context.session());
  }
}
