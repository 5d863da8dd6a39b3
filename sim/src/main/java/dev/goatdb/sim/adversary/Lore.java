package dev.goatdb.sim.adversary;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.sim.machine.Dice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a peer without an engine heard of one repository, or wrote itself. */
final class Lore {
  /** So many packs of others are kept to be replayed. */
  private static final int MOST_PACKS = 40;

  private final RepositoryPath path;
  private final int channel;
  private final Map<CommitId, Commit> commits = new LinkedHashMap<>();
  private final Map<String, Set<CommitId>> heads = new LinkedHashMap<>();
  private final List<Octets> packs = new ArrayList<>();
  private final Map<Octets, ControlRecord> receipts = new LinkedHashMap<>();

  Lore(RepositoryPath path, int channel) {
    this.path = path;
    this.channel = channel;
  }

  RepositoryPath path() {
    return path;
  }

  int channel() {
    return channel;
  }

  void hear(Message.Data data) {
    for (Octets bytes : data.packs()) {
      Pack.decode(bytes).commits().forEach(this::know);
      if (packs.size() < MOST_PACKS) {
        packs.add(bytes);
      }
    }
  }

  void hear(Message.Control control) {
    for (Octets record : control.records()) {
      ControlRecord receipt = ControlRecord.decode(record);
      receipts.put(receipt.hash(), receipt);
    }
  }

  /** A commit exists; what it builds on is no head any more. */
  void know(Commit commit) {
    if (commits.put(commit.id(), commit) == null) {
      Set<CommitId> of =
          heads.computeIfAbsent(commit.header().item(), item -> new LinkedHashSet<>());
      of.add(commit.id());
      commit.header().parents().forEach(of::remove);
    }
  }

  List<Octets> packs() {
    return packs;
  }

  List<ControlRecord> receipts() {
    return List.copyOf(receipts.values());
  }

  List<CommitId> ids() {
    return List.copyOf(commits.keySet());
  }

  /** Some head of an item. */
  Optional<Commit> head(String item) {
    return heads.getOrDefault(item, Set.of()).stream().map(commits::get).findFirst();
  }

  /** Any commit that somebody else may have built on. */
  Optional<Commit> any(Dice dice) {
    List<Commit> all = List.copyOf(commits.values());
    return all.isEmpty() ? Optional.empty() : Optional.of(dice.pick(all));
  }
}
