package dev.goatdb.sim.machine;

/** What a run counts, to show that it met what it is there to test. */
public enum Count {
  EDITS,
  /** Edits that a crash took before they were safe or known to anybody. */
  EDITS_LOST,
  COMMITS,
  /** Times that several items were edited atomically. */
  ATOMIC_EDITS,
  /** Commits with several parents, and items with several heads at the end. */
  MERGES,
  /** Further rounds and cycles because digests differed. */
  REPAIRS,
  /** Steps of synchronisation repeated because no answer came. */
  RETRIES,
  /** Commits sent again to a peer that had been sent them before. */
  RESENDS,
  /** Messages that ask for missing parents. */
  NEEDS,
  RECEIPTS,
  CRASHES,
  SERVER_CRASHES,
  TORN_TAILS,
  /** Disks that were lost, with a backup put back or without. */
  SERVERS_LOST,
  CLIENTS_LOST,
  BACKUPS_PUT_BACK,
  PARTITIONS,
  CONNECTIONS,
  FIRST_CONTACTS,
  FRAMES,
  FRAMES_LOST,
  FRAMES_OVERTAKEN;

  /** The name in reports. */
  public String word() {
    StringBuilder word = new StringBuilder();
    boolean capital = false;
    for (char letter : name().toCharArray()) {
      if (letter == '_') {
        capital = true;
      } else {
        word.append(capital ? letter : Character.toLowerCase(letter));
        capital = false;
      }
    }
    return word.toString();
  }
}
