package dev.goatdb;

import dev.goatdb.core.rule.Attempt.Items;
import dev.goatdb.core.rule.CodeRules;
import dev.goatdb.core.rule.PathPattern;
import dev.goatdb.core.rule.Verdict;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A rule that is code of the application. */
record RuleCode(
    String name, PathPattern path, Set<Access> about, String otherwise, Predicate<Attempt> allows) {
  private static final Logger LOG = LoggerFactory.getLogger(RuleCode.class);

  static RuleCode of(
      String name, String path, Set<Access> about, String otherwise, Predicate<Attempt> allows) {
    PathPattern pattern =
        PathPattern.parse(path)
            .orElseThrow(() ->
                new GoatException.InvalidDefinition(
                    "The path '" + path + "' of the rule '" + name + "' is no pattern of paths.",
                    "Write /type/repo/item, where each part may be a name, {variable} or *."));
    return new RuleCode(name, pattern, Set.copyOf(about), otherwise, allows);
  }

  /** All of them must allow something. */
  static CodeRules all(List<RuleCode> rules) {
    return rules.isEmpty()
        ? CodeRules.NONE
        : (attempt, items) -> {
          for (RuleCode rule : rules) {
            Verdict verdict = rule.judge(attempt, items);
            if (!(verdict instanceof Verdict.Allowed)) {
              return verdict;
            }
          }
          return Verdict.ALLOWED;
        };
  }

  private Verdict judge(dev.goatdb.core.rule.Attempt attempt, Items items) {
    Attempt shown = new Attempt(attempt, items);
    boolean fits =
        attempt.item().isEmpty()
            ? path.fits(attempt.repository())
            : path.fits(attempt.repository(), attempt.item());
    if (!fits || !about.contains(shown.access()) || allows(shown)) {
      return shown.asked().<Verdict>map(Verdict.Asks::new).orElse(Verdict.ALLOWED);
    }
    return shown
        .asked()
        .<Verdict>map(Verdict.Asks::new)
        .orElseGet(() -> new Verdict.Denied(Optional.of(name), otherwise));
  }

  /** Code that fails allows nothing. */
  private boolean allows(Attempt shown) {
    try {
      return allows.test(shown);
    } catch (RuntimeException failed) {
      LOG.error("The rule '{}' failed about {}", name, shown.path(), failed);
      return false;
    }
  }
}
