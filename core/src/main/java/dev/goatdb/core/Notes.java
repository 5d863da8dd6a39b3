package dev.goatdb.core;

import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;

/**
 * Where the records of a log stand that are no commits, so that an index can tell without the log
 * being read.
 */
interface Notes {
  /** Nothing is noted, for no index will tell of it. */
  Notes NONE = new Notes() {};

  /** Who wants to know what notes say. */
  interface Reader {
    /** A context, by the payload of its record. */
    void context(Octets record);

    void certificate(SessionId session, long offset);

    void control(Octets chain, long offset);

    void refusal(long offset);

    void epoch(Octets name);
  }

  default void context(Octets record, long offset) {}

  default void certificate(SessionId session, long offset) {}

  default void control(Octets chain, long offset) {}

  default void refusal(long offset) {}

  default void epoch(Octets name, long offset) {}

  /** Those of the records before a position, which are not pending any more. */
  default Octets take(long position) {
    return Octets.EMPTY;
  }
}
