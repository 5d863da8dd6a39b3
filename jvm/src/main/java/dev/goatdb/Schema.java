package dev.goatdb;

import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/** A version of a schema: what items of one kind look like. */
public final class Schema {
  private final dev.goatdb.core.schema.Schema definition;

  Schema(dev.goatdb.core.schema.Schema definition) {
    this.definition = definition;
  }

  /**
   * A schema.
   *
   * @param name its namespace, the same in all versions
   * @param version from 1 up; a published version never changes
   * @throws GoatException.InvalidDefinition where the name is empty, the version is below 1, or
   *     fields are missing or named twice
   */
  public static Schema of(String name, int version, Field<?>... fields) {
    List<FieldDefinition> definitions = new ArrayList<>();
    for (Field<?> field : fields) {
      definitions.add(field.definition());
    }
    return new Schema(dev.goatdb.core.schema.Schema.of(name, version, definitions));
  }

  public String name() {
    return definition.namespace();
  }

  public int version() {
    return definition.version();
  }

  /** The names of the fields, in the order of their definition. */
  public List<String> fields() {
    return List.copyOf(definition.fields().keySet());
  }

  /**
   * A field by its name, to ask for its type; throws {@link
   * dev.goatdb.error.GoatException.InvalidValue} where there is none.
   */
  public Field<?> field(String name) {
    return Field.of(definition.field(name));
  }

  dev.goatdb.core.schema.Schema definition() {
    return definition;
  }

  @Override
  public String toString() {
    return definition.toString();
  }
}
