package dev.goatdb.core.rule;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.Program;
import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All rules of an organisation, compiled; the first that fits decides. Immutable. */
public final class RuleBook {
  /** How many bytes of a digest tell one set of rules from another. */
  public static final int DIGEST_BYTES = 8;

  private final List<Compiled> rules;
  private final Octets digest;

  private record Compiled(Rule rule, Optional<Condition> condition) {}

  private RuleBook(List<Compiled> rules, Octets digest) {
    this.rules = rules;
    this.digest = digest;
  }

  /**
   * Compiles rules; throws {@code InvalidDefinition} for a condition that is wrong.
   *
   * @param items what items hold: the fields of all schemas, or unknown
   */
  public static RuleBook of(List<Rule> rules, Type items) {
    List<Compiled> compiled = new ArrayList<>();
    CborWriter print = new CborWriter().text("goat/rules/1");
    for (Rule rule : rules) {
      compiled.add(
          new Compiled(rule, rule.condition().map(source -> Condition.of(rule, source, items))));
      print(rule, print);
    }
    return new RuleBook(compiled, Pure.sha256(print.octets()).prefix(DIGEST_BYTES));
  }

  /**
   * Throws {@code InvalidDefinition} for a condition that is wrong, with the place in its source.
   */
  public static void check(Rule rule, Type items) {
    Optional<Expression> source = rule.condition();
    source.ifPresent(given -> Condition.of(rule, given, items));
  }

  private static void print(Rule rule, CborWriter out) {
    out.text(rule.name()).text(rule.path().toString());
    for (Access access : Access.values()) {
      out.bool(access != Access.WRITE && rule.isAbout(access));
    }
    out.text(rule.condition().map(Expression::toString).orElse(""));
    out.text(rule.otherwise().orElse(""));
  }

  /** Tells these rules from others; of {@value #DIGEST_BYTES} bytes. */
  public Octets digest() {
    return digest;
  }

  /** The rules in their order. */
  public List<Rule> rules() {
    List<Rule> all = new ArrayList<>();
    rules.forEach(one -> all.add(one.rule()));
    return all;
  }

  /** Whether an attempt at an item may succeed. */
  public Verdict judge(Attempt attempt, Attempt.Items items) {
    if (attempt.access() != Access.READ && attempt.repository().type().equals(PathPattern.SYSTEM)) {
      return new Verdict.Denied(
          Optional.empty(), "Only the server writes " + attempt.repository() + ".");
    }
    if (isOpen(attempt.repository())) {
      return Verdict.ALLOWED;
    }
    for (Compiled one : rules) {
      Rule rule = one.rule();
      if (rule.isAbout(attempt.access())
          && rule.path().fits(attempt.repository(), attempt.item())) {
        return one.condition().isEmpty()
            ? Verdict.ALLOWED
            : decide(rule, one.condition().get().program(), attempt, items);
      }
    }
    return unfitted(attempt);
  }

  /**
   * Whether a session may read a repository: all of it, some items, or none; it asks where that
   * depends on an item that must be loaded first.
   */
  public Verdict reading(Who who, RepositoryPath repository, Attempt.Items items) {
    Attempt attempt = new Attempt(who, repository, "", Access.READ, null, null, Set.of(), 0);
    if (isOpen(repository)) {
      return Verdict.ALLOWED;
    }
    boolean some = false;
    for (Compiled one : rules) {
      Rule rule = one.rule();
      if (!rule.isAbout(Access.READ) || !rule.path().fits(repository)) {
        continue;
      }
      boolean certain =
          one.condition().isEmpty() || one.condition().get().ofRepository().isPresent();
      if (!certain || !rule.path().isOfAllItems()) {
        some = true;
      } else if (some) {
        return new Verdict.Some();
      } else {
        return one.condition().isEmpty()
            ? Verdict.ALLOWED
            : decide(rule, one.condition().get().ofRepository().get(), attempt, items);
      }
    }
    return some ? new Verdict.Some() : unfitted(attempt);
  }

  /** Without any rule, all is open but what only the authority has to do with. */
  private boolean isOpen(RepositoryPath repository) {
    return rules.isEmpty() && !repository.type().equals(PathPattern.SYSTEM);
  }

  private static Verdict decide(Rule rule, Program program, Attempt attempt, Attempt.Items items) {
    Situation situation = new Situation(attempt, rule.path(), items);
    Result result = program.evaluate(situation);
    boolean decided = result instanceof Result.Given;
    if (decided && ((Result.Given) result).value().equals(Value.TRUE)) {
      return Verdict.ALLOWED;
    }
    String asked = situation.asked();
    return !decided && asked != null
        ? new Verdict.Asks(asked)
        : new Verdict.Denied(Optional.of(rule.name()), reason(rule, attempt));
  }

  private static String reason(Rule rule, Attempt attempt) {
    return rule.otherwise()
        .orElseGet(() -> "The rule '" + rule.name() + "' does not let you " + deed(attempt) + ".");
  }

  private static Verdict unfitted(Attempt attempt) {
    return new Verdict.Denied(Optional.empty(), "No rule lets anybody " + deed(attempt) + ".");
  }

  private static String deed(Attempt attempt) {
    return attempt.access().word() + " " + attempt.where();
  }
}
