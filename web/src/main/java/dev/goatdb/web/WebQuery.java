package dev.goatdb.web;

import dev.goatdb.core.Engine;
import dev.goatdb.core.query.FieldOrder;
import dev.goatdb.core.query.Results;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.web.Snapshots.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** A live query over a repository, kept up to date item by item. */
public final class WebQuery {
  private final Snapshots snapshots;
  private final Results<Snapshot> results;

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

  WebQuery(
      Snapshots snapshots,
      @Nullable String schema,
      @Nullable Test predicate,
      @Nullable String field,
      @Nullable Order order,
      boolean descending) {
    this.snapshots = snapshots;
    Predicate<Snapshot> matches =
        item ->
            !item.state().deleted()
                && (schema == null || item.schema().namespace().equals(schema))
                && (predicate == null || predicate.test(item.form()));
    Comparator<Snapshot> by = Comparator.comparing(Snapshot::path);
    if (order != null) {
      by = (a, b) -> (int) Math.signum(order.compare(a.form(), b.form()));
    } else if (field != null) {
      by = new FieldOrder(field).on(Snapshot::state);
    }
    this.results = new Results<>(matches, descending ? by.reversed() : by);
  }

  void fill(Engine engine, RepositoryPath repository) {
    List<Results.Row<Snapshot>> rows = new ArrayList<>();
    for (String name : engine.items(repository)) {
      String path = repository + "/" + name;
      snapshots.find(path).ifPresent(state -> rows.add(new Results.Row<>(path, state)));
    }
    results.fill(rows);
  }

  /**
   * An item changed: 0 where that does not concern the results, 1 where it came in, 2 where it
   * left, 3 where it changed in its place, 4 where it moved.
   */
  @JSExport
  public int update(String path) {
    return Boundary.guard(() -> results.update(path, snapshots.find(path)).code());
  }

  /** The paths of the results in order, a list of strings. */
  @JSExport
  public JSObject list() {
    JSObject list = Js.list();
    results.list().forEach(item -> Js.push(list, Js.of(item.path())));
    return list;
  }
}
