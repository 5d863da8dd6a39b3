package dev.goatdb.core;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.MerkleTree;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.host.KeyUse;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
  private final Map<Octets, List<Long>> records = new LinkedHashMap<>();
  private final Set<CommitId> early = new HashSet<>();

  /** What a receipt is owed, and how many belong together with each. */
  private final Map<Node, Integer> queue = new LinkedHashMap<>();

  private final Map<Long, Receipt> unsafe = new LinkedHashMap<>();
  private final Octets chain;
  private boolean busy;
  private long awaited = -1;
  private Runnable publish = () -> {};

  Receipts(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
    this.chain = context.randomness().octets(ChainHead.CHAIN_BYTES);
  }

  Chains chains() {
    return chains;
  }

  /**
   * Receipts that count and may still get lost, with all that follows from them, in their order.
   */
  List<Receipt> unsafe() {
    forgetSafe();
    return new ArrayList<>(unsafe.values());
  }

  private void forgetSafe() {
    long safe = repository.log().safe();
    unsafe.keySet().removeIf(offset -> offset < safe);
  }

  /** How many admitted commits have no receipt yet. */
  int open() {
    return repository.history().unreceipted().size();
  }

  /** Commits that have a receipt and are not here yet. */
  Set<CommitId> early() {
    return early;
  }

  /** Some of those. */
  List<CommitId> absent() {
    List<CommitId> some = new ArrayList<>();
    for (CommitId id : early) {
      if (some.size() < context.limits().needs()) {
        some.add(id);
      }
    }
    return some;
  }

  /**
   * Whether some of these commits were receipted before, and so were judged once; what belongs
   * together was judged together.
   */
  boolean cover(List<Commit> commits) {
    for (Commit commit : commits) {
      if (early.contains(commit.id())) {
        return true;
      }
    }
    return false;
  }

  void admitted(int number, CommitId id) {
    if (!early.isEmpty() && early.remove(id)) {
      repository.history().unreceipted().remove(number);
    }
  }

  void removed(Node node) {
    queue.remove(node);
  }

  /** Takes in a record that is verified, fits its chain, and stands in the log at an offset. */
  void accept(Receipt receipt, long offset) {
    chains.follow(receipt);
    unsafe.put(offset, receipt);
    noted(receipt.chain(), offset);
    repository.log().notes().control(receipt.chain(), offset);
    for (CommitId id : receipt.commits()) {
      int number = repository.history().find(id);
      if (number >= 0) {
        repository.history().unreceipted().remove(number);
      } else {
        early.add(id);
        repository.refusals().forgive(id);
      }
    }
  }

  /** A record of a chain stands in the log at an offset. */
  void noted(Octets ofChain, long offset) {
    records.computeIfAbsent(ofChain, name -> new ArrayList<>()).add(offset);
  }

  /** The records that a peer lacks who knows the chains so far, in the order of the log. */
  List<Receipt> missing(List<ChainHead> known) {
    List<Receipt> missing = new ArrayList<>();
    if (!known.equals(chains.heads())) {
      for (long offset : behind(known)) {
        missing.add(at(offset));
      }
    }
    return missing;
  }

  /**
   * Whether all chains that a peer names are known here. Where one is not, nobody can tell what the
   * peer lacks, before it has brought that chain.
   */
  boolean understands(List<ChainHead> heads) {
    for (ChainHead head : heads) {
      if (!chains.isKnown(head.chain())) {
        return false;
      }
    }
    return true;
  }

  private Set<Long> behind(List<ChainHead> known) {
    Map<Octets, Long> reached = new HashMap<>();
    ArrayDeque<ChainHead> queue = new ArrayDeque<>(known);
    while (!queue.isEmpty()) {
      ChainHead head = queue.remove();
      long before = reached.getOrDefault(head.chain(), 0L);
      reached.put(head.chain(), Math.max(before, head.next()));
      if (before == 0 && records.containsKey(head.chain())) {
        queue.addAll(chains.after(head.chain()));
      }
    }
    TreeSet<Long> behind = new TreeSet<>();
    records.forEach((name, all) -> {
      long from = Math.min(reached.getOrDefault(name, 0L), all.size());
      behind.addAll(all.subList((int) from, all.size()));
    });
    return behind;
  }

  /** What was written just now cannot be read in the log yet. */
  private Receipt at(long offset) {
    Receipt recent = unsafe.get(offset);
    return recent != null
        ? recent
        : Receipt.recall(repository.history().reader().at(offset).payload());
  }

  /** The log is read: commits that were sealed and never got a receipt are owed one. */
  void recovered() {
    if (context.settings().authority() && open() > 0) {
      List<Node> sealed = new ArrayList<>();
      for (int number : repository.history().unreceipted().all()) {
        if (repository.history().isSealed(number)) {
          sealed.add(repository.graph().node(number));
        }
      }
      announced(sealed);
    }
  }

  /** Whether a receipt is being made or owed. */
  boolean isBusy() {
    return busy || !queue.isEmpty();
  }

  /** Sealed commits were admitted: the authority owes them a receipt. */
  void announced(List<Node> nodes) {
    if (context.settings().authority()) {
      for (Node node : nodes) {
        if (!node.isReceipted()) {
          queue.put(node, repository.units().of(node.number()).size());
        }
      }
      issue();
    }
  }

  private void issue() {
    if (busy || queue.isEmpty()) {
      return;
    }
    busy = true;
    ChainHead position = chains.position(chain);
    Receipt draft =
        new Receipt(
            context.organisation(),
            repository.path(),
            chain,
            position.next(),
            position.hash(),
            position.next() == 0 ? chains.heads() : List.of(),
            context.wallMillis(),
            MerkleTree.of(oldest(context.limits().packCommits())),
            Octets.EMPTY);
    context
        .outbox()
        .sign(KeyUse.AUTHORITY, draft.message(), signature -> write(draft.signed(signature)));
  }

  /** Takes the ids of so many commits from the queue, of those that belong together all or none. */
  private List<Octets> oldest(int most) {
    List<Octets> ids = new ArrayList<>();
    Iterator<Map.Entry<Node, Integer>> next = queue.entrySet().iterator();
    int left = 0;
    while (next.hasNext()) {
      Map.Entry<Node, Integer> owed = next.next();
      left = left > 0 ? left : owed.getValue();
      if (ids.size() + left > most) {
        break;
      }
      ids.add(owed.getKey().id().hash());
      left--;
      next.remove();
    }
    return ids;
  }

  private void write(Receipt receipt) {
    if (repository.log().isDamaged()) {
      return;
    }
    long offset = repository.log().append(LogRecord.Type.CONTROL, receipt.encode());
    publish =
        () -> {
          List<ChainHead> before = chains.heads();
          accept(receipt, offset);
          repository.links().forEach(link -> link.announce(receipt, before));
          context.outbox().add(new Notice.Progress(repository.path()));
        };
    awaited = repository.log().sync();
  }

  /** More of the log is safe now. */
  void synced() {
    forgetSafe();
    if (awaited >= 0 && repository.log().isSafe(awaited)) {
      awaited = -1;
      busy = false;
      publish.run();
      issue();
    }
  }
}
