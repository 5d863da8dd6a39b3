package dev.goatdb.core;

import java.util.Map;

/** How often an authority refused something by its rules, since it was opened. */
public final class RuleCounts {
  private RuleCounts() {}

  /** By the name of the rule that decided; by an empty name where none fitted. */
  public static Map<String, Long> of(Engine engine) {
    return engine.context().permissions().refused();
  }
}
