package dev.goatdb.core.schema;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of a schema: its namespace, its number and its fields. It is data, and equal data is
 * the same schema.
 */
public final class Schema {
  private final SchemaId id;
  private final Map<String, FieldDefinition> fields;
  private final Value.Dict defaults;
  private final Upgrade upgrade;
  private final Value definition;
  private @Nullable Type type;

  private Schema(String namespace, int version, List<FieldDefinition> list, Upgrade upgrade) {
    LinkedHashMap<String, FieldDefinition> byName = new LinkedHashMap<>();
    TreeMap<String, Value> fallbacks = new TreeMap<>();
    TreeMap<String, Value> fieldValues = new TreeMap<>();
    for (FieldDefinition given : list) {
      FieldDefinition field = given.among(list);
      if (byName.put(field.name(), field) != null) {
        throw new GoatException.InvalidDefinition(
            "The schema '" + namespace + "' has two fields '" + field.name() + "'.",
            "Remove one of them.");
      }
      field.fallback().ifPresent(value -> fallbacks.put(field.name(), value));
      fieldValues.put(field.name(), field.toValue());
    }
    this.fields = Collections.unmodifiableMap(byName);
    this.defaults = Value.dictOf(fallbacks);
    this.upgrade = upgrade;
    TreeMap<String, Value> entries = new TreeMap<>();
    entries.put("namespace", Value.of(namespace));
    entries.put("version", Value.of((long) version));
    entries.put("fields", Value.dictOf(fieldValues));
    if (!upgrade.isEmpty()) {
      entries.put("upgrade", upgrade.toValue());
    }
    this.definition = Value.dictOf(entries);
    this.id =
        new SchemaId(
            namespace, version, Canonical.digest(definition).prefix(SchemaId.DIGEST_BYTES));
  }

  /**
   * Throws {@code InvalidDefinition} for an empty namespace, a version below 1, no fields, a field
   * named twice, or a constraint that does not fit the fields.
   */
  public static Schema of(String namespace, int version, List<FieldDefinition> fields) {
    if (namespace.isEmpty() || version < 1 || fields.isEmpty()) {
      throw new GoatException.InvalidDefinition(
          "The schema '" + namespace + "' version " + version + " is incomplete.",
          "Give it a name, a version from 1 up and at least one field.");
    }
    return new Schema(namespace, version, fields, Upgrade.NONE);
  }

  /**
   * The same, which items of the version before become by an upgrade. Whether the upgrade fits that
   * version is checked by {@link #after} and {@link Schemas#requireChains}.
   */
  public Schema upgradedBy(Upgrade how) {
    if (!how.isEmpty() && version() == 1) {
      throw new GoatException.InvalidDefinition(
          "The schema '" + id + "' has an upgrade, but there is no version before it.",
          "Leave \"upgrade\" out, or give it version 2.");
    }
    return new Schema(namespace(), version(), List.copyOf(fields.values()), how);
  }

  /** The same with an upgrade whose expressions know the fields of the version before. */
  Schema boundTo(Schema before) {
    return upgrade.set().isEmpty() ? this : upgradedBy(upgrade.from(before));
  }

  /**
   * The same, checked against the version before; throws {@code InvalidDefinition} for the first
   * thing that does not fit.
   */
  public Schema after(Schema before) {
    if (!before.namespace().equals(namespace()) || before.version() != version() - 1) {
      throw new GoatException.InvalidDefinition(
          "The schema '" + before + "' is not the version before '" + this + "'.",
          "Upgrade from version " + (version() - 1) + " of '" + namespace() + "'.");
    }
    for (UpgradeCheck.Flaw flaw : new UpgradeCheck(before, this).flaws()) {
      throw flaw.why();
    }
    return boundTo(before);
  }

  public SchemaId id() {
    return id;
  }

  public String namespace() {
    return id.namespace();
  }

  public int version() {
    return id.version();
  }

  /** The fields by name, in the order of their definition. */
  public Map<String, FieldDefinition> fields() {
    return fields;
  }

  /** The literal defaults by field: what every item of this schema merges from. */
  public Value.Dict defaults() {
    return defaults;
  }

  /** How items of the version before become items of this one. */
  public Upgrade upgrade() {
    return upgrade;
  }

  /** The whole definition as data. */
  public Value definition() {
    return definition;
  }

  /** The field of that name; throws {@code InvalidValue} where there is none. */
  public FieldDefinition field(String name) {
    return Optional.ofNullable(fields.get(name))
        .orElseThrow(() ->
            new GoatException.InvalidValue(
                "The schema '" + id + "' has no field '" + name + "'.",
                "Use one of: " + String.join(", ", fields.keySet()) + "."));
  }

  /**
   * What a field shows; without a value a counter is 0, and a set or map is empty. Throws {@code
   * InvalidValue} where there is no such field.
   */
  public Optional<Value> shown(ItemState state, String field) {
    FieldType type = field(field).type();
    return state.field(field).or(type::empty);
  }

  /** All that an item shows: what has no value, but is empty then, is there as well. */
  public Value.Dict shown(ItemState state) {
    DictDraft shown = new DictDraft(state.fields());
    for (FieldDefinition field : fields.values()) {
      if (shown.get(field.name()) == null) {
        field.type().empty().ifPresent(value -> shown.put(field.name(), value));
      }
    }
    return shown.dict();
  }

  /** What an item is for expressions. */
  public Type inExpressions() {
    Type known = type;
    if (known == null) {
      Map<String, Type> types = new TreeMap<>();
      fields.forEach((name, field) -> types.put(name, field.type().inExpressions()));
      known = new Type.Fields(types);
      type = known;
    }
    return known;
  }

  /** Throws {@code InvalidValue} unless the field may hold the value. */
  public void check(String field, Value value) {
    FieldType type = field(field).type();
    if (!type.accepts(value)) {
      throw new GoatException.InvalidValue(
          "The field '" + field + "' of '" + id + "' cannot hold " + Words.of(value) + ".",
          "Give it " + type.phrase() + ".");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.digest().hashCode();
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
