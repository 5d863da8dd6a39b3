package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.BloomFilter;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.sync.Scope;
import dev.goatdb.core.sync.ShortIds;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.error.GoatException;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Station;
import dev.goatdb.sim.machine.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was sent to whom, whether it arrived or not. */
final class Traffic {
  private static final int OFFER = 6;
  private static final int DATA = 9;
  private static final int NEED = 12;

  private final Tally tally;
  private final Map<Node, Map<CommitId, RepositoryPath>> sent = new HashMap<>();

  Traffic(Tally tally) {
    this.tally = tally;
  }

  /** A frame goes out to a node. */
  void sends(Station from, Node to, Octets frame) {
    int kind = frame.size() > 1 ? frame.at(1) : -1;
    tally.add(Count.NEEDS, kind == NEED ? 1 : 0);
    if (kind == OFFER && from instanceof Node && decoded(frame) instanceof Message.Offer offer) {
      offers(offer);
    }
    if (kind == DATA && decoded(frame) instanceof Message.Data data) {
      Map<CommitId, RepositoryPath> before = sent.computeIfAbsent(to, any -> new HashMap<>());
      for (Octets pack : data.packs()) {
        for (Commit commit : commits(pack)) {
          boolean first = before.put(commit.id(), commit.header().repository()) == null;
          tally.add(Count.RESENDS, first ? 0 : 1);
        }
      }
    }
  }

  /** What a node offers shows which way a cycle goes. */
  private void offers(Message.Offer offer) {
    boolean tail = offer.scope() instanceof Scope.Tail;
    tally.add(tail ? Count.CYCLES_ABOUT_TAILS : Count.CYCLES_ABOUT_ALL, 1);
    switch (offer.filter()) {
      case Filter.Empty empty -> {}
      case ShortIds ids -> tally.add(Count.SHORT_IDS, 1);
      case BloomFilter bloom -> tally.add(Count.BLOOM_FILTERS, 1);
    }
  }

  /** What somebody sends who does not keep to the protocol may be anything. */
  private static @Nullable Message decoded(Octets frame) {
    try {
      return MessageCodec.decode(frame);
    } catch (GoatException malformed) {
      return null;
    }
  }

  private static List<Commit> commits(Octets pack) {
    try {
      return Pack.decode(pack).commits();
    } catch (GoatException malformed) {
      return List.of();
    }
  }

  /**
   * How many commits may wait at a node for ever: they were sent to it, and then a crash took them
   * or what they build on from the only one who had it.
   */
  int orphans(Node node, RepositoryPath path, Set<CommitId> held) {
    return (int)
        sent.getOrDefault(node, Map.of()).entrySet().stream()
            .filter(entry -> entry.getValue().equals(path) && !held.contains(entry.getKey()))
            .count();
  }
}
