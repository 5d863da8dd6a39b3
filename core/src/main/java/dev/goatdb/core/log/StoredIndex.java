package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import java.util.List;

/**
 * The part of an index that is stored. {@link LogIndex} knows it only as this, so that a host
 * without indexes carries no code for them.
 */
public interface StoredIndex {
  /** Whether nothing is stored yet. */
  boolean isEmpty();

  /** Whether the log lacks what a whole segment says it once held. */
  boolean isLogShortened();

  /** How long the file is up to the end of the last segment that fits the log. */
  long bytes();

  /** How much of the log is covered; 0 where nothing is stored. */
  long to();

  /** How many commits are covered. */
  int count();

  /** What the engine wrote down of its state at the end of what is covered. */
  Octets state();

  /** The notes of all segments, oldest first. */
  List<Octets> notes();

  /** The commit that matches among those with that tag of an id, or -1. */
  int find(int idTag, Match match);

  /** The newest commit that matches among those with that tag of an item, or -1. */
  int newest(int itemTag, Match match);

  /** The segment that holds a commit. */
  Entries holding(int number);

  /**
   * Adds the commits up to a number, in one segment with the newest ones that are not much larger;
   * gives what is to be written.
   */
  LogIndex.Segment add(Entries.Parts parts, int end, Cover cover, Octets state, Octets notes);

  /** Forgets all: they are damaged. */
  void clear();

  /** It is not used any more. */
  void close(PageCache cache);
}
