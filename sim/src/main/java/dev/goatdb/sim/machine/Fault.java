package dev.goatdb.sim.machine;

/**
 * A fault that no honest machine has; tests inject one to show that a promise is really checked.
 */
public enum Fault {
  NONE,
  /** The server's disk loses bytes that it had made safe, whenever the server crashes. */
  ROTTING_SERVER_DISK,
  /** The same at the clients. */
  ROTTING_CLIENT_DISK,
  /** The server's disk says that bytes are safe although they are not. */
  LYING_SERVER_DISK,
  /** That, and its chance repeats itself at every start, so that new chains get old names. */
  REPEATING_SERVER_CHANCE,
  /** The second client's disk drops every seal. */
  FORGETFUL_DISK,
  /** The oracle overlooks every other commit of a log where it looks for what belongs together. */
  HALF_BLIND_ORACLE,
  /** A client's disk changes a byte in the middle of its logs, whenever it crashes. */
  DAMAGING_DISK,
  /** The network never brings commits to the second client. */
  DEAF_CLIENT,
  /** The authority never signs a receipt. */
  SILENT_AUTHORITY,
  /** A client's key store makes signatures that are wrong. */
  BROKEN_SEAL,
  /** An engine's chance comes from the machine, not from the seed. */
  TRUE_RANDOMNESS,
  /** The oracle's own reckoning counts every addition to a counter twice. */
  TWIN_ADDS_TWICE,
  /** The oracle's own reckoning lets removals win over additions. */
  TWIN_REMOVES_UNSEEN,
  /** The oracle's own reckoning of a text leaves out its last character. */
  TWIN_DROPS_A_CHARACTER,
  /** The server takes every signature for a valid one. */
  GULLIBLE_SERVER,
  /** The server lets any number of commits wait for their parents. */
  BOUNDLESS_SERVER,
  /** An edit is noted, but the engine is never told. */
  PHANTOM_EDIT,
  /** A word is noted, but the engine is never told of the change of the text. */
  PHANTOM_WORD;

  boolean lies() {
    return this == LYING_SERVER_DISK || this == REPEATING_SERVER_CHANCE;
  }
}
