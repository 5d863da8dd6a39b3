package dev.goatdb.core.rule;

import dev.goatdb.core.expression.Expression;
import java.util.List;
import java.util.Optional;

/**
 * Who may do what with the items of some paths, as it stands in a definition file.
 *
 * @param name what a refusal calls it
 * @param allow what it decides about, each once
 * @param condition when it allows that; always, where there is none
 * @param otherwise what to tell somebody who is refused
 */
public record Rule(
    String name,
    PathPattern path,
    List<Access> allow,
    Optional<Expression> condition,
    Optional<String> otherwise) {
  public Rule {
    allow = List.copyOf(allow);
  }

  /** Whether it decides about an access. */
  public boolean isAbout(Access access) {
    for (Access allowed : allow) {
      if (allowed.covers(access)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it leaves nothing to decide to another rule that comes after it. */
  public boolean covers(Rule later) {
    boolean covers = path.covers(later.path);
    for (Access access : Access.values()) {
      boolean plain = access != Access.WRITE;
      covers &= !plain || !later.isAbout(access) || isAbout(access);
    }
    return covers;
  }
}
