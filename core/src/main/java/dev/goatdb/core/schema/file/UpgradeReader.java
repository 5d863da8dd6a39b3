package dev.goatdb.core.schema.file;

import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Upgrade;
import dev.goatdb.core.schema.UpgradeCheck;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads how a version follows the one before, and says where it does not. */
final class UpgradeReader {
  private final Function<String, Computed> expressions;
  private final Mistakes mistakes;

  UpgradeReader(Function<String, Computed> expressions, Mistakes mistakes) {
    this.expressions = expressions;
    this.mistakes = mistakes;
  }

  /** The upgrade in a version's entries. */
  Upgrade read(Json json, String version) {
    Section parts = Section.of(json, "The upgrade of " + version, mistakes, Entry.OF_UPGRADE);
    Map<String, String> renamed = new LinkedHashMap<>();
    for (Json.Member member : members(parts, UpgradeCheck.Part.RENAME)) {
      parts
          .text(member.json(), "The new name of '" + member.key() + "'")
          .ifPresent(name -> renamed.put(member.key(), name));
    }
    Set<String> dropped = names(parts, UpgradeCheck.Part.DROP);
    Map<String, Computed> set = new LinkedHashMap<>();
    for (Json.Member member : members(parts, UpgradeCheck.Part.SET)) {
      parts
          .text(member.json(), "What the field '" + member.key() + "' is set to")
          .ifPresent(source -> expression(member, source, set));
    }
    return new Upgrade(renamed, dropped, set, names(parts, UpgradeCheck.Part.CODE));
  }

  /** The fields that a part lists. */
  private Set<String> names(Section parts, UpgradeCheck.Part part) {
    String list = "\"" + part.word() + "\" of " + parts.lower();
    Set<String> names = new LinkedHashSet<>();
    for (Json item : parts.list(part.word(), list)) {
      parts
          .text(item, "A field in " + list)
          .filter(name -> !names.add(name))
          .ifPresent(name ->
              mistakes.add(
                  item.at(),
                  "The field '" + name + "' stands twice in " + list + ".",
                  "Name it once."));
    }
    return names;
  }

  private Iterable<Json.Member> members(Section parts, UpgradeCheck.Part part) {
    Json json = parts.get(part.word());
    return json == null
        ? Set.of()
        : Section.open(json, "\"" + part.word() + "\" of " + parts.lower(), mistakes)
            .json
            .members();
  }

  private void expression(Json.Member member, String source, Map<String, Computed> set) {
    try {
      set.put(member.key(), expressions.apply(source));
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.addWithin(member.json(), within(member.key()), wrong);
    }
  }

  private static String within(String field) {
    return "In the upgrade of the field '" + field + "'";
  }

  /** Complains where a version, that stands as {@code json} in the file, cannot follow another. */
  void check(Schema before, Schema after, Json json) {
    for (UpgradeCheck.Flaw flaw : new UpgradeCheck(before, after).flaws()) {
      boolean field = flaw.part() == UpgradeCheck.Part.FIELD;
      Json.Member whole = json.member(field ? "fields" : "upgrade");
      Json.Member part = field || whole == null ? whole : whole.json().member(flaw.part().word());
      if (part != null) {
        complain(flaw, part);
      }
    }
  }

  /** Complains at the entry of a part that a flaw is about. */
  private void complain(UpgradeCheck.Flaw flaw, Json.Member part) {
    for (Json item : part.json().items()) {
      if (item.value() instanceof Value.Str name && name.value().equals(flaw.name())) {
        mistakes.add(item.at(), flaw.why());
        return;
      }
    }
    Json.Member entry = part.json().member(flaw.name());
    if (entry == null) {
      mistakes.add(part.at(), flaw.why());
    } else if (flaw.why().at() >= 0) {
      mistakes.addWithin(entry.json(), within(flaw.name()), flaw.why());
    } else {
      mistakes.add(flaw.ofName() ? entry.at() : entry.json().at(), flaw.why());
    }
  }
}
