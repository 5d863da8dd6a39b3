package dev.goatdb.web;

import dev.goatdb.core.Engine;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What is shown of the items, each in JavaScript's form made once per state. */
final class Snapshots {
  private final Engine engine;
  private final Schemas schemas;
  private final Consumer<String> warn;
  private final Set<SchemaId> warned = new HashSet<>();
  private final Map<RepositoryPath, Map<String, Snapshot>> known = new HashMap<>();
  private @Nullable SchemaId lastId;
  private Optional<Schema> lastSchema = Optional.empty();

  /**
   * @param warn is told once of each definition whose items are not shown
   */
  Snapshots(Engine engine, Schemas schemas, Consumer<String> warn) {
    this.engine = engine;
    this.schemas = schemas;
    this.warn = warn;
  }

  /** An item at one moment. */
  static final class Snapshot {
    private final String path;
    private final Schema schema;
    private final ItemState state;
    private @Nullable JSObject form;

    private Snapshot(String path, Schema schema, ItemState state) {
      this.path = path;
      this.schema = schema;
      this.state = state;
    }

    String path() {
      return path;
    }

    Schema schema() {
      return schema;
    }

    ItemState state() {
      return state;
    }

    /** {@code {path, schema, deleted, values}}. */
    JSObject form() {
      JSObject made = form;
      if (made == null) {
        made = WebValues.state(path, schema, state);
        form = made;
      }
      return made;
    }
  }

  /** The names of the items of a repository. */
  List<String> names(RepositoryPath repository) {
    return engine.items(repository);
  }

  /** The item as it is shown now; nothing where it, or its schema, is unknown. */
  Optional<Snapshot> find(String path) {
    return find(ItemPath.parse(path));
  }

  /** The same for an item of one repository. */
  @SuppressWarnings("ReferenceEquality") // States are immutable, and comparing them deeply is dear.
  Optional<Snapshot> find(ItemPath item) {
    Map<String, Snapshot> shelf =
        known.computeIfAbsent(item.repository(), repository -> new HashMap<>());
    Optional<Schema> schema = schema(engine.schema(item));
    Optional<ItemState> state = schema.isEmpty() ? Optional.empty() : engine.state(item);
    if (schema.isEmpty() || state.isEmpty()) {
      shelf.remove(item.item());
      return Optional.empty();
    }
    Snapshot before = shelf.get(item.item());
    if (before != null && before.state == state.get() && before.schema == schema.get()) {
      return Optional.of(before);
    }
    String path = before != null ? before.path : Js.path(item.repository().toString(), item.item());
    Snapshot now = new Snapshot(path, schema.get(), state.get());
    shelf.put(item.item(), now);
    return Optional.of(now);
  }

  /** Most items that follow each other have the same one. */
  @SuppressWarnings("ReferenceEquality") // Only a way to see at a glance what is the same.
  private Optional<Schema> schema(Optional<SchemaId> id) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    SchemaId wanted = id.get();
    if (wanted != lastId) {
      lastId = wanted;
      lastSchema = schemas.find(wanted);
      if (lastSchema.isEmpty() && warned.add(wanted)) {
        warn.accept(
            "Items of '"
                + wanted
                + "' are not shown: this page has another definition of it, or none. Keep a definition"
                + " that is in use as it is, and add your change as the next version.");
      }
    }
    return lastSchema;
  }
}
