package dev.goatdb.sim.machine;

/** What a run counts, to show that it met what it is there to test. */
public enum Count {
  EDITS,
  /** Edits that a crash took before they were safe or known to anybody. */
  EDITS_LOST,
  COMMITS,
  /** Changes of texts: insertions and deletions that an editor knows, and texts set as a whole. */
  TEXT_EDITS,
  TEXTS_SET,
  /** Insertions into lists, and what is removed from them or moved in them. */
  LIST_EDITS,
  /** Changes of a text or list that did not see the one before them. */
  MEETINGS,
  /** Times that several items were edited atomically. */
  ATOMIC_EDITS,
  /** Those that expected certain heads. */
  EXPECTING_EDITS,
  /** Edits that found other heads than expected before they were made. */
  CONFLICTS,
  /** Commits that the authority refused for a reason that is fair. */
  REFUSED,
  /** Of these, what rules refused. */
  REFUSED_BY_RULES,
  WORLDS_WITH_RULES,
  /** Commits that make again what did not depend on a refused one. */
  MADE_AGAIN,
  /** Commits with several parents, and items with several heads at the end. */
  MERGES,
  /** Further rounds and cycles because digests differed. */
  REPAIRS,
  /** Offers and answers, by what they are about and how they say it. */
  CYCLES_ABOUT_TAILS,
  CYCLES_ABOUT_ALL,
  SHORT_IDS,
  BLOOM_FILTERS,
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
  /** Commits that a server got back, and those that it went on without. */
  COMMITS_BROUGHT_BACK,
  COMMITS_GIVEN_UP,
  CLONES,
  UPGRADES,
  FULL_DISKS,
  FAILED_SYNCS,
  CLOCK_JUMPS,
  PARTITIONS,
  CONNECTIONS,
  /** Connections that a node ended because of what a peer without an engine sent. */
  LIARS_TURNED_AWAY,
  FIRST_CONTACTS,
  FRAMES,
  FRAMES_LOST,
  FRAMES_OVERTAKEN,
  FRAMES_DOUBLED
}
