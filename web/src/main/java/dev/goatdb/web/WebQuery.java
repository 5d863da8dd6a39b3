package dev.goatdb.web;

import dev.goatdb.core.query.Results;
import dev.goatdb.core.query.SortKey;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.web.Snapshots.Snapshot;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** A live query over a repository: filled in steps, then kept up to date item by item. */
public final class WebQuery {
  private static final SortKey NONE = SortKey.of(Optional.empty());

  private final Snapshots snapshots;
  private final RepositoryPath repository;
  private final Results<Entry> results;
  private final @Nullable String field;
  private final Iterator<String> rest;

  /** A predicate in JavaScript, over {@code {path, schema, deleted, values}}. */
  @JSFunctor
  public interface Test extends JSObject {
    boolean test(JSObject state);
  }

  /** An order in JavaScript; negative where {@code a} stands before {@code b}. */
  @JSFunctor
  public interface Order extends JSObject {
    double compare(JSObject a, JSObject b);
  }

  /** An item and the value that it is ordered by. */
  private record Entry(Snapshot item, SortKey by) {}

  WebQuery(
      Iterable<String> names,
      Snapshots snapshots,
      RepositoryPath repository,
      @Nullable String schema,
      @Nullable Test predicate,
      @Nullable String field,
      @Nullable Order order,
      boolean descending) {
    this.rest = names.iterator();
    this.snapshots = snapshots;
    this.repository = repository;
    this.field = field;
    Predicate<Entry> matches =
        entry ->
            !entry.item.state().deleted()
                && (schema == null || entry.item.schema().namespace().equals(schema))
                && (predicate == null || predicate.test(entry.item.form()));
    Comparator<Entry> by = (a, b) -> Js.compare(a.item.path(), b.item.path());
    if (order != null) {
      by = (a, b) -> (int) Math.signum(order.compare(a.item.form(), b.item.form()));
    } else if (field != null) {
      by = (a, b) -> a.by.compareTo(b.by);
    }
    this.results = new Results<>(matches, descending ? by.reversed() : by);
  }

  /**
   * Looks at so many items more or, when there are none, sorts them; true once that is done. There
   * are no results until then.
   */
  @JSExport
  public boolean fill(int items) {
    return Boundary.guard(() -> {
      if (!rest.hasNext()) {
        results.sort();
        return true;
      }
      for (int i = 0; i < items && rest.hasNext(); i++) {
        snapshots
            .find(new ItemPath(repository, rest.next()))
            .ifPresent(item -> results.gather(item.path(), entry(item)));
      }
      return false;
    });
  }

  /**
   * An item changed: 0 where that does not concern the results, 1 where it came in, 2 where it
   * left, 3 where it changed in its place, 4 where it moved.
   */
  @JSExport
  public int update(String path) {
    return Boundary.guard(() -> results.update(path, snapshots.find(path).map(this::entry)).code());
  }

  /** The paths of the results in order, a list of strings. */
  @JSExport
  public JSObject list() {
    JSObject list = Js.list();
    results.list().forEach(entry -> Js.push(list, Js.of(entry.item.path())));
    return list;
  }

  private Entry entry(Snapshot item) {
    return new Entry(item, field == null ? NONE : SortKey.of(item.state().field(field)));
  }
}
