package dev.goatdb.sim.oracle;

import dev.goatdb.core.Notice;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogCursor;
import dev.goatdb.core.log.LogRecord;
import dev.goatdb.core.session.ControlRecord;
import dev.goatdb.core.session.Refusal;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Station;
import dev.goatdb.sim.machine.Tally;
import dev.goatdb.sim.machine.Witness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Watches a world and notes what must survive; says at once where a promise is broken, and at the
 * end leaves the rest to {@link LastJudgement}.
 *
 * <p>Edits are known by the hash of their commit's body, which is salted and stays the same when a
 * draft becomes a commit.
 */
public final class Oracle implements Witness {
  private final Tally tally;
  private final List<Violation> violations = new ArrayList<>();
  private final Intents intents = new Intents();
  private final Wholes wholes = new Wholes();
  private final Map<String, LogContents.Reader> readers = new HashMap<>();
  private final Map<Octets, Integer> editsByBody = new LinkedHashMap<>();
  private final Map<Octets, String> promised = new LinkedHashMap<>();
  private final Receipted receipted = new Receipted();
  private final Refused refused = new Refused(wholes);
  private final Traffic traffic;
  private final Complaints complaints = new Complaints(this);
  private List<Node> nodes = List.of();

  public Oracle(Tally tally) {
    this.tally = tally;
    this.traffic = new Traffic(tally);
  }

  /** Told once, whom there is to watch. */
  public void watches(List<Node> all) {
    nodes = all;
  }

  /** In this world clocks are wrong by more than they may: some refusals are fair. */
  public void clocksJump() {
    complaints.clocksJump();
    refused.clocksJump();
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

  /** A word that is nowhere else is about to be written into the text of an item. */
  public void writes(Node node, ItemPath item, String word) {
    tally.add(Count.EDITS, 1);
    tally.add(Count.TEXT_EDITS, 1);
    intents.write(node, item, word);
  }

  /** What the text of an item is now where it was written: words may have been deleted again. */
  public void reads(Node node, ItemPath item, String text) {
    intents.read(node, item, text);
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
        refused(node, log, Refusal.decode(record.payload()));
      }
    }
  }

  private void commits(Node node, Commit commit) {
    tally.add(Count.COMMITS, 1);
    ItemPath item = new ItemPath(commit.header().repository(), commit.header().item());
    List<String> wrong = intents.compare(node, item, commit);
    if (!wrong.isEmpty() && refused.isMadeAgain(commit)) {
      tally.add(Count.MADE_AGAIN, 1);
      return;
    }
    wrong.forEach(text -> violated(Promise.EDITS_ARE_KEPT, text));
    editsByBody.put(commit.header().bodyHash(), intents.take(node, item));
  }

  /** The authority writes a receipt before it shows it; a client writes one that it saw. */
  private void receipts(Node node, String log, ControlRecord receipt) {
    if (node.isAuthority()) {
      tally.add(Count.RECEIPTS, 1);
      return;
    }
    receipted.seen(log, receipt).ifPresent(text -> violated(Promise.RECEIPTS_FORM_ONE_CHAIN, text));
  }

  /** In this world the server goes by rules, which do not allow some commits of clients. */
  public void goesByRules(Predicate<Commit> forbids) {
    refused.goesByRules(forbids);
  }

  /** Whether the rules of this world do not allow a commit of a client. */
  boolean isForbidden(Commit commit) {
    return refused.isForbidden(commit);
  }

  private void refused(Node node, String log, Refusal refusal) {
    int before = refused.count();
    refused
        .written(refusal, LogContents.read(log, node.disk().read(log)).commits())
        .ifPresent(text ->
            violated(Promise.NOTHING_STAYS_OPEN, node.name() + " wrote down a refusal of " + text));
    int more = refused.count() - before;
    tally.add(Count.REFUSED, more);
    tally.add(Count.REFUSED_BY_RULES, refusal.policy().size() > 0 ? more : 0);
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
      byte[] kept = powerLost ? node.disk().readSafe(log) : node.disk().readWritten(log);
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
    Set<Octets> bodies = new HashSet<>();
    copy.forEach((log, bytes) -> keeps(log, bytes, bodies));
    for (Node other : nodes) {
      if (!other.equals(node)) {
        other.disk().logs().forEach(log -> keeps(log, other.disk().readSafe(log), bodies));
      }
    }
    promised.keySet().retainAll(bodies);
    receipted.lost(node, copy, nodes);
  }

  private static void keeps(String log, byte[] bytes, Set<Octets> bodies) {
    LogContents.read(log, bytes)
        .commits()
        .values()
        .forEach(commit -> bodies.add(commit.header().bodyHash()));
  }

  @Override
  public void starts(Node node) {
    readers.keySet().removeIf(key -> key.startsWith(node.name() + "/"));
    for (String log : node.disk().logs()) {
      LogContents contents = LogContents.read(log, node.disk().read(log));
      tally.add(Count.TORN_TAILS, contents.torn() ? 1 : 0);
      staysWhole(node, log, contents);
      if (node.isAuthority() && receipted.areOnDisk()) {
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

  /** The edits of an item that were made last were taken back. */
  public void takesBack(Node node, ItemPath item) {
    tally.add(Count.EDITS_LOST, intents.take(node, item));
  }

  /** Counts something that happens. */
  public void counts(Count what) {
    tally.add(what, 1);
  }

  /** Checks that a server holds all commits of a log that a client saw receipted. */
  void receiptedSurvive(String log, Set<CommitId> held) {
    for (CommitId id : receipted.missing(log, held)) {
      violated(
          Promise.RECEIPTED_COMMITS_SURVIVE,
          "the server lost " + id + " of " + log + ", which has a receipt");
    }
  }

  @Override
  public void notices(Node node, Notice notice) {
    switch (notice) {
      case Notice.Refused told when node.engine().state(told.item()).isEmpty() ->
          takesBack(node, told.item());
      case Notice.Refused told -> {}
      case Notice.Rejected rejected -> complaints.rejected(node, rejected);
      case Notice.Warning warning -> complaints.warning(node, warning);
      case Notice.Restoring restoring -> complaints.restoring(node, restoring);
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
  public void sends(Station from, Node to, Octets frame) {
    traffic.sends(from, to, frame);
  }

  /** How many commits may wait at a node for ever. */
  int orphans(Node node, RepositoryPath path, Set<CommitId> held) {
    return traffic.orphans(node, path, held);
  }

  /** What a log holds of what must survive, after all. */
  void promisesAreKept(Map<RepositoryPath, Map<CommitId, Commit>> all) {
    Set<Octets> held = new HashSet<>();
    all.values()
        .forEach(
            commits -> commits.values().forEach(commit -> held.add(commit.header().bodyHash())));
    promised.forEach((body, reason) -> {
      if (!held.contains(body) && !refused.contains(body)) {
        violated(Promise.SAFE_EDITS_SURVIVE, "a commit is gone although " + reason);
      }
    });
    editsByBody.forEach((body, edits) -> {
      if (!held.contains(body) && !refused.contains(body)) {
        tally.add(Count.EDITS_LOST, edits);
      }
    });
    intents.overdue().forEach(text -> violated(Promise.EDITS_ARE_KEPT, text));
  }

  Tally tally() {
    return tally;
  }
}
