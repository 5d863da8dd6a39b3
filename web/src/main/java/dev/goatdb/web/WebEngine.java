package dev.goatdb.web;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Settings;
import dev.goatdb.core.Succession;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.sync.Obstacle;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;

/**
 * The engine of a replica as the page calls it. Every call tells the time, and carries out through
 * the {@link Ports} what follows from it.
 */
public final class WebEngine {
  private final Ports ports;
  private final Schemas schemas;
  private final Engine engine;
  private final Snapshots snapshots;
  private final Carrier carrier;
  private final ResidentLogs logs = new ResidentLogs();

  WebEngine(Ports ports, Settings settings) {
    this.ports = ports;
    this.schemas = settings.schemas();
    this.engine = new Engine(settings, ports::random, (long) ports.now());
    this.snapshots = new Snapshots(engine, schemas, ports::warning);
    boolean keeps = settings.role() == Settings.Role.KEEPER;
    this.carrier = new Carrier(ports, schemas, keeps ? Optional.of(logs) : Optional.empty());
  }

  /** Whether the log of a repository is read. */
  @JSExport
  public boolean isOpen(String repository) {
    return Boundary.guard(() -> engine.isOpen(RepositoryPath.parse(repository)));
  }

  /** Takes edits for a repository whose log is not read yet. */
  @JSExport
  public void expect(String repository) {
    run(() -> engine.expect(RepositoryPath.parse(repository)));
  }

  /** Opens a repository on its log in steps. */
  @JSExport
  public WebOpening opening(String repository, @JSByRef(optional = true) byte[] log) {
    return call(() -> {
      RepositoryPath path = RepositoryPath.parse(repository);
      return new WebOpening(this, engine.opening(path, logs.opened(repository, log)));
    });
  }

  /** Takes the place of an earlier engine of the same replica. */
  @JSExport
  public void succeed(WebEngine earlier) {
    run(() -> Succession.succeed(engine, earlier.engine));
  }

  /** A follower offered records to this log. */
  @JSExport
  public void offered(String repository, @JSByRef(optional = true) byte[] records) {
    run(() -> Succession.offered(engine, RepositoryPath.parse(repository), records));
  }

  /** The keeper appended records to the log that this engine follows. */
  @JSExport
  public void followed(String repository, @JSByRef(optional = true) byte[] records) {
    run(() -> {
      logs.append(repository, Octets.wrap(records));
      Succession.followed(engine, RepositoryPath.parse(repository), records);
    });
  }

  /** Creates an item of the newest version of a schema. */
  @JSExport
  public void create(String path, String schema, JSObject values) {
    run(() -> {
      Schema newest = schemas.newest(schema);
      engine.create(ItemPath.parse(path), newest, WebValues.toValues(newest, values));
    });
  }

  /** Sets a field. */
  @JSExport
  public void set(String path, String field, JSObject value) {
    run(() -> {
      ItemPath item = ItemPath.parse(path);
      engine.set(item, field, Optional.of(WebValues.toValue(schema(item), field, value)));
    });
  }

  /** Takes the value of a field away. */
  @JSExport
  public void clear(String path, String field) {
    run(() -> engine.set(ItemPath.parse(path), field, Optional.empty()));
  }

  /** Adds to a counter. */
  @JSExport
  public void increase(String path, String field, double by) {
    run(() ->
        engine.apply(
            ItemPath.parse(path), new Operation.Increase(List.of(field), WebValues.whole(by))));
  }

  /** Adds an element to a set, or removes it. */
  @JSExport
  public void include(String path, String field, JSObject element, boolean wanted) {
    run(() -> {
      ItemPath item = ItemPath.parse(path);
      var value = WebValues.toElement(schema(item), field, element);
      engine.apply(
          item,
          wanted
              ? new Operation.Include(List.of(field), value)
              : new Operation.Exclude(List.of(field), value));
    });
  }

  /** Writes an entry of a map. */
  @JSExport
  public void put(String path, String field, String key, JSObject value) {
    run(() -> {
      ItemPath item = ItemPath.parse(path);
      engine.apply(
          item,
          new Operation.Put(List.of(field, key), WebValues.toElement(schema(item), field, value)));
    });
  }

  /** Removes an entry of a map. */
  @JSExport
  public void take(String path, String field, String key) {
    run(() -> engine.apply(ItemPath.parse(path), new Operation.Remove(List.of(field, key))));
  }

  /** Deletes or restores an item. */
  @JSExport
  public void delete(String path, boolean deleted) {
    run(() -> engine.delete(ItemPath.parse(path), deleted));
  }

  /** The paths of all items of a repository, also deleted ones, in the order they came: a list. */
  @JSExport
  public JSObject items(String repository) {
    return Boundary.guard(() -> {
      JSObject list = Js.list();
      engine
          .items(RepositoryPath.parse(repository))
          .forEach(name -> Js.push(list, Js.of(Js.path(repository, name))));
      return list;
    });
  }

  /** What is shown of an item, {@code {path, schema, deleted, values}}; null for an unknown one. */
  @JSExport
  public @Nullable JSObject state(String path) {
    return Boundary.guard(() -> snapshots.find(path).map(Snapshots.Snapshot::form).orElse(null));
  }

  /** Where the newest edit of an item has got to: 0 pending, 1 here, 2 on the server. */
  @JSExport
  public int saved(String path) {
    return Boundary.guard(() -> engine.inspect(ItemPath.parse(path)).saved().code());
  }

  /** A live query, empty until it is filled; every argument but the repository may be null. */
  @JSExport
  public WebQuery query(
      String repository,
      @Nullable String schema,
      WebQuery.@Nullable Test predicate,
      @Nullable String field,
      WebQuery.@Nullable Order order,
      boolean descending) {
    return Boundary.guard(() -> {
      if (schema != null && field != null) {
        schemas.newest(schema).field(field);
      }
      RepositoryPath path = RepositoryPath.parse(repository);
      return new WebQuery(
          snapshots.names(path), snapshots, path, schema, predicate, field, order, descending);
    });
  }

  /** Commits all edits that wait, and asks for the logs to be made safe. */
  @JSExport
  public void flush() {
    run(engine::flush);
  }

  /** Asks the server once more whether it holds the same. */
  @JSExport
  public void compare() {
    run(engine::compare);
  }

  /** Whether the server holds just what is held here, and has confirmed it. */
  @JSExport
  public boolean isSettled(String repository) {
    return Boundary.guard(() -> engine.status(RepositoryPath.parse(repository)).isSettled());
  }

  /** How far edits have got, with spaces between: pending, here, confirmed, what is in the way. */
  @JSExport
  public String standing(String repository) {
    return Boundary.guard(() -> {
      var status = engine.status(RepositoryPath.parse(repository));
      String reason = status.obstacle().map(Obstacle::reason).orElse("");
      return status.pending() + " " + status.here() + " " + status.receipted() + " " + reason;
    });
  }

  /** The digest of the commits held, and that of what is shown, in hexadecimal. */
  @JSExport
  public String digests(String repository) {
    return Boundary.guard(() -> {
      var status = engine.status(RepositoryPath.parse(repository));
      return status.overview().sum().hex() + " " + status.shownDigest().hex();
    });
  }

  /** A connection to the server was made. */
  @JSExport
  public void connected(int connection) {
    run(() -> engine.connected(connection, true));
  }

  /** A frame arrived. */
  @JSExport
  public void received(int connection, @JSByRef(optional = true) byte[] frame) {
    run(() -> engine.received(connection, frame));
  }

  /** A connection is gone. */
  @JSExport
  public void disconnected(int connection) {
    run(() -> engine.disconnected(connection));
  }

  /** The first {@code position} bytes of a log are safe. */
  @JSExport
  public void synced(String log, double position) {
    run(() -> engine.synced(RepositoryPath.parse(log), (long) position));
  }

  /** A signature is ready. */
  @JSExport
  public void signed(double ticket, @JSByRef(optional = true) byte[] signature) {
    run(() -> engine.signed((long) ticket, Octets.of(signature)));
  }

  /** A signature was checked. */
  @JSExport
  public void verified(double ticket, boolean valid) {
    run(() -> engine.verified((long) ticket, valid));
  }

  /** The time that was asked for has come, even where the clock is a moment behind. */
  @JSExport
  public void wake(double atMillis) {
    run(() -> engine.timePassed((long) atMillis));
  }

  Engine engine() {
    return engine;
  }

  Schema schema(ItemPath item) {
    return schemas.require(engine.schema(item).orElseThrow(() -> WebValues.unknown(item)));
  }

  void run(Runnable action) {
    call(() -> {
      action.run();
      return true;
    });
  }

  <T> T call(Supplier<T> action) {
    return Boundary.guard(() -> {
      engine.timePassed((long) ports.now());
      try {
        return action.get();
      } finally {
        carrier.carryOut(engine, engine.notices());
      }
    });
  }
}
