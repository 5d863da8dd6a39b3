package dev.goatdb.core.rule;

import java.util.Optional;

/** What rules say of an attempt. */
public sealed interface Verdict {
  /** It may be done. */
  Verdict ALLOWED = new Allowed();

  /** It may be done. */
  record Allowed() implements Verdict {}

  /**
   * It may be done to some items of the repository and not to others, which depends on them; for
   * repositories only.
   */
  record Some() implements Verdict {}

  /**
   * It must not be done.
   *
   * @param rule the name of the rule that decided; none where none fits
   * @param reason for whoever tried, one or more sentences
   */
  record Denied(Optional<String> rule, String reason) implements Verdict {}

  /** Nothing yet: the item at this path must be loaded, then the rules asked again. */
  record Asks(String path) implements Verdict {}
}
