package dev.goatdb.core.log;

/**
 * What an index knows of each commit, by its number: commits are numbered from 0 in the order of
 * the log.
 */
interface Entries {
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
}
