package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.MergePolicy;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A namespace as this peer sees it: commits up to the newest version of the schema that it knows,
 * brought to that version. Of a namespace that it does not know it sees everything as it is.
 */
public final class View {
  private final TreeMap<Integer, Schema> versions = new TreeMap<>();
  private final Value.Dict unknown;
  private final boolean simple;
  private @Nullable SchemaId begun;
  private ItemState beginning = ItemState.EMPTY;

  private View(Value.Dict unknown) {
    this.unknown = unknown;
    this.simple = true;
  }

  /** Everything as it is, of items that begin with some values. */
  public static View plain(Value.Dict beginning) {
    return new View(beginning);
  }

  /** The view of a namespace through the schemas of a peer. */
  View(Schemas schemas, String namespace) {
    this.unknown = Value.EMPTY_DICT;
    boolean usual = true;
    for (Schema schema : schemas.all()) {
      if (schema.namespace().equals(namespace)) {
        versions.put(schema.version(), schema);
        usual &= isUsual(schema);
      }
    }
    this.simple = usual && versions.size() <= 1;
  }

  private static boolean isUsual(Schema schema) {
    for (FieldDefinition field : schema.fields().values()) {
      if (field.merge() != MergePolicy.usual(field.type())) {
        return false;
      }
    }
    return true;
  }

  /** The newest version that is known, to which everything is brought. */
  public Optional<Schema> schema() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.lastEntry().getValue());
  }

  /** The newest version whose commits are seen. */
  public int version() {
    return versions.isEmpty() ? Integer.MAX_VALUE : versions.lastKey();
  }

  /** Whether all commits are of the one version there is, and meet by the usual policies. */
  boolean isSimple() {
    return simple;
  }

  /** The version to which commits are brought: the newest that is known, or that there is. */
  int target(Collection<Node> nodes) {
    int newest = 0;
    for (Node node : nodes) {
      newest = Math.max(newest, node.header().schema().version());
    }
    return versions.isEmpty() ? newest : Math.max(newest, versions.lastKey());
  }

  /** What a field does with concurrent changes in some version. */
  MergePolicy policy(int version, String field) {
    Schema schema = versions.get(version);
    FieldDefinition definition = schema == null ? null : schema.fields().get(field);
    return definition == null ? MergePolicy.LAST_WRITER : definition.merge();
  }

  /** Where an item begins whose first commit names a schema. */
  @SuppressWarnings("ReferenceEquality") // Many commits in a row share one object.
  public ItemState beginning(SchemaId schema) {
    if (begun != schema) {
      begun = schema;
      beginning = new ItemState(false, defaults(schema));
    }
    return beginning;
  }

  private Value.Dict defaults(SchemaId id) {
    Schema schema = versions.get(id.version());
    return schema != null && schema.id().equals(id) ? schema.defaults() : unknown;
  }

  /** A state brought from one version to a later one, step by step. */
  public ItemState lift(ItemState state, int from, int to, Origin of) {
    if (from >= to) {
      return state;
    }
    ItemState lifted = state;
    for (Schema next : versions.subMap(from, false, to, true).values()) {
      lifted = Upgrading.lift(this, lifted, next, of);
    }
    return lifted;
  }

  /** Operations of one version as operations of a later one; what has no place there is gone. */
  public List<Operation> lift(List<Operation> operations, int from, int to) {
    List<Operation> lifted = operations;
    for (Schema next : versions.subMap(from, false, to, true).values()) {
      lifted = Upgrading.operations(lifted, next);
    }
    return lifted;
  }

  /** The versions that are known after one and up to another. */
  Set<Integer> versions(int after, int last) {
    return versions.subMap(after, false, last, true).keySet();
  }

  /** The schema of a version, or null where it is unknown. */
  public @Nullable Schema schema(int version) {
    return versions.get(version);
  }
}
