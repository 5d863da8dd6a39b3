package dev.goatdb;

import dev.goatdb.core.Notice;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Edits that are not shown in the end, and who wants to know: refused, or of a deleted item. */
final class Losses {
  private final List<Consumer<RefusedEdit>> refusalWatchers = new CopyOnWriteArrayList<>();
  private final List<Consumer<UnseenEdits>> unseenWatchers = new CopyOnWriteArrayList<>();
  private final List<RefusedEdit> refusals = new CopyOnWriteArrayList<>();
  private final Map<String, RefusedEdit> last = new ConcurrentHashMap<>();
  private final Schemas schemas;
  private final Executor executor;

  /**
   * @param executor runs the listeners
   */
  Losses(Schemas schemas, Executor executor) {
    this.schemas = schemas;
    this.executor = executor;
  }

  /** What was refused since the database was opened, oldest first. */
  List<RefusedEdit> refused() {
    return List.copyOf(refusals);
  }

  /** How many that are. */
  int count() {
    return refusals.size();
  }

  /** How many of a repository. */
  int count(RepositoryPath repository) {
    String prefix = repository + "/";
    return (int) refusals.stream().filter(edit -> edit.path().startsWith(prefix)).count();
  }

  Subscription onRefused(Consumer<RefusedEdit> listener) {
    return add(refusalWatchers, listener);
  }

  Subscription onUnseen(Consumer<UnseenEdits> listener) {
    return add(unseenWatchers, listener);
  }

  private static <T> Subscription add(List<Consumer<T>> watchers, Consumer<T> listener) {
    watchers.add(listener);
    return () -> watchers.remove(listener);
  }

  void refused(Notice.Refused refused) {
    RefusedEdit edit =
        new RefusedEdit(
            refused.item().toString(),
            refused.refusal().commit().hash().hex(),
            refused.refusal().code(),
            refused.refusal().reason(),
            Optional.of(refused.refusal().rule()).filter(rule -> !rule.isEmpty()),
            refused.fields(),
            values(refused));
    refusals.add(edit);
    last.put(edit.path(), edit);
    tell(refusalWatchers, edit);
  }

  /** Why the last edit of an item that was made here was refused, where it was. */
  Optional<RefusedEdit> of(String item) {
    return Optional.ofNullable(last.get(item));
  }

  /** What was refused of an item counts until the item is edited here again. */
  void changed(Notice.Changed changed) {
    if (changed.local() && !last.isEmpty()) {
      last.remove(changed.item().toString());
    }
  }

  /** Whether anybody wants to know of edits of deleted items. */
  boolean isUnseenWatched() {
    return !unseenWatchers.isEmpty();
  }

  void unseen(UnseenEdits edits) {
    tell(unseenWatchers, edits);
  }

  private <T> void tell(List<Consumer<T>> watchers, T news) {
    watchers.forEach(watcher -> executor.execute(() -> watcher.accept(news)));
  }

  /** What its author had made of the item, so that nothing is lost with a refusal. */
  private Map<String, Object> values(Notice.Refused refused) {
    return schemas
        .find(refused.schema())
        .map(schema ->
            new Snapshot(
                    refused.item().repository(), refused.item().item(), schema, refused.authored())
                .values())
        .orElse(Map.of());
  }
}
