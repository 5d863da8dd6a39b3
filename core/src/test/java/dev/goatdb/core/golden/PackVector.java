package dev.goatdb.core.golden;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs: described commits are sealed, all but those in {@code keep} are left out, and what is
 * written is read back.
 */
final class PackVector {
  private PackVector() {}

  static Octets run(Description in) {
    if (in.has("decode")) {
      return write(Pack.decode(in.bytes("decode", 0)));
    }
    List<Commit> commits = new ArrayList<>();
    for (Value commit : in.list("commits")) {
      commits.add(Description.of(commit).commit(in, commits));
    }
    MerkleTree tree = MerkleTree.of(commits.stream().map(commit -> commit.id().hash()).toList());
    Seal seal =
        new Seal(
            in.organisation(),
            in.repository(),
            in.session(),
            in.bytes("incarnation", Seal.INCARNATION_BYTES),
            in.integer("sequence", 0),
            0,
            tree.size(),
            tree.root(),
            in.bytes("signature", Seal.SIGNATURE_BYTES));
    List<Commit> kept = new ArrayList<>(commits);
    if (in.has("keep")) {
      kept.removeIf(commit -> !in.list("keep").contains(Value.of((long) commits.indexOf(commit))));
    }
    List<Octets> ids = kept.stream().map(commit -> commit.id().hash()).toList();
    Pack pack = new Pack(new Piece(seal, tree.keep(ids::contains)), kept);
    return write(Pack.decode(pack.encode()));
  }

  /** The bytes of the pack, the root, what is signed, and the ids that are here. */
  private static Octets write(Pack pack) {
    CborWriter out =
        new CborWriter()
            .array(4)
            .bytes(pack.encode())
            .bytes(pack.piece().tree().root())
            .bytes(pack.piece().seal().message())
            .array(pack.commits().size());
    pack.commits().forEach(commit -> out.bytes(commit.id().hash()));
    return out.octets();
  }
}
