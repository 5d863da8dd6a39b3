package dev.goatdb.core.session;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.List;

/** What a {@link ControlRecord} says. */
public sealed interface Control {
  /** The longest reason for an erasure, in characters. */
  int MOST_REASON = 1_024;

  /** These commits are durable at the authority, and valid for good. */
  record Receipt(MerkleTree tree) implements Control {}

  /** From here on no commit of the session gets a receipt. */
  record Revocation(SessionId session) implements Control {}

  /** The bodies of these commits are to be forgotten; their headers stay. */
  record Erasure(MerkleTree tree, String reason) implements Control {}

  /**
   * The authority lost these commits, which have receipts, and goes on without them: nobody brought
   * them back in time. Who does so later is still believed.
   */
  record Loss(MerkleTree tree) implements Control {}

  /** The number of its kind. */
  default int kind() {
    return switch (this) {
      case Receipt receipt -> 0;
      case Revocation revocation -> 1;
      case Erasure erasure -> 2;
      case Loss loss -> 3;
    };
  }

  /** The commits that it speaks of. */
  default MerkleTree commits() {
    return switch (this) {
      case Receipt receipt -> receipt.tree();
      case Revocation revocation -> MerkleTree.of(List.of());
      case Erasure erasure -> erasure.tree();
      case Loss loss -> loss.tree();
    };
  }

  /**
   * Writes it as one part.
   *
   * @param whole whether the ids of commits are written; what is signed has only their root
   */
  default CborWriter write(CborWriter out, boolean whole) {
    return switch (this) {
      case Receipt receipt -> writeTree(receipt.tree(), out.array(whole ? 3 : 2), whole);
      case Revocation revocation -> out.array(1).bytes(revocation.session().bytes());
      case Erasure erasure ->
          writeTree(erasure.tree(), out.array(whole ? 4 : 3).text(erasure.reason()), whole);
      case Loss loss -> writeTree(loss.tree(), out.array(whole ? 3 : 2), whole);
    };
  }

  private static CborWriter writeTree(MerkleTree tree, CborWriter out, boolean whole) {
    out.integer(tree.size()).bytes(tree.root());
    if (whole) {
      tree.write(out, (to, rank) -> to.bytes(tree.present().get(rank)));
    }
    return out;
  }

  /** Throws {@code Corrupted} for anything malformed; the root of a tree is not checked. */
  static Control read(int kind, CborReader in) {
    in.array(List.of(3, 1, 4, 3).get(kind));
    return switch (kind) {
      case 0 -> new Receipt(readTree(in));
      case 1 -> new Revocation(new SessionId(in.bytes(SessionId.BYTES)));
      case 2 -> erasure(in);
      default -> new Loss(readTree(in));
    };
  }

  private static Control erasure(CborReader in) {
    String reason = in.text();
    if (reason.length() > MOST_REASON) {
      throw in.bad("a reason is too long");
    }
    return new Erasure(readTree(in), reason);
  }

  private static MerkleTree readTree(CborReader in) {
    int size = in.integer(1, Limits.DEFAULT.packCommits());
    Octets root = in.bytes(CommitId.BYTES);
    return MerkleTree.read(in, size, reader -> reader.bytes(CommitId.BYTES)).rooted(root);
  }
}
