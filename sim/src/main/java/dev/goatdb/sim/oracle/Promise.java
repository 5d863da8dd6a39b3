package dev.goatdb.sim.oracle;

/** What must be true of every world. */
public enum Promise {
  /** What a client saw receipted is at the server after every crash. */
  RECEIPTED_COMMITS_SURVIVE,
  /** An edit that was safe on its author's disk is everywhere in the end. */
  SAFE_EDITS_SURVIVE,
  /** An edit is shown at once, and its commit says what was edited. */
  EDITS_ARE_KEPT,
  /** What was edited atomically is everywhere as a whole, or not at all. */
  PACKS_STAY_WHOLE,
  /** In the end all peers hold the same commits and digests, and soon. */
  PEERS_CONVERGE,
  /** What is shown is what the rules say about the whole history. */
  VALUES_ARE_RIGHT,
  /** In the end no commit waits for a parent or a receipt; nothing honest was ever refused. */
  NOTHING_STAYS_OPEN,
  /** Nobody ever sees two receipts with one number. */
  RECEIPTS_FORM_ONE_CHAIN,
  /** A log read back gives what was shown before. */
  LOGS_READ_BACK,
  /** What cannot be valid is admitted nowhere. */
  ONLY_VALID_IS_ADMITTED,
  /** Nobody takes up more than limits allow. */
  LIMITS_HOLD,
  /** The same seed gives the same history. */
  RUNS_REPEAT,
  /** No engine fails. */
  ENGINES_NEVER_FAIL
}
