package dev.goatdb.server.rules;

import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.Attempt;
import dev.goatdb.core.rule.RuleBook;
import dev.goatdb.core.rule.Verdict;
import dev.goatdb.core.rule.Who;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.core.schema.file.Json;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cases for rules: what somebody does, and whether they may. A file holds the items that rules look
 * up, and a list of cases.
 *
 * <pre>{@code
 * {"items": {"/boards/all/a": {"members": ["ann"]}},
 *  "cases": [
 *    {"name": "a member writes", "user": "ann", "do": "update", "path": "/board/a/x",
 *     "before": {"text": "Milk"}, "after": {"text": "Oat milk"}, "expect": "allowed"},
 *    {"name": "a stranger does not", "user": "eve", "do": "read", "path": "/board/a",
 *     "expect": "refused", "rule": "members"}]}
 * }</pre>
 */
public final class RuleCases {
  private static final Set<String> OF_FILE = Set.of("items", "cases");
  private static final Set<String> OF_CASE =
      Set.of(
          "name", "user", "session", "do", "path", "before", "after", "now", "items", "expect",
          "rule");

  private final GoatFile file;
  private final RuleBook rules;
  private final Map<String, Json> items;

  /**
   * What came of a case.
   *
   * @param said what the rules say, in words
   */
  public record Outcome(String name, boolean isAsExpected, String said) {}

  private RuleCases(GoatFile file, RuleBook rules, Map<String, Json> items) {
    this.file = file;
    this.rules = rules;
    this.items = items;
  }

  /**
   * Runs the cases of a file; throws {@code InvalidDefinition} where one of both files is wrong.
   *
   * @param definitions the text of a definition file
   * @param cases the text of a file of cases
   */
  public static List<Outcome> run(String definitions, String cases) {
    GoatFile file = GoatFile.parse(definitions);
    Json all = Json.parse(cases);
    only(all, "The file of cases", OF_FILE);
    RuleBook rules = RuleBook.of(file.rules(), file.schemas().inExpressions());
    Json.Member list = all.member("cases");
    if (list == null || list.json().items().isEmpty()) {
      throw bad("The file has no cases.", "Write {\"cases\": [ ... ]}.");
    }
    RuleCases runner = new RuleCases(file, rules, itemsOf(all));
    List<Outcome> outcomes = new ArrayList<>();
    int number = 0;
    for (Json one : list.json().items()) {
      outcomes.add(runner.run(one, ++number));
    }
    return outcomes;
  }

  private Outcome run(Json json, int number) {
    String where = "Case " + number;
    only(json, where, OF_CASE);
    String name = text(json, "name").orElse(where);
    String path = text(json, "path").orElseThrow(() -> bad(where + " has no \"path\".", "Add it."));
    Attempt.@Nullable Seen before = seen(json.member("before"));
    Attempt.@Nullable Seen after = seen(json.member("after"));
    Access access = access(json, where, before, after);
    Who who = Who.of(text(json, "session").orElse("0"), text(json, "user"));
    Map<String, Json> known = new TreeMap<>(items);
    known.putAll(itemsOf(json));
    Attempt.Items lookups = item -> lookup(known.get(item.toString()));
    boolean whole = path.indexOf('/', path.indexOf('/', 1) + 1) < 0;
    Verdict verdict;
    if (whole) {
      verdict = rules.reading(who, RepositoryPath.parse(path), lookups);
    } else {
      ItemPath item = ItemPath.parse(path);
      verdict =
          rules.judge(
              new Attempt(
                  who,
                  item.repository(),
                  item.item(),
                  access,
                  before,
                  after,
                  changed(before, after),
                  now(json, where)),
              lookups);
    }
    return new Outcome(name, isExpected(json, where, verdict), words(verdict));
  }

  private static boolean isExpected(Json json, String where, Verdict verdict) {
    String expected = text(json, "expect").orElse("");
    Optional<String> rule = text(json, "rule");
    return switch (expected) {
      case "allowed" -> verdict instanceof Verdict.Allowed;
      case "some" -> verdict instanceof Verdict.Some;
      case "refused" ->
          verdict instanceof Verdict.Denied denied
              && (rule.isEmpty() || denied.rule().equals(rule));
      default ->
          throw bad(
              where + " expects '" + expected + "'.",
              "Write \"expect\": \"allowed\", \"refused\", or of a repository \"some\".");
    };
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed allowed -> "allowed";
      case Verdict.Some some -> "allowed for some items";
      case Verdict.Asks asks -> "asks for " + asks.path();
      case Verdict.Denied denied ->
          denied.rule().map(rule -> "refused by '" + rule + "': ").orElse("refused: ")
              + denied.reason();
    };
  }

  private static Access access(
      Json json, String where, Attempt.@Nullable Seen before, Attempt.@Nullable Seen after) {
    Access usual = before == null ? Access.CREATE : after == null ? Access.DELETE : Access.UPDATE;
    Optional<String> word = text(json, "do");
    Access access = word.isPresent() ? Access.of(word.get()) : usual;
    if (access == null || access == Access.WRITE) {
      throw bad(
          where + " does '" + word.orElse("") + "'.", "It can read, create, update or delete.");
    }
    return access;
  }

  private static Set<String> changed(Attempt.@Nullable Seen before, Attempt.@Nullable Seen after) {
    Map<String, Value> old = before == null ? Map.of() : before.fields().entries();
    Map<String, Value> young = after == null ? Map.of() : after.fields().entries();
    Set<String> changed = new TreeSet<>(old.keySet());
    changed.addAll(young.keySet());
    changed.removeIf(
        name -> after == null || old.containsKey(name) && old.get(name).equals(young.get(name)));
    return changed;
  }

  private static long now(Json json, String where) {
    try {
      return text(json, "now").map(Instant::parse).map(Instant::toEpochMilli).orElse(0L);
    } catch (DateTimeParseException wrong) {
      throw bad(where + " has no time in \"now\".", "Write 2026-01-31T12:00:00Z.");
    }
  }

  private Attempt.@Nullable Seen seen(Json.@Nullable Member member) {
    return member == null || !(member.json().value() instanceof Value.Dict fields)
        ? null
        : new Attempt.Seen(fields, file.schemas().inExpressions());
  }

  private Scope.Lookup lookup(@Nullable Json item) {
    return item != null && item.value() instanceof Value.Dict fields
        ? new Scope.Lookup(fields, true, file.schemas().inExpressions())
        : Scope.Lookup.ABSENT;
  }

  private static Map<String, Json> itemsOf(Json json) {
    Map<String, Json> items = new TreeMap<>();
    Json.Member all = json.member("items");
    if (all != null) {
      all.json().members().forEach(member -> items.put(member.key(), member.json()));
    }
    return items;
  }

  private static Optional<String> text(Json json, String key) {
    Json.Member member = json.member(key);
    return member != null && member.json().value() instanceof Value.Str text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  private static void only(Json json, String where, Set<String> known) {
    for (Json.Member member : json.members()) {
      if (!known.contains(member.key())) {
        throw bad(
            where + " has the unknown entry \"" + member.key() + "\".",
            "Known are: " + String.join(", ", new TreeSet<>(known)) + ".");
      }
    }
  }

  private static GoatException bad(String what, String remedy) {
    return new GoatException.InvalidDefinition(what, remedy);
  }
}
