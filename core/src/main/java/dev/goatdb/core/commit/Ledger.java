package dev.goatdb.core.commit;

import java.util.List;

/**
 * What a log knows of the commits of a graph, which need not all be in memory. Commits have numbers
 * in the order of their admission, parents before children.
 */
public interface Ledger {
  /** A commit and its number. */
  record Numbered(int number, Commit commit) {}

  /**
   * Writes down that a commit is admitted, and gives it the next number.
   *
   * @param newest the number of the commit of the same item that was admitted last and is in the
   *     graph, or -1
   */
  int admitted(Commit commit, int newest);

  /** The commit is taken out of the graph. */
  void removed(int number);

  /** The number of a commit that is in the graph, or -1. */
  int find(CommitId id);

  /** The name of a commit's item. */
  String item(int number);

  /** The commits of an item that are in the graph, in the order of their numbers. */
  List<Numbered> commits(String item);

  /** How many commits are in the graph. */
  int size();

  /** Whether a signature covers a commit. */
  boolean isSealed(int number);

  /** The seal over a commit that is sealed. */
  Piece piece(int number);

  /** Whether a receipt of the authority covers a commit. */
  boolean isReceipted(int number);
}
