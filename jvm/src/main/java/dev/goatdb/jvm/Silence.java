package dev.goatdb.jvm;

import dev.goatdb.error.GoatException;
import java.time.Duration;

/**
 * How long a connection may be without a sign of life before it counts as broken: a network may
 * fail without a word.
 */
public final class Silence {
  public static final Duration DEFAULT = Duration.ofSeconds(45);

  /** How often a side gives a sign of life, or asks for one, within that time. */
  public static final int SIGNS = 3;

  private Silence() {}

  /**
   * The time itself.
   *
   * @throws GoatException.InvalidValue where it is not from a second to an hour
   */
  public static Duration require(Duration longest) {
    if (longest.toMillis() < 1_000 || longest.compareTo(Duration.ofHours(1)) > 0) {
      throw new GoatException.InvalidValue(
          "A connection cannot count as broken after " + longest + ".", "Use a second to an hour.");
    }
    return longest;
  }
}
