package dev.goatdb.core;

import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Piece;
import dev.goatdb.core.commit.Seal;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns own commits into sealed packs: one signature for all that gathered while the last one was
 * made.
 */
final class Sealer {
  private static final int OVERHEAD_BYTES = 400;

  private final Context context;
  private final Repository repository;
  private final List<Node> loose = new ArrayList<>();
  private long sequence;
  private boolean signing;

  Sealer(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  void add(Node node) {
    loose.add(node);
  }

  /**
   * Starts a seal over the oldest loose commits, unless one is being signed or the organisation is
   * not known yet. A replica has one sealer: the keeper of its log.
   */
  void seal() {
    boolean early = !context.organisation().isKnown() || context.settings().follows();
    if (signing || loose.isEmpty() || early) {
      return;
    }
    signing = true;
    List<Node> nodes = List.copyOf(loose.subList(0, fitting()));
    MerkleTree tree = tree(nodes);
    Seal draft =
        new Seal(
            context.organisation(),
            repository.path(),
            nodes.get(0).header().session(),
            context.incarnation(),
            sequence++,
            0,
            tree.size(),
            tree.root(),
            Octets.EMPTY);
    context
        .outbox()
        .sign(
            KeyUse.SESSION,
            draft.message(),
            signature -> finish(nodes, new Piece(draft.signed(signature), tree)));
  }

  private void finish(List<Node> nodes, Piece piece) {
    signing = false;
    CborWriter out = new CborWriter();
    piece.seal().write(out);
    repository.log().append(LogRecord.Type.SEAL, out.octets());
    close(nodes, piece);
    repository.announce(nodes, null);
    seal();
  }

  /**
   * Puts the oldest loose commits under a seal read back from the log, which was made of them and
   * is not checked again; returns them.
   */
  List<Node> restore(Seal seal) {
    List<Node> nodes = List.copyOf(loose.subList(0, Math.min(seal.size(), loose.size())));
    if (seal.size() != nodes.size()) {
      throw Recovery.damaged(repository.path(), "a seal does not fit the commits before it");
    }
    close(nodes, new Piece(seal, tree(nodes).rooted(seal.root())));
    return nodes;
  }

  private static MerkleTree tree(List<Node> nodes) {
    List<Octets> ids = new ArrayList<>(nodes.size());
    nodes.forEach(node -> ids.add(node.id().hash()));
    return MerkleTree.of(ids);
  }

  private void close(List<Node> nodes, Piece piece) {
    loose.subList(0, nodes.size()).clear();
    nodes.forEach(node -> node.seal(piece));
  }

  private int fitting() {
    int bytes = 0;
    int count = 0;
    for (Node node : loose) {
      bytes += node.commit().body().size() + OVERHEAD_BYTES;
      if (count > 0
          && (bytes > context.limits().packBytes() || count == context.limits().packCommits())) {
        break;
      }
      count++;
    }
    return count;
  }
}
