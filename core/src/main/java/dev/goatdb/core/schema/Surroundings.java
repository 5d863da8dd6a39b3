package dev.goatdb.core.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an expression of a definition may use, which depends on where it stands.
 *
 * <p>A default may use {@code now()} and {@code newId()}. An upgrade may use these, too, and {@code
 * old}, variable 0 of its scope: a map of the fields of the version before, which here are the
 * names. A constraint may use the names alone, for it must give the same whenever it is asked: they
 * are variables, {@code value} in place 0 and every field in the place of its name.
 *
 * @param names what there is, in the order of places
 * @param types the types, in the same order
 */
public record Surroundings(Use use, List<String> names, List<FieldType> types) {
  /** Where an expression stands. */
  public enum Use {
    DEFAULT,
    CONSTRAINT,
    UPGRADE
  }

  /** The name of the whole version before, in upgrades. */
  public static final String OLD = "old";

  /** The name of the value that is judged, in constraints; a field of that name is hidden by it. */
  public static final String VALUE = "value";

  /** Of every default. */
  public static final Surroundings OF_DEFAULTS =
      new Surroundings(Use.DEFAULT, List.of(), List.of());

  public Surroundings {
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  /** Of the constraint of a field; the order in which fields are given does not matter. */
  public static Surroundings ofConstraint(FieldDefinition of, Collection<FieldDefinition> all) {
    Map<String, FieldType> sorted = sorted(all);
    sorted.remove(VALUE);
    List<String> names = new ArrayList<>(List.of(VALUE));
    List<FieldType> types = new ArrayList<>(List.of(of.type()));
    names.addAll(sorted.keySet());
    types.addAll(sorted.values());
    return new Surroundings(Use.CONSTRAINT, names, types);
  }

  /** Of the upgrades from a version. */
  public static Surroundings ofUpgrade(Schema before) {
    Map<String, FieldType> sorted = sorted(before.fields().values());
    return new Surroundings(
        Use.UPGRADE, new ArrayList<>(sorted.keySet()), new ArrayList<>(sorted.values()));
  }

  private static Map<String, FieldType> sorted(Collection<FieldDefinition> fields) {
    Map<String, FieldType> sorted = new TreeMap<>();
    for (FieldDefinition field : fields) {
      sorted.put(field.name(), field.type());
    }
    return sorted;
  }
}
