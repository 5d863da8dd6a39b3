package dev.goatdb.core.commit;

/**
 * What a peer knows of one sealed pack: the seal and the tree with the ids it holds. The nodes of a
 * pack share it.
 */
public final class Piece {
  private final Seal seal;
  private final MerkleTree tree;

  public Piece(Seal seal, MerkleTree tree) {
    this.seal = seal;
    this.tree = tree;
  }

  public Seal seal() {
    return seal;
  }

  public MerkleTree tree() {
    return tree;
  }
}
