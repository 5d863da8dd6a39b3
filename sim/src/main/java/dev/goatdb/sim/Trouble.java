package dev.goatdb.sim;

import java.util.Locale;

/**
 * Something that goes wrong in a world at some time.
 *
 * @param atMillis when, from the beginning of the world
 * @param peer to whom, by its place among the peers
 * @param amount of what the kind says, mostly milliseconds
 * @param flag what the kind says
 */
record Trouble(long atMillis, Kind kind, int peer, long amount, boolean flag) {
  /** What goes wrong. */
  enum Kind {
    /** It crashes after so many further effects; the flag says whether power fails. */
    CRASH,
    /** Its connections break, and it can make none for so long. */
    CUT,
    /** What is sent to it and by it goes nowhere for so long. */
    SILENCE,
    /** A copy of its disk is taken. */
    BACKUP,
    /** Its disk is lost; the flag says whether the copy is put back. */
    LOSS,
    /** Its clock jumps, and is wrong by so much from now on. */
    JUMP,
    /** Another client starts on a copy of its disk, as if it were the same device. */
    CLONE,
    /** It starts again with the next version of the schema. */
    UPGRADE,
    /** Its disk takes no more for so long; the flag says whether syncs fail instead. */
    FULL_DISK,
    /** It goes by rules, from the beginning on; for the server. */
    RULES
  }

  /** The trouble at another time, by another amount. */
  Trouble with(long millis, long other) {
    return new Trouble(millis, kind, peer, other, flag);
  }

  /** The same for another peer. */
  Trouble of(int other) {
    return new Trouble(atMillis, kind, other, amount, flag);
  }

  /** A line of a description; {@link #parse} reads it. */
  String line() {
    return "at "
        + atMillis
        + ' '
        + kind.name().toLowerCase(Locale.ROOT).replace('_', '-')
        + ' '
        + peer
        + ' '
        + amount
        + (flag ? " yes" : " no");
  }

  /** Throws {@code IllegalArgumentException} for anything malformed. */
  static Trouble parse(Words words) {
    return new Trouble(
        words.number(),
        words.constant(Kind.class),
        (int) words.number(),
        words.number(),
        words.flag());
  }
}
