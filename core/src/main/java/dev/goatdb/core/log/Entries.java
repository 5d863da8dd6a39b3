package dev.goatdb.core.log;

import dev.goatdb.error.Invariant;

/**
 * What an index knows of each commit, by its number: commits are numbered from 0 in the order of
 * the log.
 */
interface Entries {
  /** Which entries hold a commit. */
  @FunctionalInterface
  interface Parts {
    Entries holding(int number);
  }

  /** A hash of the commit's id. */
  int idTag(int number);

  /** A hash of the name of its item. */
  int itemTag(int number);

  /** The commit before it of the same item, or -1. */
  int previous(int number);

  /** Where its record begins, or -1 while it is not in the log. */
  long offset(int number);

  /** Where the record of its seal begins, or 0 while there is none. */
  long sealOffset(int number);

  /** Writes it as it stands in a segment. */
  default void write(int number, byte[] bytes, int at) {
    long offset = offset(number);
    long seal = sealOffset(number);
    Invariant.check(offset > 0 && seal - offset < 1L << 32, "a seal is near its commits");
    IndexPage.putInt(bytes, at, idTag(number));
    IndexPage.putInt(bytes, at + 4, itemTag(number));
    IndexPage.putInt(bytes, at + 8, previous(number) + 1);
    IndexPage.putInt(bytes, at + 12, seal == 0 ? 0 : (int) (seal - offset));
    IndexPage.putLong(bytes, at + 16, offset);
  }
}
