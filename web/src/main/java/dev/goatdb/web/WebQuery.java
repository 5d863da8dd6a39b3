package dev.goatdb.web;

import dev.goatdb.core.Engine;
import dev.goatdb.core.query.FieldOrder;
import dev.goatdb.core.query.Results;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.web.Snapshots.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** A live query over a repository, kept up to date item by item. */
public final class WebQuery {
  private final Snapshots snapshots;
  private final Results<Entry> results;
  private final @Nullable String field;

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

  /** An item and the value that it is ordered by, looked up once instead of at each comparison. */
  private record Entry(Snapshot item, Optional<Value> by) {}

  WebQuery(
      Snapshots snapshots,
      @Nullable String schema,
      @Nullable Test predicate,
      @Nullable String field,
      @Nullable Order order,
      boolean descending) {
    this.snapshots = snapshots;
    this.field = field;
    Predicate<Snapshot> matches =
        item ->
            !item.state().deleted()
                && (schema == null || item.schema().namespace().equals(schema))
                && (predicate == null || predicate.test(item.form()));
    Comparator<Entry> by = Comparator.comparing(entry -> entry.item.path());
    if (order != null) {
      by = (a, b) -> (int) Math.signum(order.compare(a.item.form(), b.item.form()));
    } else if (field != null) {
      by = (a, b) -> FieldOrder.compare(a.by, b.by);
    }
    this.results =
        new Results<>(entry -> matches.test(entry.item), descending ? by.reversed() : by);
  }

  void fill(Engine engine, RepositoryPath repository) {
    List<Results.Row<Entry>> rows = new ArrayList<>();
    for (String name : engine.items(repository)) {
      String path = repository + "/" + name;
      find(path).ifPresent(entry -> rows.add(new Results.Row<>(path, entry)));
    }
    results.fill(rows);
  }

  /**
   * An item changed: 0 where that does not concern the results, 1 where it came in, 2 where it
   * left, 3 where it changed in its place, 4 where it moved.
   */
  @JSExport
  public int update(String path) {
    return Boundary.guard(() -> results.update(path, find(path)).code());
  }

  /** The paths of the results in order, a list of strings. */
  @JSExport
  public JSObject list() {
    JSObject list = Js.list();
    results.list().forEach(entry -> Js.push(list, Js.of(entry.item.path())));
    return list;
  }

  private Optional<Entry> find(String path) {
    String name = field;
    return snapshots
        .find(path)
        .map(item -> new Entry(item, name == null ? Optional.empty() : item.state().field(name)));
  }
}
