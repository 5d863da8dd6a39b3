package dev.goatdb.core;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.Contexts;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.commit.StoredCommit;
import dev.goatdb.core.commit.StoredSeal;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.log.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to commits that are admitted: they are written down, shown and passed on. */
final class Admission {
  private final Context context;
  private final Repository repository;
  private final Graph graph;
  private final History history;

  Admission(Context context, Repository repository) {
    this.context = context;
    this.repository = repository;
    this.graph = repository.graph();
    this.history = repository.history();
  }

  /** Logs an admitted commit of this session and has it sealed. */
  void take(Node node) {
    long offset = repository.log().append(LogRecord.Type.COMMIT, node.commit(), history.contexts());
    if (!context.settings().follows()) {
      history.placed(node.number(), offset);
      repository.sealer().add(node.number(), node.commit());
      repository.sealer().seal();
    }
  }

  /** Logs admitted commits of this session that belong together, and has them sealed as one. */
  void take(List<Node> nodes, int flags) {
    repository.units().add(flags, numbers(nodes));
    LogRecord mark =
        new LogRecord(LogRecord.Type.ATOMIC, new AtomicMark(flags, nodes.size()).encode());
    boolean follows = context.settings().follows();
    Contexts contexts = follows ? new Contexts() : history.contexts();
    List<LogRecord> records = new ArrayList<>();
    long at = prepare(nodes, contexts, follows ? 0 : repository.log().next(), records);
    records.add(mark);
    at += mark.size();
    for (Node node : nodes) {
      Octets stored = StoredCommit.encode(node.commit(), contexts.find(node.commit()));
      LogRecord record = new LogRecord(LogRecord.Type.COMMIT, stored);
      records.add(record);
      if (!follows) {
        history.placed(node.number(), at);
        repository.sealer().add(node.number(), node.commit());
      }
      at += record.size();
    }
    repository.log().append(records);
    if (!follows) {
      repository.sealer().seal();
    }
  }

  /**
   * Takes in commits that were verified and admitted: writes them down, shows them, passes them on.
   */
  void integrate(List<Node> admitted, @Nullable Link source) {
    for (Pack.Run run : Pack.runs(admitted)) {
      write(run);
    }
    Set<String> items = new LinkedHashSet<>();
    admitted.forEach(node -> items.add(node.header().item()));
    repository.live().committed(admitted);
    new Arrival(context, repository, admitted.get(0).number()).show(items);
    announce(numbers(admitted), source);
  }

  /**
   * The contexts of commits that count only together stand before all of them: where a write stops
   * half way they stay, and the commits go. Returns where the next record begins.
   */
  private long prepare(List<Node> nodes, Contexts contexts, long offset, List<LogRecord> records) {
    long at = offset;
    for (Node node : nodes) {
      at += repository.log().prepare(node.commit(), contexts, at, records);
    }
    return at;
  }

  private static List<Integer> numbers(List<Node> nodes) {
    List<Integer> numbers = new ArrayList<>(nodes.size());
    nodes.forEach(node -> numbers.add(node.number()));
    return numbers;
  }

  /** Commits and their seal, in one piece: a crash leaves all of them or none. */
  private void write(Pack.Run run) {
    List<LogRecord> records = new ArrayList<>();
    long at = prepare(run.nodes(), history.contexts(), repository.log().next(), records);
    long first = -1;
    for (Node node : run.nodes()) {
      LogRecord record =
          new LogRecord(
              LogRecord.Type.RECEIVED,
              StoredCommit.encode(node.commit(), history.contexts().find(node.commit())));
      records.add(record);
      history.placed(node.number(), at);
      first = first < 0 ? at : first;
      at += record.size();
    }
    StoredSeal seal =
        new StoredSeal(run.piece().seal(), at - first, Optional.of(run.piece().tree()));
    records.add(new LogRecord(LogRecord.Type.PACK, seal.encode()));
    repository.log().append(records);
    history.sealed(numbers(run.nodes()), at, Optional.of(run.piece()));
  }

  /** Sealed commits are held from now on; everybody else who subscribed gets them at once. */
  void announce(List<Integer> numbers, @Nullable Link source) {
    Set<Link> others = new LinkedHashSet<>(repository.links());
    others.remove(source);
    if (!others.isEmpty() || context.settings().authority()) {
      List<Node> nodes = held(numbers);
      others.forEach(link -> link.push(nodes));
      repository.issuer().admitted(nodes);
    }
    context.outbox().add(new Notice.Progress(repository.path()));
  }

  private List<Node> held(List<Integer> numbers) {
    List<Node> held = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      if (!history.taken().contains(number)) {
        held.add(graph.node(number));
      }
    }
    return held;
  }
}
