package dev.goatdb.sim.adversary;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a malicious peer does. */
public enum Trick {
  /** A small filter that claims to hold everything, which its size allows. */
  FULL_FILTER,
  /** A large one, which its size does not. */
  OVERFULL_FILTER,
  /** Asks for everything, again and again. */
  EMPTY_FILTERS,
  /** A filter that looks at no bits at all, and so holds everything. */
  FILTER_WITHOUT_PROBES,
  /** A filter as large as a frame may be, for one commit. */
  HUGE_FILTER,
  /** Commits whose ids were chosen to be in a filter of the server's. */
  MINED_IDS,
  /** Numbers and sums of commits that are wrong. */
  WRONG_DIGESTS,
  /** Chains of receipts that do not exist, or are longer than they are. */
  WRONG_CHAIN_HEADS,
  /** Says that data arrived which was never sent. */
  EARLY_ARRIVALS,
  /** The next receipt of a genuine chain, signed by its own key. */
  FORGED_RECEIPT,
  /** A chain of its own. */
  FORGED_CHAIN,
  /** Genuine receipts, backwards and of other repositories. */
  REPLAYED_RECEIPTS,
  /** Commits of others once more. */
  REPLAYED_COMMITS,
  /** A refusal of what others wrote. */
  FORGED_REFUSALS,
  /** A seal in the name of another session. */
  FORGED_SEAL,
  /** A certificate that it signed itself, and commits under it. */
  FORGED_CERTIFICATE,
  /** Commits with the clocks of years ago, on nothing. */
  BACKDATED,
  /** Commits on what was overtaken long ago. */
  OLD_PARENTS,
  /** Commits of tomorrow. */
  FAR_AHEAD,
  /** A commit with a clock before its parent's. */
  CLOCK_BEFORE_PARENT,
  /** A generation that does not follow from the parents. */
  WRONG_GENERATION,
  /** Two seals under one number. */
  EQUIVOCATION,
  /** A long chain of commits, the last ones first. */
  DEEP_CHAIN,
  /** Many commits beside each other on one. */
  MANY_HEADS,
  /** Commits on parents that nobody has. */
  MISSING_PARENTS,
  /** A commit whose parent it has and keeps to itself. */
  WITHHOLDING,
  /** A schema that nobody knows. */
  UNKNOWN_SCHEMA,
  /** Operations that do not fit the schema. */
  MISFIT_OPERATIONS,
  /** A body that is no body. */
  MALFORMED_BODY,
  /** A kind of commit that only the authority writes. */
  FOREIGN_KIND,
  /** Half of an atomic pack. */
  TORN_ATOMIC_PACK,
  /** An atomic pack of which one commit came alone before. */
  TWO_SEALS,
  /** Commits of one repository in another one. */
  CROSSED_REPOSITORIES,
  /** A seal that says that it covers more than one may. */
  OVERSIZED_PACK,
  /** A body larger than one may be. */
  OVERSIZED_BODY,
  /** A frame larger than one may be. */
  OVERSIZED_FRAME,
  /** A list that says that it has two thousand million entries. */
  BOMB,
  /** Frames that mean nothing. */
  GARBAGE,
  /** What is about to be typed, in thousands. */
  LIVE_EDITS_FLOOD,
  /** Asks for commits by id, known and unknown, without end. */
  NEEDS_FLOOD,
  /** Asks where both sides differ, without end. */
  SEARCH_FLOOD,
  /** Asks for receipts from the beginning, without end. */
  CONTROL_FLOOD,
  /** More repositories than a connection may have. */
  CHANNELS_FLOOD,
  /** Asks for everything and reads nothing. */
  SLOW_READER;

  /** All of them. */
  public static final List<Trick> ALL = List.of(values());

  /** The name in descriptions of worlds. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Trick> of(String word) {
    return ALL.stream().filter(trick -> trick.word().equals(word)).findFirst();
  }
}
