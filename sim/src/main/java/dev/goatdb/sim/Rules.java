package dev.goatdb.sim;

import dev.goatdb.core.Policy;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.rule.Access;
import dev.goatdb.core.rule.CodeRules;
import dev.goatdb.core.rule.PathPattern;
import dev.goatdb.core.rule.Rule;
import dev.goatdb.core.rule.RuleBook;
import java.util.List;
import java.util.Optional;

/**
 * The rules of worlds that have some: nobody but the server ranks notes, whatever else they do. One
 * condition looks items of another repository up, and gives the same whatever they are.
 */
final class Rules {
  private static final String NOTES = "/data/notes";
  private static final String RANK = "rank";

  static final Policy POLICY =
      Policy.of(
          RuleBook.of(
              List.of(
                  rule(
                      "no ranks",
                      NOTES + "/{name}",
                      "!('"
                          + RANK
                          + "' in changed)"
                          + " && (item('/data/cards/' + path.name) == null || has(session.id))",
                      Access.WRITE),
                  rule("all", "/*/*/*", "true", Access.READ, Access.WRITE)),
              Cards.SCHEMAS.inExpressions()),
          CodeRules.NONE);

  private Rules() {}

  private static Rule rule(String name, String path, String condition, Access... allow) {
    return new Rule(
        name,
        PathPattern.parse(path).orElseThrow(),
        List.of(allow),
        Optional.of(Expression.parse(condition)),
        Optional.empty());
  }

  /** Whether the rules do not allow a commit that a client made. */
  static boolean isForbidden(Commit commit) {
    return commit.header().repository().toString().equals(NOTES)
        && commit.operations().stream()
            .anyMatch(
                operation -> !operation.path().isEmpty() && operation.path().get(0).equals(RANK));
  }
}
