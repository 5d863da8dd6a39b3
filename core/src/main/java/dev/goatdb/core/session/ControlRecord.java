package dev.goatdb.core.session;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.OrganisationId;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of the authority about a repository, signed: which commits are durable and valid for good,
 * which sessions are revoked, what is erased or lost. Such records form chains.
 *
 * @param chain 16 random bytes, new whenever the authority opens the log
 * @param number counts the records of the chain from 0
 * @param previous the {@link #hash()} of the record before; zeros for the first
 * @param after where other chains stood when this one began; named by its first record only
 * @param timeMillis the authority's clock, since 1970
 */
public record ControlRecord(
    OrganisationId organisation,
    RepositoryPath repository,
    Octets chain,
    long number,
    Octets previous,
    List<ChainHead> after,
    long timeMillis,
    Control content,
    Octets signature) {
  private static final int VERSION = 0;
  private static final int KINDS = 4;

  /** What the authority signs; it covers the root of a tree instead of ids. */
  public Octets message() {
    CborWriter parts = content.write(fields(10), false);
    return new CborWriter().text("goat/control/1").raw(parts).octets();
  }

  public ControlRecord signed(Octets by) {
    return new ControlRecord(
        organisation, repository, chain, number, previous, after, timeMillis, content, by);
  }

  /** What the next record of the chain names as its predecessor. */
  public Octets hash() {
    return Pure.sha256(message());
  }

  /** The commits that it is a receipt for. */
  public List<CommitId> commits() {
    List<CommitId> commits = new ArrayList<>();
    if (content instanceof Control.Receipt receipt) {
      receipt.tree().present().forEach(id -> commits.add(new CommitId(id)));
    }
    return commits;
  }

  public Octets encode() {
    return content.write(fields(11), true).bytes(signature).octets();
  }

  /**
   * Throws {@code Corrupted} for anything malformed; signature and chain are the caller's to check.
   */
  public static ControlRecord decode(Octets bytes) {
    ControlRecord record = read(new CborReader(bytes));
    MerkleTree tree = record.content.commits();
    boolean whole = tree.present().size() == tree.size();
    if (!whole
        || tree.size() > 0
            && !new MerkleTree(tree.size(), tree.slots()).root().equals(tree.root())) {
      throw new GoatException.Corrupted(
          "A control record does not hold the commits it speaks of.",
          "Ask its sender for it again.");
    }
    return record;
  }

  /** Reads a record that was decoded before it was written: its tree is not hashed again. */
  public static ControlRecord recall(Octets bytes) {
    return read(CborReader.sharing(bytes));
  }

  private static ControlRecord read(CborReader in) {
    in.array(11);
    in.integer(VERSION, VERSION);
    int kind = in.integer(0, KINDS - 1);
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
    Control content = Control.read(kind, in);
    Octets signature = in.bytes(Seal.SIGNATURE_BYTES);
    in.end();
    return new ControlRecord(
        organisation, repository, chain, number, previous, after, time, content, signature);
  }

  private CborWriter fields(int length) {
    CborWriter out =
        new CborWriter()
            .array(length)
            .integer(VERSION)
            .integer(content.kind())
            .bytes(organisation.hash())
            .text(repository.toString())
            .bytes(chain)
            .integer(number)
            .bytes(previous);
    ChainHead.write(out, after);
    return out.integer(timeMillis);
  }
}
