package dev.goatdb.core.schema.file;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.check.Nearest;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.PathPattern;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads the rules: their shape first, and what they say of items when these are known. */
final class RuleReader {
  private final Mistakes mistakes;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Json> places = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  RuleReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  List<Rule> rules() {
    return rules;
  }

  void read(Json json) {
    int before = mistakes.count();
    Section entries = Section.of(json, "A rule", mistakes, Entry.OF_RULE);
    if (!(json.value() instanceof Value.Dict)) {
      return;
    }
    String name = required(entries, "name");
    if (!name.isEmpty() && !names.add(name)) {
      mistakes.add(json.at(), "Two rules are called '" + name + "'.", "Rename one of them.");
    }
    String path = required(entries, "path");
    Optional<PathPattern> pattern = PathPattern.parse(path);
    if (!path.isEmpty() && pattern.isEmpty()) {
      mistakes.add(
          place(entries, "path"),
          "The path '" + path + "' of the rule '" + name + "' is no pattern of paths.",
          "Write /type/repo/item, where each part may be a name, {variable} or *.");
    }
    List<Access> allow = allow(entries);
    Optional<Expression> condition = condition(entries, name);
    Optional<String> otherwise = entries.text("else");
    if (mistakes.count() == before) {
      rules.add(new Rule(name, pattern.orElseThrow(), allow, condition, otherwise));
      places.add(json);
    }
  }

  private String required(Section entries, String key) {
    Optional<String> text = entries.text(key);
    if (entries.get(key) == null) {
      mistakes.add(entries.json.at(), "A rule has no \"" + key + "\".", "Add it.");
    } else if (text.isPresent() && text.get().isEmpty()) {
      mistakes.add(place(entries, key), "The \"" + key + "\" of a rule is empty.", "Write it.");
    }
    return text.orElse("");
  }

  private static int place(Section entries, String key) {
    Json json = entries.get(key);
    return json == null ? entries.json.at() : json.at();
  }

  private List<Access> allow(Section entries) {
    List<Access> allow = new ArrayList<>();
    for (Json item : entries.list("allow", "\"allow\" of a rule")) {
      Optional<String> word = entries.text(item, "What a rule allows");
      Access access = Access.of(word.orElse(""));
      if (access == null && word.isPresent()) {
        unknown(item, word.get());
      } else if (access != null && allow.contains(access)) {
        mistakes.add(item.at(), "'" + access.word() + "' stands twice.", "Remove one of them.");
      } else if (access != null) {
        allow.add(access);
      }
    }
    Json json = entries.get("allow");
    boolean isEmptyList =
        json != null && json.value() instanceof Value.Array && json.items().isEmpty();
    if (json == null || isEmptyList) {
      mistakes.add(
          place(entries, "allow"), "A rule allows nothing.", "Write \"allow\": [\"read\"].");
    }
    return allow;
  }

  private void unknown(Json item, String word) {
    String nearest = Nearest.of(word, words());
    mistakes.add(
        item.at(),
        "A rule cannot allow '" + word + "'.",
        nearest.isEmpty()
            ? "It can allow " + String.join(", ", words()) + "."
            : "Did you mean '" + nearest + "'?");
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Access access : Access.values()) {
      words.add(access.word());
    }
    return words;
  }

  private Optional<Expression> condition(Section entries, String name) {
    Json json = entries.get("if");
    Optional<String> source = entries.text("if");
    if (json == null || source.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Expression.parse(source.get()));
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.addWithin(json, "In the condition of the rule '" + name + "'", wrong);
      return Optional.empty();
    }
  }

  /** What conditions use, and whether each rule has something to decide; of rules in good shape. */
  void check(Type items) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Json json = places.get(i);
      try {
        RuleBook.check(rule, items);
      } catch (GoatException.InvalidDefinition wrong) {
        Json.Member condition = Objects.requireNonNull(json.member("if"));
        mistakes.addWithin(
            condition.json(), "In the condition of the rule '" + rule.name() + "'", wrong);
      }
      for (Rule before : rules.subList(0, i)) {
        if (before.covers(rule)) {
          mistakes.add(
              json.at(),
              "The rule '"
                  + rule.name()
                  + "' never decides anything: '"
                  + before.name()
                  + "' before it fits all that it fits.",
              "Put it first, or write both conditions into one rule with '||'.");
          break;
        }
      }
      if (rule.path().isOfSystem() && !rule.allow().equals(List.of(Access.READ))) {
        mistakes.add(
            json.at(),
            "The rule '" + rule.name() + "' lets somebody write what only the server writes.",
            "In /sys a rule can allow \"read\".");
      }
    }
  }
}
