package dev.goatdb.core.schema.file;

import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a whole definition file, and goes on after mistakes as far as what follows makes sense. */
final class DefinitionReader {
  private final Function<String, Computed> expressions;
  private final Mistakes mistakes;
  private final UpgradeReader upgrades;
  private final Schemas schemas = new Schemas();

  /** A version, and its place in the file. */
  private record Version(Schema schema, Json json) {}

  DefinitionReader(Function<String, Computed> expressions, Mistakes mistakes) {
    this.expressions = expressions;
    this.mistakes = mistakes;
    this.upgrades = new UpgradeReader(expressions, mistakes);
  }

  GoatFile read(Json json) {
    Section file = Section.of(json, "The file", mistakes, Entry.OF_FILE);
    file.text("$schema");
    Json all = file.get("schemas");
    if (all != null) {
      Section.open(all, "\"schemas\"", mistakes).json.members().forEach(this::namespace);
    }
    RuleReader rules = new RuleReader(mistakes);
    readRules(file, rules);
    Json organisation = file.get("organisation");
    Section pinned =
        Section.of(
            organisation == null ? Json.of(Value.EMPTY_DICT, 0) : organisation,
            "\"organisation\"",
            mistakes,
            Entry.OF_ORGANISATION);
    return new GoatFile(schemas, pinned.text("label"), pinned.text("root"), rules.rules());
  }

  private void readRules(Section file, RuleReader rules) {
    Type items = mistakes.count() == 0 ? schemas.inExpressions() : Types.DYN;
    int before = mistakes.count();
    List<Json> all = file.list("rules", "\"rules\"");
    Json entry = file.get("rules");
    if (entry != null && all.isEmpty() && mistakes.count() == before) {
      mistakes.add(
          entry.at(),
          "The list of rules is empty, which could mean that all is allowed, or nothing.",
          "Leave \"rules\" out to allow everything, or write a rule.");
    }
    all.forEach(rules::read);
    if (mistakes.count() == before) {
      rules.check(items);
    }
  }

  private void namespace(Json.Member member) {
    String name = member.key();
    TreeMap<Integer, Version> versions = new TreeMap<>();
    int before = mistakes.count();
    List<Json> all = Section.list(member.json(), "The schema '" + name + "'", mistakes);
    if (all.isEmpty() && mistakes.count() == before) {
      mistakes.add(
          member.at(),
          "The schema '" + name + "' has no version.",
          "Write [{\"version\": 1, \"fields\": { ... }}].");
    }
    for (Json json : all) {
      Version version = version(name, json);
      Version other = version == null ? null : versions.get(version.schema().version());
      if (other != null) {
        mistakes.add(
            json.at(),
            "The version " + other.schema().version() + " of '" + name + "' stands twice.",
            "Number the versions 1, 2, 3 and so on.");
      } else if (version != null) {
        versions.put(version.schema().version(), version);
      }
    }
    if (mistakes.count() == before) {
      versions.forEach((number, version) -> chain(versions.get(number - 1), version));
    }
    if (mistakes.count() == before) {
      versions.values().forEach(version -> schemas.add(version.schema()));
    }
  }

  private void chain(@Nullable Version previous, Version version) {
    Json.Member upgrade = version.json().member("upgrade");
    if (previous != null) {
      upgrades.check(previous.schema(), version.schema(), version.json());
    } else if (upgrade != null) {
      int number = version.schema().version();
      mistakes.add(
          upgrade.at(),
          "The schema '" + version.schema() + "' has an upgrade, but no version before it.",
          number == 1 ? "Leave it out." : "Add version " + (number - 1) + " to the file.");
    }
  }

  private @Nullable Version version(String namespace, Json json) {
    int before = mistakes.count();
    String where = "A version of the schema '" + namespace + "'";
    Section entries = Section.of(json, where, mistakes, Entry.OF_VERSION);
    if (!(json.value() instanceof Value.Dict)) {
      return null;
    }
    int number = number(entries);
    Json fieldsAt = entries.get("fields");
    if (fieldsAt == null || fieldsAt.members().isEmpty()) {
      if (mistakes.count() == before) {
        mistakes.add(
            fieldsAt == null ? json.at() : fieldsAt.at(),
            where + " is incomplete: it has no fields.",
            "Write \"fields\": { ... } with at least one field.");
      }
      return null;
    }
    String name = "version " + number + " of '" + namespace + "'";
    List<FieldDefinition> fields = new FieldReader(namespace, expressions, mistakes).read(fieldsAt);
    Json upgradeAt = entries.get("upgrade");
    Upgrade upgrade = upgradeAt == null ? Upgrade.NONE : upgrades.read(upgradeAt, name);
    if (mistakes.count() > before) {
      return null;
    }
    try {
      Schema plain = Schema.of(namespace, number, fields);
      return new Version(number == 1 ? plain : plain.upgradedBy(upgrade), json);
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.add(json.at(), wrong);
      return null;
    }
  }

  private int number(Section entries) {
    Json json = entries.get("version");
    if (json != null
        && json.value() instanceof Value.Int number
        && number.value() >= 1
        && number.value() <= Integer.MAX_VALUE) {
      return (int) number.value();
    }
    mistakes.add(
        json == null ? entries.json.at() : json.at(),
        entries.where + " has no number from 1 up.",
        "Write \"version\": 1.");
    return 1;
  }
}
