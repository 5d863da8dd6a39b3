package dev.goatdb.core.rule;

/**
 * Rules that are code of the application, which only an authority has. They are asked after the
 * rules of the definition file, about what those allow; so they take away and never give.
 */
public interface CodeRules {
  /** There are none. */
  CodeRules NONE = (attempt, items) -> Verdict.ALLOWED;

  /**
   * Whether an attempt may succeed that the rules of the file allow. It is quick and throws not.
   */
  Verdict judge(Attempt attempt, Attempt.Items items);
}
