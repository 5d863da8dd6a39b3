package dev.goatdb.core.session;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;

/**
 * The authority's no to a commit.
 *
 * @param code the code of the error, see {@link dev.goatdb.error.GoatException#code()}
 * @param reason what is wrong and what to do, for the author
 * @param rule the name of the rule that decided; empty where none did
 * @param policy the digest of the rules that were asked; empty where none were
 */
public record Refusal(CommitId commit, String code, String reason, String rule, Octets policy) {
  /** One that is not a matter of rules. */
  public Refusal(CommitId commit, String code, String reason) {
    this(commit, code, reason, "", Octets.EMPTY);
  }

  /** The same of another commit, which falls with this one. */
  public Refusal of(CommitId other) {
    return new Refusal(other, code, reason, rule, policy);
  }

  /** What somebody may know who is not the author. */
  public Refusal forOthers() {
    return new Refusal(commit, code, "It was refused.");
  }

  public Octets encode() {
    return new CborWriter()
        .array(5)
        .bytes(commit.hash())
        .text(code)
        .text(reason)
        .text(rule)
        .bytes(policy)
        .octets();
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static Refusal decode(Octets bytes) {
    CborReader in = new CborReader(bytes);
    in.array(5);
    Refusal refusal =
        new Refusal(
            new CommitId(in.bytes(CommitId.BYTES)), in.text(), in.text(), in.text(), in.bytes());
    in.end();
    return refusal;
  }
}
