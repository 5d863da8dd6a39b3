package dev.goatdb.core;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.Receipt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The receipts of a repository: which commits have one, and, at the authority, the making of new
 * ones.
 *
 * <p>A receipt is written right behind the commits it covers and made safe together with them; only
 * then it is shown to anybody. So no crash can make the authority sign two different records under
 * one number.
 */
final class Receipts {
  private final Context context;
  private final Repository repository;
  private final Chains chains = new Chains();
  private final Map<Octets, List<Octets>> records = new LinkedHashMap<>();
  private final Set<CommitId> early = new HashSet<>();
  private final LinkedHashSet<Node> queue = new LinkedHashSet<>();
  private final Octets chain;
  private int open;
  private boolean busy;
  private long awaited = -1;
  private Runnable publish = () -> {};

  Receipts(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
    this.chain = context.randomness().octets(Receipt.CHAIN_BYTES);
  }

  Chains chains() {
    return chains;
  }

  /** How many admitted commits have no receipt yet. */
  int open() {
    return open;
  }

  void admitted(Node node) {
    if (early.remove(node.id())) {
      node.receipt();
    } else {
      open++;
    }
  }

  void removed(Node node) {
    open -= node.isReceipted() ? 0 : 1;
    queue.remove(node);
  }

  /** Takes in a record that is verified and fits its chain, from the authority or from the log. */
  void accept(Receipt receipt) {
    chains.follow(receipt);
    if (context.settings().authority()) {
      records.computeIfAbsent(receipt.chain(), name -> new ArrayList<>()).add(receipt.encode());
    }
    for (CommitId id : receipt.commits()) {
      repository.graph().find(id).ifPresentOrElse(this::mark, () -> early.add(id));
    }
  }

  /** The records that a peer lacks who knows each chain up to a number. */
  List<Octets> since(Map<Octets, Long> known) {
    List<Octets> missing = new ArrayList<>();
    records.forEach((name, all) -> {
      long from = Math.min(known.getOrDefault(name, 0L), all.size());
      missing.addAll(all.subList((int) Math.max(from, 0), all.size()));
    });
    return missing;
  }

  /** Sealed commits were admitted: the authority owes them a receipt. */
  void announced(List<Node> nodes) {
    if (context.settings().authority()) {
      nodes.stream().filter(node -> !node.isReceipted()).forEach(queue::add);
      issue();
    }
  }

  private void issue() {
    if (busy || queue.isEmpty()) {
      return;
    }
    busy = true;
    List<Node> nodes = queue.stream().limit(context.limits().packCommits()).toList();
    nodes.forEach(queue::remove);
    Chains.Position position = chains.position(chain);
    Receipt draft =
        new Receipt(
            context.organisation(),
            repository.path(),
            chain,
            position.next(),
            position.previous(),
            context.nowMillis(),
            MerkleTree.of(nodes.stream().map(node -> node.id().hash()).toList()),
            Octets.EMPTY);
    context
        .outbox()
        .sign(KeyUse.AUTHORITY, draft.message(), signature -> write(draft.signed(signature)));
  }

  private void write(Receipt receipt) {
    repository.log().append(LogRecord.Type.CONTROL, receipt.encode());
    publish =
        () -> {
          accept(receipt);
          repository.links().forEach(link -> link.control(List.of(receipt.encode())));
          context.outbox().add(new Notice.Progress(repository.path()));
        };
    awaited = repository.log().sync();
  }

  /** More of the log is safe now. */
  void synced() {
    if (awaited >= 0 && repository.log().isSafe(awaited)) {
      awaited = -1;
      busy = false;
      publish.run();
      issue();
    }
  }

  private void mark(Node node) {
    if (!node.isReceipted()) {
      node.receipt();
      open--;
    }
  }
}
