package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Notice;
import dev.goatdb.core.Scan;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.jvm.Host;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the application looks at: the published states of items, read without a lock, and the
 * listeners and queries that follow them.
 */
final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final Generations<String, Known> known;
  private final Map<ItemPath, List<Consumer<ItemChange>>> watchers = new ConcurrentHashMap<>();
  private final Map<RepositoryPath, Presence> presences = new ConcurrentHashMap<>();
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private final Losses losses;
  private final Schemas schemas;
  private final Executor executor;
  private @Nullable Host host;
  private Optional<Upgrader> upgrader = Optional.empty();

  /**
   * @param mostStates about how many states are kept that nobody listens to
   */
  Shelf(Schemas schemas, Executor executor, int mostStates) {
    this.known = new Generations<>(mostStates / 2);
    this.schemas = schemas;
    this.executor = executor;
    this.losses = new Losses(schemas, executor);
  }

  /** Ends the construction: the host needs the shelf to tell it what happens. */
  void serve(Host by) {
    host = by;
  }

  /** Upgrades by code run here. */
  void upgradedBy(Upgrader by) {
    upgrader = Optional.of(by);
  }

  /** What is wrong with what an item shows, in words by field. */
  Map<String, String> problems(ItemPath path) {
    return ask(
        path.repository(),
        engine -> {
          Map<String, String> problems = new TreeMap<>(engine.inspect(path).problems());
          upgrader.ifPresent(one -> problems.putAll(one.problems(path)));
          return problems;
        });
  }

  Host host() {
    return Objects.requireNonNull(host, "the database is open");
  }

  /** An item and the state of it that was published last. */
  private record Known(Item item, ItemState state) {}

  ItemState state(String path) {
    Known published = known.get(path);
    return published != null ? published.state() : load(path).orElseThrow(() -> gone(path)).state();
  }

  /** Publishes an item from the engine; nothing where it never existed. */
  private Optional<Known> load(String text) {
    ItemPath path = ItemPath.parse(text);
    return ask(
        path.repository(),
        engine ->
            engine
                .look(path)
                .map(shown -> {
                  Item item = new Item(this, path, text, schemas.require(shown.schema()));
                  Known loaded = new Known(item, shown.state());
                  if (!engine.atomic().isOpen()) {
                    known.put(text, loaded);
                  }
                  return loaded;
                }));
  }

  <T> T ask(RepositoryPath repository, Function<Engine, T> question) {
    return host().look(repository, question);
  }

  /** The same without waiting for others; nothing where that would be needed. */
  <T> Optional<T> tryAsk(RepositoryPath repository, Function<Engine, T> question) {
    return host().tryLook(repository, question);
  }

  /** What is not finished yet is not published: who looks then has to ask, and waits. */
  void change(ItemPath path, Consumer<Engine> action) {
    host()
        .edit(
            path.repository(),
            engine -> {
              action.accept(engine);
              if (engine.atomic().isOpen()) {
                known.take(path.toString());
              }
            });
  }

  /** The item at a path, where it exists, deleted or not. */
  Optional<Item> find(String path) {
    Known published = known.get(path);
    return published != null ? Optional.of(published.item()) : load(path).map(Known::item);
  }

  Optional<Snapshot> snapshot(Engine engine, ItemPath path) {
    return engine
        .look(path)
        .flatMap(shown ->
            schemas
                .find(shown.schema())
                .map(
                    schema -> new Snapshot(path.repository(), path.item(), schema, shown.state())));
  }

  /** An item that a pass over its repository has seen; nothing where its schema is unknown. */
  Optional<Snapshot> snapshot(RepositoryPath repository, Scan.Seen seen) {
    return schemas
        .find(seen.schema())
        .map(schema -> new Snapshot(repository, seen.item(), schema, seen.state()));
  }

  Item item(Snapshot snapshot) {
    return new Item(this, snapshot.itemPath(), snapshot.path(), snapshot.schema());
  }

  Subscription watch(ItemPath path, Consumer<ItemChange> listener) {
    state(path.toString());
    watchers.compute(
        path,
        (name, all) -> {
          List<Consumer<ItemChange>> list = all == null ? new CopyOnWriteArrayList<>() : all;
          list.add(listener);
          return list;
        });
    return () ->
        watchers.computeIfPresent(
            path,
            (name, all) -> {
              all.remove(listener);
              return all.isEmpty() ? null : all;
            });
  }

  private boolean isQueried(RepositoryPath repository) {
    return !queries.isEmpty() && queries.stream().anyMatch(q -> q.repository().equals(repository));
  }

  /** Whether a query, a listener or a presence follows a repository. */
  boolean isWatched(RepositoryPath repository) {
    return isQueried(repository)
        || presences.containsKey(repository)
        || watchers.keySet().stream().anyMatch(path -> path.repository().equals(repository));
  }

  /** Who else follows a repository. */
  Presence presence(RepositoryPath path) {
    return presences.computeIfAbsent(path, name -> new Presence(host(), path, executor));
  }

  /** Edits that are not shown in the end. */
  Losses losses() {
    return losses;
  }

  void follow(Query query) {
    queries.add(query);
  }

  void unfollow(Query query) {
    queries.remove(query);
  }

  /**
   * Hears the notices of a call, under the lock of the host; what applications do about them runs
   * elsewhere. All that changed is taken away before any of it is published anew, so that nobody
   * sees a part of it.
   */
  void hear(List<Notice> notices) {
    Map<String, Known> before = new HashMap<>();
    for (Notice notice : notices) {
      if (notice instanceof Notice.Changed changed) {
        losses.changed(changed);
        Known earlier = known.take(changed.item().toString());
        if (earlier != null) {
          before.putIfAbsent(changed.item().toString(), earlier);
        }
      }
    }
    notices.forEach(notice -> hear(notice, before));
  }

  private void hear(Notice notice, Map<String, Known> before) {
    switch (notice) {
      case Notice.Changed changed -> changed(changed, before);
      case Notice.Refused refused -> losses.refused(refused);
      case Notice.UnseenEdits unseen -> tell(unseen);
      case Notice.Present present -> presences.values().forEach(one -> one.hear(present));
      case Notice.Progress progress -> {}
      case Notice.Joined joined -> {}
      case Notice.Connected connected -> {}
      case Notice.Disconnected disconnected -> {}
      case Notice.Rejected rejected -> {}
      case Notice.Restoring restoring -> LOG.warn("{}", Restoration.of(restoring.report()));
      case Notice.Warning warning -> {}
    }
  }

  private void tell(Notice.UnseenEdits unseen) {
    if (losses.isUnseenWatched()) {
      host()
          .read(engine -> snapshot(engine, unseen.item()))
          .map(shown -> new UnseenEdits(item(shown), unseen.fields(), unseen.local()))
          .ifPresent(losses::unseen);
    }
  }

  private void changed(Notice.Changed changed, Map<String, Known> before) {
    ItemPath path = changed.item();
    Known earlier = before.get(path.toString());
    if (earlier == null && !isQueried(path.repository()) && !watchers.containsKey(path)) {
      return;
    }
    host()
        .read(engine -> {
          publish(engine, changed, earlier);
          return path;
        });
  }

  private void publish(Engine engine, Notice.Changed changed, @Nullable Known earlier) {
    ItemPath path = changed.item();
    String text = path.toString();
    Optional<Snapshot> snapshot = snapshot(engine, path);
    if (snapshot.isPresent() && !engine.atomic().touches(path)) {
      known.put(text, new Known(item(snapshot.get()), snapshot.get().state()));
    } else {
      known.take(text);
    }
    queries.stream()
        .filter(query -> query.repository().equals(path.repository()))
        .forEach(query -> update(query, path, snapshot));
    List<Consumer<ItemChange>> interested = watchers.getOrDefault(path, List.of());
    if (!interested.isEmpty() && snapshot.isPresent()) {
      ItemState old = changed.before().orElse(earlier == null ? ItemState.EMPTY : earlier.state());
      ItemChange change =
          ItemChange.between(item(snapshot.get()), old, snapshot.get().state(), changed.local());
      interested.forEach(watcher -> executor.execute(() -> watcher.accept(change)));
    }
  }

  /**
   * A query whose predicate or order fails on an item leaves the item out, and harms nobody else.
   */
  private void update(Query query, ItemPath path, Optional<Snapshot> snapshot) {
    try {
      query.update(path.toString(), snapshot, executor);
    } catch (RuntimeException failed) {
      LOG.error(
          "A query over {} failed on {}; the item is left out.", query.repository(), path, failed);
      query.update(path.toString(), Optional.empty(), executor);
    }
  }

  private static GoatException gone(String path) {
    return new GoatException.NotFound(
        "The item " + path + " is not here any more.", "Look it up again.");
  }
}
