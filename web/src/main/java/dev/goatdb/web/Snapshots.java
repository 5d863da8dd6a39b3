package dev.goatdb.web;

import dev.goatdb.core.Engine;
import dev.goatdb.core.merge.ItemState;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What is shown of the items, each in JavaScript's form made once per state. */
final class Snapshots {
  private final Engine engine;
  private final Schemas schemas;
  private final Map<String, Snapshot> known = new HashMap<>();

  Snapshots(Engine engine, Schemas schemas) {
    this.engine = engine;
    this.schemas = schemas;
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

  /** The item as it is shown now; nothing where it, or its schema, is unknown. */
  @SuppressWarnings("ReferenceEquality") // States are immutable, and comparing them deeply is dear.
  Optional<Snapshot> find(String path) {
    ItemPath item = ItemPath.parse(path);
    Optional<Schema> schema = engine.schema(item).flatMap(schemas::find);
    Optional<ItemState> state = engine.state(item);
    if (schema.isEmpty() || state.isEmpty()) {
      known.remove(path);
      return Optional.empty();
    }
    Snapshot before = known.get(path);
    if (before != null && before.state == state.get() && before.schema == schema.get()) {
      return Optional.of(before);
    }
    Snapshot now = new Snapshot(path, schema.get(), state.get());
    known.put(path, now);
    return Optional.of(now);
  }
}
