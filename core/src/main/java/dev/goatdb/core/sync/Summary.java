package dev.goatdb.core.sync;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.List;

/**
 * What somebody holds of a repository, in short.
 *
 * @param heads how far the chains of control records are known
 * @param count the number of commits
 * @param sum the sum of their ids, see {@link SetDigest}
 */
public record Summary(List<ChainHead> heads, int count, Octets sum) {
  static final int PARTS = 3;

  static Summary of(List<ChainHead> heads, SetDigest digest) {
    return new Summary(heads, digest.count(), digest.sum());
  }

  boolean isOf(SetDigest digest) {
    return digest.count() == count && digest.sum().equals(sum);
  }

  CborWriter write(CborWriter out) {
    ChainHead.write(out, heads);
    return out.integer(count).bytes(sum);
  }

  static Summary read(CborReader in) {
    return new Summary(
        ChainHead.read(in), in.integer(0, Integer.MAX_VALUE), in.bytes(CommitId.BYTES));
  }
}
