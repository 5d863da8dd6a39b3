package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a chain of an authority's control records goes, or is known to somebody.
 *
 * @param chain 16 random bytes that name it
 * @param next the number of the record that comes next
 * @param hash the hash of the last record, which the next one names; zeros where there is none
 */
public record ChainHead(Octets chain, long next, Octets hash) {
  public static final int CHAIN_BYTES = 16;

  /** The hash that the first record of a chain names. */
  public static final Octets NONE = Octets.wrap(new byte[CommitId.BYTES]);

  /** The most heads that are named at once; a repository with one authority has one. */
  public static final int MOST = 64;

  /** Writes heads that are in the order of their chains. */
  public static void write(CborWriter out, List<ChainHead> heads) {
    out.array(heads.size());
    heads.forEach(head -> out.array(3).bytes(head.chain).integer(head.next).bytes(head.hash));
  }

  /** Throws {@code Corrupted} for heads that are malformed, out of order, or too many. */
  public static List<ChainHead> read(CborReader in) {
    List<ChainHead> heads = new ArrayList<>();
    int length = in.array();
    if (length > MOST) {
      throw in.bad("too many chains are named");
    }
    for (int i = 0; i < length; i++) {
      in.array(3);
      ChainHead head = new ChainHead(in.bytes(CHAIN_BYTES), in.integer(), in.bytes(CommitId.BYTES));
      boolean ordered = i == 0 || heads.get(i - 1).chain.compareTo(head.chain) < 0;
      if (!ordered || head.next < 1) {
        throw in.bad("chains are out of order");
      }
      heads.add(head);
    }
    return List.copyOf(heads);
  }
}
