package dev.goatdb.core;

/**
 * Writes the index of a repository further when enough came since the last time, and reads back the
 * state it was written with.
 */
interface Checkpoint {
  /**
   * An epoch begins before a position, since the log is shorter than its index says: the index
   * stays as it is until that is safe.
   */
  void awaits(long position);

  /** Asks for the index to be written where enough commits are not in it yet. */
  void writeOn();

  /** Asks for it unless the rest of the log is read faster than it would be written. */
  void complete();

  /** The log is damaged: there is no index any more once this is complete. */
  void drop();

  /** Takes in what the index says; false where there is none. */
  boolean restore();
}
