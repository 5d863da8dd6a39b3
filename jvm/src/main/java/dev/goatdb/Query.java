package dev.goatdb;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Scan;
import dev.goatdb.core.query.Results;
import dev.goatdb.core.value.RepositoryPath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A live query: its results are kept up to date until it is closed. */
public final class Query implements AutoCloseable {
  private static final int FILLED_AT_ONCE = 1_000;

  private final Shelf shelf;
  private final RepositoryPath repository;
  private final Results<Snapshot> results;
  private final List<Consumer<QueryChange>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable List<Item> published;

  private Query(
      Shelf shelf,
      RepositoryPath repository,
      Predicate<ItemView> predicate,
      Comparator<ItemView> order) {
    this.shelf = shelf;
    this.repository = repository;
    this.results = new Results<>(predicate, order);
  }

  /** A query in the making. */
  public static final class Builder {
    private final Shelf shelf;
    private final RepositoryPath repository;
    private Predicate<ItemView> predicate = item -> !item.isDeleted();
    private @Nullable Comparator<ItemView> order;

    Builder(Shelf shelf, RepositoryPath repository) {
      this.shelf = shelf;
      this.repository = repository;
    }

    /** Only items of that schema, whatever its version. */
    public Builder schema(Schema schema) {
      return where(item -> item.schemaName().equals(schema.name()));
    }

    /** Only items for which this is true as well; it must depend on the item alone. */
    public Builder where(Predicate<ItemView> more) {
      predicate = predicate.and(more);
      return this;
    }

    /**
     * Orders by a field, smallest first; items without a value come last, equal ones by their keys.
     */
    public <T extends Comparable<T>> Builder orderBy(Field<T> field) {
      return orderBy(
          Comparator.comparing(
              item -> item.find(field).orElse(null),
              Comparator.nullsLast(Comparator.naturalOrder())));
    }

    /** Orders by a comparator; several calls refine the order. */
    public Builder orderBy(Comparator<ItemView> by) {
      order = order == null ? by : order.thenComparing(by);
      return this;
    }

    /** Turns the order given so far around. */
    public Builder descending() {
      order = order == null ? Comparator.comparing(ItemView::key).reversed() : order.reversed();
      return this;
    }

    /** Computes the results and keeps them up to date from now on. */
    public Query open() {
      Comparator<ItemView> by = order == null ? Comparator.comparing(ItemView::key) : order;
      Query query = new Query(shelf, repository, predicate, by);
      shelf.ask(
          repository,
          engine -> {
            query.fill(engine);
            shelf.follow(query);
            return query;
          });
      return query;
    }
  }

  /** The matching items in order. */
  public List<Item> results() {
    List<Item> known = published;
    return known != null ? known : shelf.ask(repository, engine -> publish());
  }

  /** Calls the listener, on the database's own thread, whenever the results changed. */
  public Subscription onChange(Consumer<QueryChange> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    shelf.unfollow(this);
    listeners.clear();
  }

  RepositoryPath repository() {
    return repository;
  }

  private void fill(Engine engine) {
    Scan scan = engine.scan(repository);
    for (List<Scan.Seen> some = scan.next(FILLED_AT_ONCE); !some.isEmpty(); ) {
      for (Scan.Seen item : some) {
        shelf
            .snapshot(repository, item)
            .ifPresent(snapshot -> results.gather(snapshot.path(), snapshot));
      }
      some = scan.next(FILLED_AT_ONCE);
    }
    results.sort();
  }

  /** An item changed; called under the lock of the host. */
  void update(String path, Optional<Snapshot> snapshot, Executor executor) {
    Results.Effect effect = results.update(path, snapshot);
    if (effect == Results.Effect.NONE) {
      return;
    }
    published = null;
    if (!listeners.isEmpty() && snapshot.isPresent()) {
      List<Item> item = List.of(shelf.item(snapshot.get()));
      QueryChange change =
          switch (effect) {
            case ADDED -> new QueryChange(item, List.of(), List.of());
            case REMOVED -> new QueryChange(List.of(), item, List.of());
            case CHANGED, MOVED, NONE -> new QueryChange(List.of(), List.of(), item);
          };
      listeners.forEach(listener -> executor.execute(() -> listener.accept(change)));
    }
  }

  private List<Item> publish() {
    List<Item> list = results.list().stream().map(shelf::item).toList();
    published = list;
    return list;
  }
}
