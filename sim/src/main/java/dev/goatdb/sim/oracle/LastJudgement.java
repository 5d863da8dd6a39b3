package dev.goatdb.sim.oracle;

import dev.goatdb.core.Engine;
import dev.goatdb.core.Indexing;
import dev.goatdb.core.Overview;
import dev.goatdb.core.Sessions;
import dev.goatdb.core.Settings;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SessionId;
import dev.goatdb.core.host.Limits;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.RepositoryPath;
import dev.goatdb.sim.machine.Count;
import dev.goatdb.sim.machine.Dice;
import dev.goatdb.sim.machine.Fault;
import dev.goatdb.sim.machine.Node;
import dev.goatdb.sim.machine.Schedule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The end of a world, when all is quiet: every peer must hold and show the same, and what the twin
 * says.
 */
public final class LastJudgement {
  private final Oracle oracle;
  private final List<Node> nodes;
  private final List<RepositoryPath> repositories;
  private final Schemas schemas;
  private final Fault fault;

  /**
   * The first node is the server.
   *
   * @param schemas those that all nodes have by now
   */
  public LastJudgement(
      Oracle oracle,
      List<Node> nodes,
      List<RepositoryPath> repositories,
      Schemas schemas,
      Fault fault) {
    this.oracle = oracle;
    this.nodes = nodes;
    this.repositories = repositories;
    this.schemas = schemas;
    this.fault = fault;
  }

  /** Whether all peers are there, hold the same, and wait for nothing. */
  public boolean isQuiet() {
    for (RepositoryPath path : repositories) {
      Set<Octets> sums = new TreeSet<>();
      for (Node node : nodes) {
        if (!node.isUp() || !node.engine().isOpen(path)) {
          return false;
        }
        Overview overview = node.engine().status(path).overview();
        sums.add(overview.sum());
        if (overview.unreceipted() > 0) {
          return false;
        }
      }
      if (sums.size() > 1) {
        return false;
      }
    }
    return nodes.stream()
        .noneMatch(node ->
            repositories.stream()
                .anyMatch(path -> waitsInVain(node, path, node.engine().status(path).overview())));
  }

  /** Whether more commits wait for parents than crashes have orphaned. */
  private boolean waitsInVain(Node node, RepositoryPath path, Overview overview) {
    return overview.waiting() > 0
        && overview.waiting() > oracle.orphans(node, path, contents(nodes.get(0), path).keySet());
  }

  /** A world did not become quiet in time: says what keeps it from that. */
  public void unrest() {
    boolean equal =
        repositories.stream()
            .allMatch(path -> nodes.stream().map(node -> sum(node, path)).distinct().count() == 1);
    Promise broken = equal ? Promise.NOTHING_STAYS_OPEN : Promise.PEERS_CONVERGE;
    StringBuilder text = new StringBuilder("no quiet: ");
    for (Node node : nodes) {
      text.append(node.name()).append(node.isUp() ? " is up" : " is down");
      for (RepositoryPath path : repositories) {
        boolean open = node.isUp() && node.engine().isOpen(path);
        text.append(", ").append(path).append(' ');
        text.append(open ? node.engine().status(path).overview() : "is not open");
      }
      text.append("; ");
    }
    oracle.violated(broken, text.toString());
  }

  private static Octets sum(Node node, RepositoryPath path) {
    return node.isUp() && node.engine().isOpen(path)
        ? node.engine().status(path).overview().sum()
        : Octets.EMPTY;
  }

  /** Checks everything that must be true in the end. */
  public void judge() {
    Map<RepositoryPath, Map<CommitId, Commit>> all = new LinkedHashMap<>();
    for (RepositoryPath path : repositories) {
      Map<CommitId, Commit> commits = contents(nodes.get(0), path);
      all.put(path, commits);
      oracle.receiptedSurvive(path.toString(), commits.keySet());
      obeys(commits.values());
      Map<String, List<Commit>> items = items(commits);
      for (Node node : nodes) {
        holds(node, node.engine(), path, commits, Promise.PEERS_CONVERGE);
        shows(node, node.engine(), path, items, Promise.VALUES_ARE_RIGHT);
      }
      merges(items);
    }
    oracle.promisesAreKept(all);
    nodes.forEach(node -> readBack(node, all));
  }

  /** What rules do not allow, and a client made, is nowhere. */
  private void obeys(Collection<Commit> commits) {
    SessionId server = Sessions.of(nodes.get(0).engine());
    for (Commit commit : commits) {
      if (!commit.header().session().equals(server) && oracle.isForbidden(commit)) {
        oracle.violated(
            Promise.ONLY_VALID_IS_ADMITTED, commit.id() + " was admitted against the rules");
      }
    }
  }

  private void holds(
      Node node,
      Engine engine,
      RepositoryPath path,
      Map<CommitId, Commit> commits,
      Promise promise) {
    String who = node.name() + " in " + path + ": ";
    Overview overview = engine.status(path).overview();
    LogContents contents = read(node, path);
    oracle.staysWhole(node, path.toString(), seen(contents));
    if (!contents.commits().keySet().equals(commits.keySet())) {
      oracle.violated(promise, who + "its log holds other commits than the server's");
    }
    if (overview.commits() != commits.size() || !overview.sum().equals(sum(commits.keySet()))) {
      oracle.violated(promise, who + overview + " instead of " + commits.size() + " commits");
    }
    int split = (int) items(commits).values().stream().filter(of -> heads(of) > 1).count();
    int diverged = engine.status(path).diverged();
    if (diverged != split) {
      oracle.violated(promise, who + diverged + " split items instead of " + split);
    }
    if (overview.unreceipted() > 0 || waitsInVain(node, path, overview)) {
      oracle.violated(Promise.NOTHING_STAYS_OPEN, who + overview);
    }
  }

  private void shows(
      Node node,
      Engine engine,
      RepositoryPath path,
      Map<String, List<Commit>> items,
      Promise promise) {
    if (!engine.items(path).stream().sorted().toList().equals(List.copyOf(items.keySet()))) {
      oracle.violated(promise, node.name() + " shows other items than there are in " + path);
      return;
    }
    items.forEach((name, commits) -> {
      ItemPath item = new ItemPath(path, name);
      Twin.Expected expected = Twin.value(newest(commits), fault, commits);
      Optional<ItemState> shown = engine.state(item);
      boolean same =
          shown
              .filter(state ->
                  state.deleted() == expected.deleted()
                      && new TreeMap<>(state.fields().entries()).equals(expected.fields()))
              .isPresent();
      if (!same) {
        oracle.violated(
            promise, node.name() + " shows " + shown + " of " + item + " instead of " + expected);
      }
    });
  }

  private Schema newest(List<Commit> commits) {
    return schemas.newest(commits.get(0).header().schema().namespace());
  }

  /** A fresh engine on a copy of the disk must come to the same. */
  private void readBack(Node node, Map<RepositoryPath, Map<CommitId, Commit>> all) {
    Settings settings =
        new Settings(
            node.organisation(),
            Optional.empty(),
            Octets.EMPTY,
            Settings.Role.KEEPER,
            Set.of(),
            schemas,
            1,
            Indexing.stored(),
            1_000,
            Limits.DEFAULT);
    Engine engine = new Engine(settings, new Dice(0), Schedule.BEGINNING_MILLIS);
    all.forEach((path, commits) -> {
      engine.open(path, node.disk().copy(path.toString()));
      holds(node, engine, path, commits, Promise.LOGS_READ_BACK);
      shows(node, engine, path, items(commits), Promise.LOGS_READ_BACK);
    });
  }

  private void merges(Map<String, List<Commit>> items) {
    items
        .values()
        .forEach(commits -> {
          oracle.tally().add(Count.MERGES, heads(commits) > 1 ? 1 : 0);
          oracle.tally().add(Count.MEETINGS, Twin.meetings(commits));
          commits.forEach(commit ->
              oracle.tally().add(Count.MERGES, commit.header().parents().size() > 1 ? 1 : 0));
        });
  }

  private static Map<CommitId, Commit> contents(Node node, RepositoryPath path) {
    return read(node, path).commits();
  }

  private LogContents seen(LogContents contents) {
    if (fault != Fault.HALF_BLIND_ORACLE) {
      return contents;
    }
    Map<CommitId, Commit> half = new LinkedHashMap<>();
    int number = 0;
    for (Map.Entry<CommitId, Commit> entry : contents.commits().entrySet()) {
      if (number++ % 2 == 0) {
        half.put(entry.getKey(), entry.getValue());
      }
    }
    return new LogContents(half, contents.receipted(), contents.torn());
  }

  private static LogContents read(Node node, RepositoryPath path) {
    String log = path.toString();
    return LogContents.read(log, node.disk().read(log));
  }

  private static Map<String, List<Commit>> items(Map<CommitId, Commit> commits) {
    Map<String, List<Commit>> items = new TreeMap<>();
    for (Commit commit : commits.values()) {
      items.computeIfAbsent(commit.header().item(), name -> new ArrayList<>()).add(commit);
    }
    return items;
  }

  private static int heads(List<Commit> commits) {
    Set<CommitId> heads = new TreeSet<>();
    commits.forEach(commit -> heads.add(commit.id()));
    commits.forEach(commit -> heads.removeAll(commit.header().parents()));
    return heads.size();
  }

  /** The sum of ids modulo 2^256, little-endian, by plain arithmetic. */
  private static Octets sum(Set<CommitId> ids) {
    BigInteger sum = BigInteger.ZERO;
    for (CommitId id : ids) {
      sum = sum.add(new BigInteger(1, reversed(id.hash().array())));
    }
    byte[] big = sum.mod(BigInteger.ONE.shiftLeft(256)).toByteArray();
    byte[] little = new byte[32];
    for (int i = 0; i < Math.min(32, big.length); i++) {
      little[i] = big[big.length - 1 - i];
    }
    return Octets.wrap(little);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
