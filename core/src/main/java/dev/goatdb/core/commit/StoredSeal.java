package dev.goatdb.core.commit;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.RepositoryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form in which a log holds a seal, which stands behind the commits it covers.
 *
 * @param distance from the beginning of its record back to that of the first commit it covers
 * @param tree for commits of others, the tree whose present leaves are the received commits before
 *     it, in their order; an empty id stands for each
 */
public record StoredSeal(Seal seal, long distance, Optional<MerkleTree> tree) {
  public Octets encode() {
    CborWriter out = new CborWriter().array(tree.isPresent() ? 9 : 8);
    out.bytes(seal.session().bytes()).bytes(seal.incarnation()).integer(seal.sequence());
    out.integer(seal.flags()).integer(seal.size()).bytes(seal.root()).bytes(seal.signature());
    out.integer(distance);
    tree.ifPresent(some -> some.write(out, (to, rank) -> to.nil()));
    return out.octets();
  }

  /** Throws {@code Corrupted} for anything malformed. */
  public static StoredSeal decode(
      Octets stored, OrganisationId organisation, RepositoryPath repository) {
    CborReader in = new CborReader(stored);
    boolean own = in.peekArray(8);
    in.array(own ? 8 : 9);
    Seal seal =
        new Seal(
            organisation,
            repository,
            new SessionId(in.bytes(SessionId.BYTES)),
            in.bytes(Seal.INCARNATION_BYTES),
            in.integer(),
            Seal.readFlags(in),
            in.integer(1, Limits.DEFAULT.packCommits()),
            in.bytes(CommitId.BYTES),
            in.bytes(Seal.SIGNATURE_BYTES));
    long distance = in.integer();
    Optional<MerkleTree> tree =
        own ? Optional.empty() : Optional.of(MerkleTree.read(in, seal.size(), StoredSeal::leaf));
    in.end();
    return new StoredSeal(seal, distance, tree);
  }

  private static Octets leaf(CborReader in) {
    if (!in.skipNil()) {
      throw in.bad("a leaf is no leaf");
    }
    return Octets.EMPTY;
  }

  /** How many commits before it are covered by it and here. */
  public int present() {
    return tree.map(some -> some.present().size()).orElse(seal.size());
  }

  /** The seal over commits with these ids, which are as many as are here. */
  public Piece over(List<Octets> ids) {
    if (tree.isEmpty()) {
      return new Piece(seal, MerkleTree.of(ids).rooted(seal.root()));
    }
    List<MerkleTree.Slot> slots = new ArrayList<>();
    int next = 0;
    for (MerkleTree.Slot slot : tree.get().slots()) {
      slots.add(
          slot instanceof MerkleTree.Slot.Absent
              ? slot
              : new MerkleTree.Slot.Present(ids.get(next++)));
    }
    return new Piece(seal, new MerkleTree(seal.size(), slots).rooted(seal.root()));
  }
}
