package dev.goatdb.core.schema.file;

import dev.goatdb.core.expression.check.Nearest;
import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the rules: their shape, and that a condition is an expression. */
final class RuleReader {
  private static final int PARTS = 3;

  private final Function<String, Computed> expressions;
  private final Mistakes mistakes;
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  RuleReader(Function<String, Computed> expressions, Mistakes mistakes) {
    this.expressions = expressions;
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
    if (!path.isEmpty() && !isPattern(path)) {
      mistakes.add(
          place(entries, "path"),
          "The path '" + path + "' of the rule '" + name + "' is no pattern of paths.",
          "Write /type/repo/item, where each part may be a name, {variable} or *.");
    }
    List<Rule.Access> allow = allow(entries);
    Optional<Computed> condition = condition(entries, name);
    Optional<String> otherwise = entries.text("else");
    if (mistakes.count() == before) {
      rules.add(new Rule(name, path, allow, condition, otherwise));
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

  private List<Rule.Access> allow(Section entries) {
    List<Rule.Access> allow = new ArrayList<>();
    for (Json item : entries.list("allow", "\"allow\" of a rule")) {
      Optional<String> word = entries.text(item, "What a rule allows");
      Rule.Access access = access(word.orElse(""));
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

  private static Rule.@Nullable Access access(String word) {
    for (Rule.Access access : Rule.Access.values()) {
      if (access.word().equals(word)) {
        return access;
      }
    }
    return null;
  }

  private static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Rule.Access access : Rule.Access.values()) {
      words.add(access.word());
    }
    return words;
  }

  /** The names that conditions may use come with the enforcement of rules. */
  private Optional<Computed> condition(Section entries, String name) {
    Json json = entries.get("if");
    Optional<String> source = entries.text("if");
    if (json == null || source.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(expressions.apply(source.get()));
    } catch (GoatException.InvalidDefinition wrong) {
      mistakes.addWithin(json, "In the condition of the rule '" + name + "'", wrong);
      return Optional.empty();
    }
  }

  /** A pattern has three parts: names, each variable once, or stars. */
  private static boolean isPattern(String path) {
    Set<String> variables = new HashSet<>();
    int parts = 0;
    int start = 1;
    while (start > 0 && path.startsWith("/")) {
      int end = path.indexOf('/', start);
      String part = end < 0 ? path.substring(start) : path.substring(start, end);
      if (!isPart(part, variables)) {
        return false;
      }
      parts++;
      start = end + 1;
    }
    return parts == PARTS;
  }

  private static boolean isPart(String part, Set<String> variables) {
    if (part.startsWith("{") && part.endsWith("}")) {
      String variable = part.substring(1, part.length() - 1);
      return isVariable(variable) && variables.add(variable);
    }
    boolean plain = part.indexOf('{') < 0 && part.indexOf('}') < 0 && part.indexOf('*') < 0;
    return part.equals("*") || plain && !part.isEmpty() && !part.equals(".") && !part.equals("..");
  }

  private static boolean isVariable(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
