package dev.goatdb;

import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.file.DefinitionWriter;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

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
   *     fields are missing or named twice, or a constraint does not fit them
   */
  public static Schema of(String name, int version, Field<?>... fields) {
    List<FieldDefinition> definitions = new ArrayList<>();
    for (Field<?> field : fields) {
      definitions.add(field.definition());
    }
    return new Schema(dev.goatdb.core.schema.Schema.of(name, version, definitions));
  }

  /**
   * The same, with what items of the version before go through to become items of this one:
   *
   * <pre>{@code
   * Schema.of("task", 2, TITLE, DONE).upgrade(TASK_1, up -> up.rename("text", "title"))
   * }</pre>
   *
   * @throws GoatException.InvalidDefinition where the two versions do not fit together so
   */
  public Schema upgrade(Schema before, UnaryOperator<Upgrade> how) {
    return new Schema(
        definition.upgradedBy(how.apply(Upgrade.NONE).definition()).after(before.definition()));
  }

  /**
   * The version as it stands in a definition file, in the list under the schema's name; {@link
   * GoatFile#toJson} gives the whole file.
   */
  public String toJson() {
    return DefinitionWriter.version(definition);
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
