package dev.goatdb.core.commit;

import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.SchemaId;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Commits under their author's seal: the one form in which commits travel and are stored once they
 * are sealed.
 *
 * @param commits the commits that are here, in the order of the tree
 */
public record Pack(Piece piece, List<Commit> commits) {
  private static final int VERSION = 0;

  /**
   * Nodes under one seal, in the order of its tree.
   *
   * @param piece the seal with a tree that holds just these
   */
  public record Run(Piece piece, List<Node> nodes) {}

  /**
   * Packs that hold exactly these nodes, each under its own seal. Where the nodes come parents
   * before children, so do the packs: a seal whose commits stand between those of others gives
   * several packs.
   */
  public static List<Pack> of(Collection<Node> nodes) {
    List<Pack> packs = new ArrayList<>();
    for (List<Node> run : bySeal(nodes)) {
      packs.add(under(run.get(0).piece(), run));
    }
    return packs;
  }

  /** The same nodes, in the same order, as runs that the trees of their seals order alike. */
  public static List<Run> runs(Collection<Node> nodes) {
    List<Run> runs = new ArrayList<>();
    for (List<Node> bySeal : bySeal(nodes)) {
      Piece piece = bySeal.get(0).piece();
      List<Octets> order = piece.tree().present();
      List<Node> run = new ArrayList<>();
      int rank = -1;
      for (Node node : bySeal) {
        int next = rank + 1;
        while (next < order.size() && !order.get(next).equals(node.id().hash())) {
          next++;
        }
        if (next == order.size()) {
          runs.add(run(piece, run));
          run = new ArrayList<>();
          next = order.indexOf(node.id().hash());
        }
        rank = next;
        run.add(node);
      }
      runs.add(run(piece, run));
    }
    return runs;
  }

  private static Run run(Piece piece, List<Node> nodes) {
    Set<Octets> ids = new HashSet<>();
    nodes.forEach(node -> ids.add(node.id().hash()));
    return new Run(new Piece(piece.seal(), piece.tree().keep(ids::contains)), List.copyOf(nodes));
  }

  private static List<List<Node>> bySeal(Collection<Node> nodes) {
    List<List<Node>> all = new ArrayList<>();
    List<Node> run = new ArrayList<>();
    for (Node node : nodes) {
      if (!run.isEmpty() && !isSame(run.get(0).piece(), node.piece())) {
        all.add(run);
        run = new ArrayList<>();
      }
      run.add(node);
    }
    if (!run.isEmpty()) {
      all.add(run);
    }
    return all;
  }

  /**
   * Two pieces of a seal may hold other commits, unless all belong together; then one was only read
   * from the log once more.
   */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Piece one, Piece other) {
    return one == other || one.seal().isAtomic() && one.seal().equals(other.seal());
  }

  private static Pack under(Piece piece, List<Node> nodes) {
    Map<Octets, Commit> commits = new HashMap<>();
    nodes.forEach(node -> commits.put(node.id().hash(), node.commit()));
    MerkleTree tree = piece.tree().keep(commits::containsKey);
    List<Commit> ordered = new ArrayList<>(commits.size());
    tree.present().forEach(id -> ordered.add(Objects.requireNonNull(commits.get(id))));
    return new Pack(new Piece(piece.seal(), tree), ordered);
  }

  public Octets encode() {
    List<SchemaId> schemas = new ArrayList<>();
    for (Commit commit : commits) {
      if (!schemas.contains(commit.header().schema())) {
        schemas.add(commit.header().schema());
      }
    }
    CborWriter out = new CborWriter().array(4).integer(VERSION);
    piece.seal().write(out);
    CommitCodec.writeSchemas(out, schemas);
    CommitCodec codec = codec(piece.seal(), schemas);
    piece.tree().write(out, (to, rank) -> codec.write(to, commits.get(rank)));
    return out.octets();
  }

  /**
   * Reads a pack and checks that its commits are those under the seal; the signature is the
   * caller's to check.
   *
   * <p>Throws {@code Corrupted} for anything malformed.
   */
  public static Pack decode(Octets bytes) {
    Pack pack = read(new Reading(new CborReader(bytes)));
    MerkleTree tree = pack.piece.tree();
    if (!tree.root().equals(pack.piece.seal().root()) || !pack.isWellFormed()) {
      throw foreign();
    }
    return pack;
  }

  /** The commits of an atomic pack are of different items. */
  private boolean isWellFormed() {
    Set<String> items = new HashSet<>();
    for (Commit commit : commits) {
      if (piece.seal().isAtomic() && !items.add(commit.header().item())) {
        return false;
      }
    }
    return true;
  }

  private static Pack read(Reading reading) {
    List<Commit> commits = new ArrayList<>();
    for (Commit next = reading.next(); next != null; next = reading.next()) {
      commits.add(next);
    }
    return new Pack(new Piece(reading.seal, reading.tree.tree()), List.copyOf(commits));
  }

  /** A pack being read commit by commit. */
  public static final class Reading {
    private final CborReader in;
    private final Seal seal;
    private final CommitCodec codec;
    private final MerkleTree.Reading tree;
    private @Nullable Commit last;

    /** Begins; throws {@code Corrupted} for anything malformed, as all methods do. */
    public Reading(CborReader in) {
      this.in = in;
      in.array(4);
      in.integer(VERSION, VERSION);
      seal = Seal.read(in, Limits.DEFAULT.packCommits());
      codec = codec(seal, CommitCodec.readSchemas(in));
      tree = new MerkleTree.Reading(in, seal.size());
    }

    /** The next commit that is here; null where none is left. */
    public @Nullable Commit next() {
      last = null;
      while (last == null && tree.advance(this::leaf)) {
        // An absent subtree.
      }
      if (last == null) {
        in.end();
        if (!codec.usesAllSchemas()) {
          throw foreign();
        }
      }
      return last;
    }

    /** The piece of a pack that was checked before it was written: its tree is not hashed again. */
    public Piece recalled() {
      return new Piece(seal, tree.tree().rooted(seal.root()));
    }

    private Octets leaf(CborReader reader) {
      Commit commit = codec.read(reader);
      last = commit;
      return commit.id().hash();
    }
  }

  private static GoatException foreign() {
    return new GoatException.Corrupted(
        "A pack does not hold what its seal covers.", "Ask its sender for the commits again.");
  }

  private static CommitCodec codec(Seal seal, List<SchemaId> schemas) {
    return new CommitCodec(seal.organisation(), seal.repository(), seal.session(), schemas);
  }
}
