package dev.goatdb.core.property;

import dev.goatdb.core.commit.Body;
import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.commit.Pack;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Histories of one item as peers with skewed clocks write them, who now and then learn what others
 * wrote: parents before children, so any suffix may be unknown to somebody.
 */
public final class Histories {
  private Histories() {}

  /** How a commit above some others is made. */
  @FunctionalInterface
  public interface Author {
    Commit write(List<Commit> heads, long clock, Octets salt);
  }

  /** A history of that many commits by three to five peers. */
  public static List<Commit> random(Chance chance, int length) {
    return random(
        chance,
        length,
        (heads, clock, salt) -> Commits.above(heads, clock, salt, operations(chance)));
  }

  /** The same of commits that somebody makes. */
  public static List<Commit> random(Chance chance, int length, Author author) {
    int peers = 3 + chance.below(3);
    List<Set<Commit>> known = new ArrayList<>();
    for (int i = 0; i < peers; i++) {
      known.add(new LinkedHashSet<>());
    }
    List<Commit> all = new ArrayList<>();
    while (all.size() < length) {
      Set<Commit> mine = known.get(chance.below(peers));
      if (chance.oneIn(2)) {
        learn(mine, chance.oneOf(known), chance);
      }
      List<Commit> heads = headsOf(mine);
      if (heads.size() <= 16) {
        long after = heads.stream().mapToLong(head -> head.header().clock()).max().orElse(0);
        long clock = after + 1 + chance.below(chance.oneIn(4) ? 100 : 3);
        Commit commit = author.write(heads, clock, chance.octets(Body.SALT_BYTES));
        mine.add(commit);
        all.add(commit);
      }
    }
    return all;
  }

  /** Takes over another peer's knowledge up to some point of it. */
  private static void learn(Set<Commit> mine, Set<Commit> theirs, Chance chance) {
    int up = theirs.isEmpty() ? 0 : chance.below(theirs.size() + 1);
    for (Commit commit : List.copyOf(theirs).subList(0, up)) {
      mine.add(commit);
    }
  }

  private static List<Commit> headsOf(Collection<Commit> commits) {
    Set<CommitId> parents = new HashSet<>();
    commits.forEach(commit -> parents.addAll(commit.header().parents()));
    return commits.stream().filter(commit -> !parents.contains(commit.id())).toList();
  }

  /** A few operations on two registers, a counter, a set, three maps and the deletion. */
  public static List<Operation> operations(Chance chance) {
    List<Operation> operations = new ArrayList<>();
    for (int i = chance.below(4); i >= 0; i--) {
      if (chance.oneIn(3)) {
        operations.add(chance.oneIn(3) ? inSets(chance) : inMaps(chance));
        continue;
      }
      Value value = Value.of((long) chance.below(4));
      List<String> entry = List.of("map", "k" + chance.below(3));
      operations.add(
          switch (chance.below(10)) {
            case 0, 1 ->
                new Operation.Put(List.of("a" + chance.below(2)), Value.of(chance.text(3)));
            case 2 -> new Operation.Remove(List.of("a" + chance.below(2)));
            case 3, 4 -> new Operation.Increase(List.of("n"), chance.below(1000) - 500);
            case 5 -> new Operation.Include(List.of("set"), value);
            case 6 -> new Operation.Exclude(List.of("set"), value);
            case 7 -> new Operation.Put(entry, Value.of((long) chance.below(100)));
            case 8 -> new Operation.Remove(entry);
            default -> new Operation.Put(Operation.DELETED, Value.of(chance.oneIn(2)));
          });
    }
    return operations;
  }

  /** On a map of maps of integers. */
  private static Operation inMaps(Chance chance) {
    List<String> entry = List.of("maps", "k" + chance.below(2));
    List<String> inner = List.of("maps", entry.get(1), "i" + chance.below(3));
    return switch (chance.below(8)) {
      case 0 -> new Operation.Remove(entry);
      case 1 -> new Operation.Put(entry, numbers(chance));
      case 2, 3 -> new Operation.Remove(inner);
      default -> new Operation.Put(inner, Value.of((long) chance.below(100)));
    };
  }

  /** On a map of maps of sets of integers. */
  private static Operation inSets(Chance chance) {
    List<String> entry = List.of("sets", "k" + chance.below(2));
    List<String> inner = List.of("sets", entry.get(1), "i" + chance.below(2));
    Value element = Value.of((long) chance.below(3));
    return switch (chance.below(9)) {
      case 0 -> new Operation.Remove(entry);
      case 1 -> new Operation.Put(entry, Value.dictOf(Map.of(inner.get(2), set(element))));
      case 2 -> new Operation.Remove(inner);
      case 3 -> new Operation.Put(inner, chance.oneIn(3) ? set() : set(element, Value.of(0L)));
      case 4, 5 -> new Operation.Exclude(inner, element);
      default -> new Operation.Include(inner, element);
    };
  }

  private static Value numbers(Chance chance) {
    Map<String, Value> entries = new TreeMap<>();
    for (int i = chance.below(3); i > 0; i--) {
      entries.put("i" + chance.below(3), Value.of((long) chance.below(100)));
    }
    return Value.dictOf(entries);
  }

  private static Value set(Value... elements) {
    return Value.setOf(List.of(elements));
  }

  /** Admits commits in this order, each perhaps twice; what comes before its parents waits. */
  public static Graph admitted(List<Commit> commits, Chance chance) {
    Graph graph = new Graph(10_000, new MapLedger());
    for (Commit commit : commits) {
      offer(graph, commit);
      if (chance.oneIn(3)) {
        offer(graph, chance.oneOf(commits));
      }
    }
    return graph;
  }

  private static void offer(Graph graph, Commit commit) {
    if (graph.contains(commit.id())) {
      return;
    }
    if (graph.missing(commit).isEmpty()) {
      graph.admit(commit, null);
    } else {
      Pack pack = Commits.sealed(List.of(commit), new Chance(0));
      graph.await(pack);
    }
    List<Pack> ready = graph.ready();
    while (!ready.isEmpty()) {
      ready.forEach(pack -> pack.commits().forEach(one -> graph.admit(one, pack.piece())));
      ready = graph.ready();
    }
  }

  /** The ids of the heads of the one item. */
  public static Set<CommitId> heads(Graph graph) {
    return graph.resident().iterator().next().heads().stream()
        .map(Node::id)
        .collect(Collectors.toSet());
  }
}
