package dev.goatdb.sim.oracle;

import dev.goatdb.core.Notice;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.sync.Message;
import dev.goatdb.core.sync.MessageCodec;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Tally;
import dev.goatdb.sim.machine.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches a world and notes what must survive; says at once where a promise is broken, and at the
 * end leaves the rest to {@link LastJudgement}.
 *
 * <p>Edits are known by the hash of their commit's body, which is salted and stays the same when a
 * draft becomes a commit.
 */
public final class Oracle implements Witness {
  private static final int DATA = 9;
  private static final int NEED = 12;

  private final Tally tally;
  private final List<Violation> violations = new ArrayList<>();
  private final Intents intents = new Intents();
  private final Wholes wholes = new Wholes();
  private final Map<String, LogContents.Reader> readers = new HashMap<>();
  private final Map<Octets, Integer> editsByBody = new LinkedHashMap<>();
  private final Map<Octets, String> promised = new LinkedHashMap<>();
  private final Map<CommitId, String> receipted = new LinkedHashMap<>();
  private final Map<String, Octets> chain = new HashMap<>();
  private final Map<Node, Map<CommitId, RepositoryPath>> sent = new HashMap<>();
  private List<Node> nodes = List.of();
  private final Set<CommitId> gone = new HashSet<>();
  private boolean serverWasLost;

  public Oracle(Tally tally) {
    this.tally = tally;
  }

  /** Told once, whom there is to watch. */
  public void watches(List<Node> all) {
    nodes = all;
  }

  public List<Violation> violations() {
    return violations;
  }

  public void violated(Promise promise, String text) {
    violations.add(new Violation(promise, text));
  }

  /** An edit is about to be made by operations that are known. */
  public void edits(Node node, ItemPath item, List<Operation> operations) {
    tally.add(Count.EDITS, 1);
    intents.edit(node, item, operations);
  }

  /** An item is about to be created. */
  public void creates(Node node, ItemPath item) {
    tally.add(Count.EDITS, 1);
    intents.create(node, item);
  }

  @Override
  public void appends(Node node, String log, Octets bytes) {
    LogContents.Reader reader =
        readers.computeIfAbsent(
            node.name() + log, any -> LogContents.Reader.behind(log, node.disk().read(log)));
    LogCursor cursor = LogCursor.ofTail(bytes.array());
    for (LogRecord record = cursor.next(); record != null; record = cursor.next()) {
      List<Commit> commits = reader.commits(record);
      wholes.written(node.name() + log, record, commits);
      if (record.type() == LogRecord.Type.COMMIT) {
        commits.forEach(commit -> commits(node, commit));
      } else if (record.type() == LogRecord.Type.CONTROL) {
        receipts(node, log, ControlRecord.decode(record.payload()));
      } else if (record.type() == LogRecord.Type.REFUSAL) {
        violated(Promise.NOTHING_STAYS_OPEN, node.name() + " wrote down a refusal");
      }
    }
  }

  private void commits(Node node, Commit commit) {
    ItemPath item = new ItemPath(commit.header().repository(), commit.header().item());
    intents.compare(node, item, commit).forEach(text -> violated(Promise.EDITS_ARE_KEPT, text));
    editsByBody.put(commit.header().bodyHash(), intents.take(node, item));
    tally.add(Count.COMMITS, 1);
  }

  /** The authority writes a receipt before it shows it; a client writes one that it saw. */
  private void receipts(Node node, String log, ControlRecord receipt) {
    if (node.isAuthority()) {
      tally.add(Count.RECEIPTS, 1);
      return;
    }
    receipt
        .commits()
        .forEach(id -> {
          if (!gone.contains(id)) {
            receipted.put(id, log);
          }
        });
    Octets other = chain.put(receipt.chain() + " " + receipt.number(), receipt.hash());
    if (other != null && !other.equals(receipt.hash())) {
      violated(
          Promise.RECEIPTS_FORM_ONE_CHAIN,
          "there are two receipts with the number " + receipt.number() + " of " + log);
    }
  }

  @Override
  public void replaces(Node node, String log) {
    readers.remove(node.name() + log);
    promise(log, node.disk().read(log), node.name() + " wrote its log anew");
  }

  @Override
  public void crashes(Node node, boolean powerLost) {
    tally.add(Count.EDITS_LOST, intents.crash(node));
    for (String log : node.disk().logs()) {
      byte[] kept = powerLost ? node.disk().readSafe(log) : node.disk().read(log);
      promise(log, kept, "it was on the disk of " + node.name() + " at a crash");
    }
  }

  private void promise(String log, byte[] bytes, String reason) {
    LogContents.read(log, bytes)
        .commits()
        .values()
        .forEach(commit -> promised.putIfAbsent(commit.header().bodyHash(), reason));
  }

  /** What nobody else has on a disk cannot come back, whatever was promised. */
  @Override
  public void loses(Node node, Map<String, byte[]> copy) {
    Set<CommitId> kept = new HashSet<>();
    Set<Octets> bodies = new HashSet<>();
    copy.forEach((log, bytes) -> keeps(log, bytes, kept, bodies));
    for (Node other : nodes) {
      if (!other.equals(node)) {
        other.disk().logs().forEach(log -> keeps(log, other.disk().readSafe(log), kept, bodies));
      }
    }
    promised.keySet().retainAll(bodies);
    serverWasLost |= node.isAuthority();
    if (serverWasLost) {
      gone.addAll(receipted.keySet());
      gone.removeAll(kept);
      receipted.keySet().retainAll(kept);
    }
  }

  private static void keeps(String log, byte[] bytes, Set<CommitId> kept, Set<Octets> bodies) {
    LogContents.read(log, bytes)
        .commits()
        .forEach((id, commit) -> {
          kept.add(id);
          bodies.add(commit.header().bodyHash());
        });
  }

  @Override
  public void starts(Node node) {
    readers.keySet().removeIf(key -> key.startsWith(node.name() + "/"));
    for (String log : node.disk().logs()) {
      LogContents contents = LogContents.read(log, node.disk().read(log));
      tally.add(Count.TORN_TAILS, contents.torn() ? 1 : 0);
      staysWhole(node, log, contents);
      if (node.isAuthority() && !serverWasLost) {
        receiptedSurvive(log, contents.commits().keySet());
      }
    }
  }

  /** Checks that a log holds all or nothing of what was edited atomically. */
  void staysWhole(Node node, String log, LogContents contents) {
    long torn = wholes.torn(contents.commits().values());
    if (torn > 0) {
      violated(
          Promise.PACKS_STAY_WHOLE,
          node.name() + " holds only parts of " + torn + " atomic packs of " + log);
    }
  }

  /** Edits are about to be made atomically. */
  public void editsAtomically() {
    tally.add(Count.ATOMIC_EDITS, 1);
  }

  /** Checks that a server holds all commits of a log that a client saw receipted. */
  void receiptedSurvive(String log, Set<CommitId> held) {
    receipted.forEach((id, of) -> {
      if (of.equals(log) && !held.contains(id)) {
        violated(
            Promise.RECEIPTED_COMMITS_SURVIVE,
            "the server lost " + id + " of " + log + ", which has a receipt");
      }
    });
  }

  @Override
  public void notices(Node node, Notice notice) {
    switch (notice) {
      case Notice.Refused refused ->
          violated(
              Promise.NOTHING_STAYS_OPEN,
              node.name() + " had a commit refused: " + refused.refusal().reason());
      case Notice.Rejected rejected -> {
        if (!rejected.code().equals("unreachable")) {
          violated(
              Promise.NOTHING_STAYS_OPEN,
              "a connection of " + node.name() + " failed: " + rejected.reason());
        }
      }
      case Notice.Warning warning ->
          violated(
              warning.text().contains("contradicts")
                  ? Promise.RECEIPTS_FORM_ONE_CHAIN
                  : Promise.NOTHING_STAYS_OPEN,
              node.name() + " warns: " + warning.text());
      case Notice.Changed changed -> {}
      case Notice.UnseenEdits unseen -> {}
      case Notice.Present present -> {}
      case Notice.Progress progress -> {}
      case Notice.Joined joined -> {}
      case Notice.Connected connected -> {}
      case Notice.Disconnected disconnected -> {}
    }
  }

  @Override
  public void sends(Node to, Octets frame) {
    tally.add(Count.NEEDS, frame.at(1) == NEED ? 1 : 0);
    if (frame.at(1) == DATA && MessageCodec.decode(frame) instanceof Message.Data data) {
      Map<CommitId, RepositoryPath> before = sent.computeIfAbsent(to, any -> new HashMap<>());
      for (Octets pack : data.packs()) {
        for (Commit commit : Pack.decode(pack).commits()) {
          boolean first = before.put(commit.id(), commit.header().repository()) == null;
          tally.add(Count.RESENDS, first ? 0 : 1);
        }
      }
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

  /** What a log holds of what must survive, after all. */
  void promisesAreKept(Map<RepositoryPath, Map<CommitId, Commit>> all) {
    Set<Octets> held = new HashSet<>();
    all.values()
        .forEach(
            commits -> commits.values().forEach(commit -> held.add(commit.header().bodyHash())));
    promised.forEach((body, reason) -> {
      if (!held.contains(body)) {
        violated(Promise.SAFE_EDITS_SURVIVE, "a commit is gone although " + reason);
      }
    });
    editsByBody.forEach((body, edits) -> {
      if (!held.contains(body)) {
        tally.add(Count.EDITS_LOST, edits);
      }
    });
    intents.overdue().forEach(text -> violated(Promise.EDITS_ARE_KEPT, text));
  }

  Tally tally() {
    return tally;
  }
}
