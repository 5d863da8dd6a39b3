package dev.goatdb.core.session;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/**
 * The authority's seal: these commits are durable here and valid for good. Receipts are control
 * records and form a chain.
 *
 * @param chain 16 random bytes, new whenever the authority opens the log
 * @param number counts the records of the chain from 0
 * @param previous the {@link #hash()} of the record before; zeros for the first
 * @param after where other chains stood when this one began; named by its first record only
 * @param timeMillis the authority's clock, since 1970
 * @param tree the ids of the commits
 */
public record Receipt(
    OrganisationId organisation,
    RepositoryPath repository,
    Octets chain,
    long number,
    Octets previous,
    List<ChainHead> after,
    long timeMillis,
    MerkleTree tree,
    Octets signature) {
  private static final int VERSION = 0;
  private static final int KIND = 0;

  /** What the authority signs; it covers the root of the tree instead of the ids. */
  public Octets message() {
    return new CborWriter().text("goat/control/1").raw(fields(11)).octets();
  }

  public Receipt signed(Octets by) {
    return new Receipt(
        organisation, repository, chain, number, previous, after, timeMillis, tree, by);
  }

  /** What the next record of the chain names as its predecessor. */
  public Octets hash() {
    return Pure.sha256(message());
  }

  public List<CommitId> commits() {
    List<CommitId> commits = new ArrayList<>();
    tree.present().forEach(id -> commits.add(new CommitId(id)));
    return commits;
  }

  public Octets encode() {
    CborWriter out = fields(13).bytes(signature);
    tree.write(out, (to, rank) -> to.bytes(tree.present().get(rank)));
    return out.octets();
  }

  /**
   * Throws {@code Corrupted} for anything malformed; signature and chain are the caller's to check.
   */
  public static Receipt decode(Octets bytes) {
    Receipt receipt = read(new CborReader(bytes));
    if (receipt.tree.present().size() < receipt.tree.size()
        || !new MerkleTree(receipt.tree.size(), receipt.tree.slots())
            .root()
            .equals(receipt.tree.root())) {
      throw new GoatException.Corrupted(
          "A receipt does not hold the commits it covers.", "Ask its sender for it again.");
    }
    return receipt;
  }

  /** Reads a record that was decoded before it was written: its tree is not hashed again. */
  public static Receipt recall(Octets bytes) {
    return read(CborReader.sharing(bytes));
  }

  private static Receipt read(CborReader in) {
    in.array(13);
    in.integer(VERSION, VERSION);
    in.integer(KIND, KIND);
    OrganisationId organisation = new OrganisationId(in.bytes(OrganisationId.BYTES));
    RepositoryPath repository = RepositoryPath.read(in);
    Octets chain = in.bytes(ChainHead.CHAIN_BYTES);
    long number = in.integer();
    Octets previous = in.bytes(ChainHead.NONE.size());
    List<ChainHead> after = ChainHead.read(in);
    if (number > 0 && !after.isEmpty()) {
      throw in.bad("only the first record of a chain names others");
    }
    long time = in.integer();
    int size = in.integer(1, Limits.DEFAULT.packCommits());
    Octets root = in.bytes(CommitId.BYTES);
    Octets signature = in.bytes(Seal.SIGNATURE_BYTES);
    MerkleTree tree = MerkleTree.read(in, size, reader -> reader.bytes(CommitId.BYTES));
    in.end();
    return new Receipt(
        organisation,
        repository,
        chain,
        number,
        previous,
        after,
        time,
        tree.rooted(root),
        signature);
  }

  private CborWriter fields(int length) {
    CborWriter out =
        new CborWriter()
            .array(length)
            .integer(VERSION)
            .integer(KIND)
            .bytes(organisation.hash())
            .text(repository.toString())
            .bytes(chain)
            .integer(number)
            .bytes(previous);
    ChainHead.write(out, after);
    return out.integer(timeMillis).integer(tree.size()).bytes(tree.root());
  }
}
