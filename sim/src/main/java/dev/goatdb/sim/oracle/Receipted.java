package dev.goatdb.sim.oracle;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.sim.machine.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What clients saw receipted, and so the server must hold for ever.
 *
 * <p>Once the server lost its disk, a receipt is a promise only where it is safe on some disk with
 * the commit that it covers: one that a client saw, and lost with its power, proves nothing to a
 * server that lost it as well.
 */
final class Receipted {
  private final Map<CommitId, String> logs = new LinkedHashMap<>();
  private final Map<String, Octets> chain = new HashMap<>();
  private final Set<CommitId> gone = new HashSet<>();
  private boolean serverWasLost;

  /** A client writes down a receipt; what is wrong with that. */
  Optional<String> seen(String log, ControlRecord receipt) {
    receipt
        .commits()
        .forEach(id -> {
          if (!gone.contains(id)) {
            logs.put(id, log);
          }
        });
    Octets other = chain.put(receipt.chain() + " " + receipt.number(), receipt.hash());
    return other == null || other.equals(receipt.hash())
        ? Optional.empty()
        : Optional.of("there are two receipts with the number " + receipt.number() + " of " + log);
  }

  /** A disk was lost; what is left is on the others, and in a copy that is put back. */
  void lost(Node node, Map<String, byte[]> copy, List<Node> nodes) {
    serverWasLost |= node.isAuthority();
    if (!serverWasLost) {
      return;
    }
    Set<CommitId> kept = new HashSet<>();
    copy.forEach((log, bytes) -> keeps(log, bytes, kept));
    for (Node other : nodes) {
      if (!other.equals(node)) {
        other.disk().logs().forEach(log -> keeps(log, other.disk().readSafe(log), kept));
      }
    }
    gone.addAll(logs.keySet());
    gone.removeAll(kept);
    logs.keySet().retainAll(kept);
  }

  private static void keeps(String log, byte[] bytes, Set<CommitId> kept) {
    LogContents contents = LogContents.read(log, bytes);
    contents.receipted().stream().filter(contents.commits()::containsKey).forEach(kept::add);
  }

  /** Whether the server's own disk must have what is receipted, at every start. */
  boolean areOnDisk() {
    return !serverWasLost;
  }

  /** What of a log is receipted and not held. */
  List<CommitId> missing(String log, Set<CommitId> held) {
    return logs.entrySet().stream()
        .filter(entry -> entry.getValue().equals(log) && !held.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
