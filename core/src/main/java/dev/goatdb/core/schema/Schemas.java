package dev.goatdb.core.schema;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schemas that a peer knows, by namespace and version. */
public final class Schemas {
  private final TreeMap<String, TreeMap<Integer, Schema>> byNamespace = new TreeMap<>();
  private int size;

  /**
   * Throws {@code InvalidDefinition} where two definitions share a namespace and version, or where
   * an upgrade does not fit the version before or lacks it.
   */
  public static Schemas of(Collection<Schema> schemas) {
    Schemas result = new Schemas();
    schemas.forEach(result::add);
    result.requireChains();
    return result;
  }

  private @Nullable Found last;

  /** What was found last: many commits in a row name the same schema. */
  private record Found(SchemaId id, Optional<Schema> schema) {}

  /**
   * Adds a schema; adding the same definition again changes nothing. Throws {@code
   * InvalidDefinition} where there is another definition of that version. Whether versions fit
   * together is for {@link #requireChains}.
   */
  public void add(Schema schema) {
    TreeMap<Integer, Schema> versions =
        byNamespace.computeIfAbsent(schema.namespace(), name -> new TreeMap<>());
    Schema known = versions.get(schema.version());
    if (known != null && !known.equals(schema)) {
      throw bumpTheVersion(schema.id());
    }
    if (known == null) {
      size++;
      Schema before = versions.get(schema.version() - 1);
      Schema after = versions.get(schema.version() + 1);
      versions.put(schema.version(), before == null ? schema : schema.boundTo(before));
      if (after != null) {
        versions.put(after.version(), after.boundTo(schema));
      }
    }
  }

  /**
   * Throws {@code InvalidDefinition} where a version does not fit the one before, or has an upgrade
   * from one that is not here.
   */
  public void requireChains() {
    byNamespace.forEach((namespace, versions) ->
        versions.forEach((number, schema) -> {
          Schema before = versions.get(number - 1);
          if (before != null) {
            schema.after(before);
          } else if (!schema.upgrade().isEmpty()) {
            throw new GoatException.InvalidDefinition(
                "The schema '" + schema + "' has an upgrade, but the version before is not here.",
                "Add version " + (number - 1) + ".");
          }
        }));
  }

  /** The newest version of a namespace; throws {@code NotFound} where it is unknown. */
  public Schema newest(String namespace) {
    TreeMap<Integer, Schema> versions = byNamespace.get(namespace);
    if (versions == null) {
      throw new GoatException.NotFound(
          "The schema '" + namespace + "' is unknown.",
          byNamespace.isEmpty()
              ? "Add it to goat.json or to the options."
              : "Known are: " + String.join(", ", byNamespace.keySet()) + ".");
    }
    return versions.lastEntry().getValue();
  }

  /** The schema that a commit names, or nothing where this peer does not have that version. */
  @SuppressWarnings("ReferenceEquality") // Only a way to see at a glance what is the same.
  public Optional<Schema> find(SchemaId id) {
    Found before = last;
    if (before != null && before.id() == id) {
      return before.schema();
    }
    Optional<Schema> schema = look(id);
    last = schema.isPresent() ? new Found(id, schema) : null;
    return schema;
  }

  private Optional<Schema> look(SchemaId id) {
    TreeMap<Integer, Schema> versions = byNamespace.get(id.namespace());
    Optional<Schema> found =
        Optional.ofNullable(versions == null ? null : versions.get(id.version()));
    return found.filter(schema -> schema.id().equals(id));
  }

  /**
   * Throws what is wrong with a commit's schema: unknown here, or another definition under the same
   * version.
   */
  public Schema require(SchemaId id) {
    TreeMap<Integer, Schema> versions = byNamespace.get(id.namespace());
    if (versions == null || !versions.containsKey(id.version())) {
      throw new GoatException.NotFound(
          "The schema '" + id + "' is unknown here.",
          "Add it to the definition file of this peer.");
    }
    return find(id).orElseThrow(() -> bumpTheVersion(id));
  }

  /** Throws {@code InvalidDefinition} where that version has another definition here. */
  public void requireOnly(SchemaId id) {
    TreeMap<Integer, Schema> versions = byNamespace.get(id.namespace());
    if (versions != null && versions.containsKey(id.version()) && find(id).isEmpty()) {
      throw bumpTheVersion(id);
    }
  }

  /**
   * What some item is for expressions: the fields of the newest version of every namespace, each
   * with its type where all agree on it; unknown where there are no schemas.
   */
  public Type inExpressions() {
    if (byNamespace.isEmpty()) {
      return Types.DYN;
    }
    Map<String, Type> fields = new TreeMap<>();
    byNamespace
        .values()
        .forEach(versions ->
            versions
                .lastEntry()
                .getValue()
                .fields()
                .forEach((name, field) ->
                    fields.merge(name, field.type().inExpressions(), Types::either)));
    return new Type.Fields(fields);
  }

  /** How many there are; none is ever taken away. */
  public int size() {
    return size;
  }

  public List<Schema> all() {
    List<Schema> all = new ArrayList<>();
    byNamespace.values().forEach(versions -> all.addAll(versions.values()));
    return all;
  }

  private static GoatException bumpTheVersion(SchemaId id) {
    return new GoatException.InvalidDefinition(
        "The schema '" + id + "' has two different definitions.",
        "Keep the published one as it is and bump the version: add version "
            + (id.version() + 1)
            + ".");
  }
}
