package dev.goatdb;

import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.error.GoatException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the options give for the upgrade to a version: a function from an item as the version before
 * shows it to the new fields.
 */
record UpgradeCode(String schema, int version, Function<ItemView, Map<String, ?>> function) {
  /**
   * The functions by the versions they are for; throws {@code InvalidDefinition} for a version
   * whose upgrade has no code, or has two functions.
   */
  static Map<SchemaId, UpgradeCode> of(Collection<UpgradeCode> given, Schemas schemas) {
    Map<SchemaId, UpgradeCode> byVersion = new HashMap<>();
    for (UpgradeCode code : given) {
      Optional<Schema> version = waiting(schemas).stream().filter(code::isFor).findAny();
      if (version.isEmpty()) {
        throw new GoatException.InvalidDefinition(
            "There is code for the upgrade to version "
                + code.version()
                + " of '"
                + code.schema()
                + "', which asks for none.",
            "Name the fields it computes under \"code\" of \"upgrade\" in that version.");
      }
      if (byVersion.put(version.get().id(), code) != null) {
        throw new GoatException.InvalidDefinition(
            "There are two functions for the upgrade to '" + version.get() + "'.",
            "Keep one of them.");
      }
    }
    return byVersion;
  }

  /** The versions whose upgrade needs code. */
  static List<Schema> waiting(Schemas schemas) {
    return schemas.all().stream().filter(one -> !one.upgrade().coded().isEmpty()).toList();
  }

  private boolean isFor(Schema one) {
    return one.namespace().equals(schema) && one.version() == version;
  }
}
