package dev.goatdb.core.log;

import dev.goatdb.error.GoatException;

/**
 * A part of a log that cannot be read although whole records follow it.
 *
 * @param from where it begins
 * @param to where the next whole record begins
 */
public record Damage(long from, long to) {
  /** The error for people. */
  public GoatException error(String log) {
    return new GoatException.Corrupted(
        "The log of "
            + log
            + " is damaged from byte "
            + from
            + " to byte "
            + to
            + ", and whole records follow.",
        "It can still be read. Run 'goat repair' on its folder, with a backup or a server.");
  }
}
