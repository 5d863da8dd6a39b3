package dev.goatdb.core.audit;

import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.Damage;
import java.util.List;

/**
 * What was found in a log.
 *
 * @param organisation whose it is
 * @param epoch the name of its life
 * @param items how many items have commits
 * @param unsealed how many commits wait for a seal
 * @param unreceipted how many commits have no receipt
 * @param absent how many commits have a receipt and are not here
 * @param unchecked how many seals could not be checked, for the session's key is not known
 * @param bytes how much of the file the records take
 * @param unfinished how many bytes of a write that did not finish follow them
 * @param damages what cannot be read although records follow
 * @param problems what is read and is wrong; the first ones, where there are very many
 * @param index how the index beside the log stands to it
 */
public record Findings(
    OrganisationId organisation,
    Octets epoch,
    int items,
    int commits,
    int unsealed,
    int unreceipted,
    int absent,
    int seals,
    int unchecked,
    int receipts,
    long bytes,
    long unfinished,
    List<Damage> damages,
    List<Problem> problems,
    Index index) {

  /**
   * Something that can be read and is wrong.
   *
   * @param offset where the record begins that shows it
   */
  public record Problem(long offset, String what) {}

  /** How an index stands to its log. */
  public enum Index {
    /** There is none, or it is of another log; it is written when the log is opened and grows. */
    ABSENT("no index"),
    /** The log is damaged, so there is nothing to compare it with. */
    UNCHECKED("the index is not checked, for the log is damaged"),
    /** What it says of the log is right. */
    AGREES("the index agrees"),
    /** Part of it cannot be read; that is made anew when it is used. */
    DAMAGED("the index is damaged, and will be written anew"),
    /** It is right as far as the log goes, and knows of more: the log was longer once. */
    AHEAD("the index knows of more than the log holds: the end of the log is gone"),
    /** It can be read and is wrong. */
    WRONG("the index contradicts the log");

    private final String phrase;

    Index(String phrase) {
      this.phrase = phrase;
    }

    /** Words for people. */
    public String phrase() {
      return phrase;
    }
  }

  /** Whether all that the log holds is right, and nothing of it is lost. */
  public boolean isSound() {
    return damages.isEmpty() && problems.isEmpty() && index != Index.WRONG;
  }
}
