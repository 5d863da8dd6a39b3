package dev.goatdb.core.merge;

import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.schema.Schemas;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of all namespaces through the schemas of a peer. */
public final class Views {
  private final Schemas schemas;
  private final Map<String, View> byNamespace = new HashMap<>();
  private int known;
  private @Nullable SchemaId lastId;
  private @Nullable View last;

  public Views(Schemas schemas) {
    this.schemas = schemas;
  }

  /** The view of the namespace that a commit's schema is of. */
  @SuppressWarnings("ReferenceEquality") // Many commits in a row share one object.
  public View of(SchemaId schema) {
    View before = last;
    if (before != null && lastId == schema && known == schemas.size()) {
      return before;
    }
    View view = of(schema.namespace());
    lastId = schema;
    last = view;
    return view;
  }

  private View of(String namespace) {
    if (known != schemas.size()) {
      byNamespace.clear();
      known = schemas.size();
    }
    return byNamespace.computeIfAbsent(namespace, name -> new View(schemas, name));
  }
}
