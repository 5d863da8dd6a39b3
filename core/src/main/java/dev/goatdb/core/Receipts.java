package dev.goatdb.core;

import dev.goatdb.core.commit.ChainHead;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.Chains;
import dev.goatdb.core.session.Control;
import dev.goatdb.core.session.ControlRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the control records of a repository say, as far as their chains are known here: which
 * commits have a receipt, which of them are lost, and which sessions are revoked.
 */
final class Receipts {
  private final Context context;
  private final Repository repository;
  private final Chains chains = new Chains();
  private final Map<Octets, List<Long>> records = new LinkedHashMap<>();
  private final Set<CommitId> early = new HashSet<>();
  private final Set<CommitId> lost = new HashSet<>();
  private final Set<SessionId> revoked = new TreeSet<>();
  private final Map<Long, ControlRecord> unsafe = new LinkedHashMap<>();

  Receipts(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
  }

  Chains chains() {
    return chains;
  }

  /** Records that count and may still get lost, with all that follows from them, in their order. */
  List<ControlRecord> unsafe() {
    forgetSafe();
    return new ArrayList<>(unsafe.values());
  }

  /** More of the log is safe now. */
  void synced() {
    forgetSafe();
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
      if (some.size() < context.limits().needs() && !lost.contains(id)) {
        some.add(id);
      }
    }
    return some;
  }

  /** How many commits have a receipt, are not here, and are not given up. */
  int awaited() {
    return early.size() - lost.size();
  }

  /** Those that are given up. */
  Set<CommitId> lost() {
    return lost;
  }

  /** The same, whatever becomes of some records. */
  List<CommitId> lost(List<ControlRecord> without) {
    List<CommitId> certain = new ArrayList<>(lost);
    without.forEach(record -> certain.removeAll(losses(record)));
    return certain;
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
      lost.remove(id);
    }
  }

  /** Takes in a record that is verified, fits its chain, and stands in the log at an offset. */
  void accept(ControlRecord record, long offset) {
    chains.follow(record);
    unsafe.put(offset, record);
    noted(record.chain(), offset);
    repository.log().notes().control(record.chain(), offset);
    if (record.content() instanceof Control.Revocation revocation) {
      revoked(revocation.session());
    }
    for (CommitId id : record.commits()) {
      int number = repository.history().find(id);
      if (number >= 0) {
        repository.history().unreceipted().remove(number);
      } else {
        early.add(id);
        repository.refusals().forgive(id);
      }
    }
    for (CommitId id : losses(record)) {
      if (early.contains(id)) {
        lost.add(id);
      }
    }
  }

  private static List<CommitId> losses(ControlRecord record) {
    List<CommitId> losses = new ArrayList<>();
    if (record.content() instanceof Control.Loss loss) {
      loss.tree().present().forEach(id -> losses.add(new CommitId(id)));
    }
    return losses;
  }

  void revoked(SessionId session) {
    revoked.add(session);
    context.revocations().add(session);
  }

  /** Whether the chains of this repository say that a session is revoked. */
  boolean isRevoked(SessionId session) {
    return revoked.contains(session);
  }

  /** The sessions that are, in order, whatever becomes of some records. */
  List<SessionId> revoked(List<ControlRecord> without) {
    List<SessionId> certain = new ArrayList<>(revoked);
    for (ControlRecord record : without) {
      if (record.content() instanceof Control.Revocation revocation) {
        certain.remove(revocation.session());
      }
    }
    return certain;
  }

  /** A record of a chain stands in the log at an offset. */
  void noted(Octets ofChain, long offset) {
    records.computeIfAbsent(ofChain, name -> new ArrayList<>()).add(offset);
  }

  /** Where the records stand that a peer lacks who knows the chains so far, in their order. */
  List<Long> missing(List<ChainHead> known) {
    return known.equals(chains.heads()) ? List.of() : new ArrayList<>(behind(known));
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

  /** The record at an offset; what was written just now cannot be read in the log yet. */
  ControlRecord at(long offset) {
    ControlRecord recent = unsafe.get(offset);
    return recent != null
        ? recent
        : ControlRecord.recall(repository.history().reader().at(offset).payload());
  }
}
