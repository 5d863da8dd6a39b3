package dev.goatdb.core.schema.file;

import dev.goatdb.core.expression.check.Nearest;
import dev.goatdb.core.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object of a definition file: its entries by name, and complaints about what they are not. */
final class Section {
  final Json json;
  final String where;
  private final Mistakes mistakes;

  private Section(Json json, String where, Mistakes mistakes) {
    this.json = json;
    this.where = where;
    this.mistakes = mistakes;
  }

  /** An object with any entries. */
  static Section open(Json json, String where, Mistakes mistakes) {
    if (!(json.value() instanceof Value.Dict)) {
      mistakes.add(json.at(), where + " is not an object.", "Write { ... }.");
    }
    return new Section(json, where, mistakes);
  }

  /** An object with these entries at the most. */
  static Section of(Json json, String where, Mistakes mistakes, List<String> known) {
    Section section = open(json, where, mistakes);
    for (Json.Member member : json.members()) {
      if (!known.contains(member.key())) {
        String nearest = Nearest.of(member.key(), known);
        mistakes.add(
            member.at(),
            where + " has the unknown entry \"" + member.key() + "\".",
            nearest.isEmpty()
                ? "Known are: " + String.join(", ", known) + "."
                : "Did you mean \"" + nearest + "\"?");
      }
    }
    return section;
  }

  @Nullable Json get(String key) {
    Json.Member member = json.member(key);
    return member == null ? null : member.json();
  }

  /** The text of an entry, where it is there and a text. */
  Optional<String> text(String key) {
    Json entry = get(key);
    return entry == null ? Optional.empty() : text(entry, "\"" + key + "\" of " + lower());
  }

  Optional<String> text(Json entry, String name) {
    if (entry.value() instanceof Value.Str text) {
      return Optional.of(text.value());
    }
    mistakes.add(entry.at(), name + " is not a text.", "Write it in double quotes.");
    return Optional.empty();
  }

  /** The text of an entry, where it is one of these words. */
  Optional<String> word(String key, List<String> known) {
    Optional<String> text = text(key);
    Json entry = get(key);
    if (entry == null || text.isEmpty() || known.contains(text.get())) {
      return text;
    }
    String word = text.get();
    String nearest = Nearest.of(word, known);
    mistakes.add(
        entry.at(),
        "\"" + key + "\" of " + lower() + " is '" + word + "', which is unknown.",
        nearest.isEmpty()
            ? "Known are: " + String.join(", ", known) + "."
            : "Did you mean '" + nearest + "'?");
    return Optional.empty();
  }

  /** Whether an entry is true; where there is none it is not. */
  boolean flag(String key) {
    Json entry = get(key);
    if (entry != null && !(entry.value() instanceof Value.Bool)) {
      mistakes.add(
          entry.at(),
          "\"" + key + "\" of " + lower() + " is not a boolean.",
          "Write true or false.");
    }
    return entry != null && entry.value().equals(Value.TRUE);
  }

  /** The items of an entry; none where it is missing or no list. */
  List<Json> list(String key, String name) {
    Json entry = get(key);
    return entry == null ? List.of() : list(entry, name, mistakes);
  }

  static List<Json> list(Json entry, String name, Mistakes mistakes) {
    if (!(entry.value() instanceof Value.Array)) {
      mistakes.add(entry.at(), name + " is not a list.", "Write [ ... ].");
    }
    return entry.items();
  }

  /** What this is, within a sentence. */
  String lower() {
    return where.startsWith("The ")
        ? "the " + where.substring(4)
        : where.startsWith("A ") ? "a " + where.substring(2) : where;
  }
}
