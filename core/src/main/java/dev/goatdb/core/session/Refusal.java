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
 */
public record Refusal(CommitId commit, String code, String reason) {
  public Octets encode() {
    return new CborWriter().array(3).bytes(commit.hash()).text(code).text(reason).octets();
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static Refusal decode(Octets bytes) {
    CborReader in = new CborReader(bytes);
    Refusal refusal = read(in);
    in.end();
    return refusal;
  }

  public static Refusal read(CborReader in) {
    in.array(3);
    return new Refusal(new CommitId(in.bytes(CommitId.BYTES)), in.text(), in.text());
  }
}
