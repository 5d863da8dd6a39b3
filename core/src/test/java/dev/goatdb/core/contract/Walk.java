package dev.goatdb.core.contract;

import dev.goatdb.core.host.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A case from a seed: changes at random, and what a plain map holds after them.
 *
 * <p>The numbers are those of the generator mulberry32, four for each call, so that the same seed
 * makes the same walk in every language.
 */
final class Walk {
  private static final List<String> LOGS = List.of("/data/one", "/data/t%o", "/other/three");
  private static final Octets NOTHING = Octets.EMPTY;

  private final Set<String> can;
  private final Map<String, Octets> logs = new TreeMap<>();
  private final Map<String, Octets> indexes = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();
  private int state;

  Walk(int seed, Set<String> can) {
    this.state = seed;
    this.can = can;
  }

  /** So many calls, and a look at everything before and after an end in order. */
  List<Step> steps(int calls) {
    for (int i = 0; i < calls; i++) {
      String log = LOGS.get(below(next(), LOGS.size()));
      int kind = below(next(), 20);
      call(kind, log, next(), next());
    }
    lookAtAll();
    reopen();
    return steps;
  }

  private void call(int kind, String log, int x, int y) {
    Octets before = logs.getOrDefault(log, NOTHING);
    switch (kind) {
      case 0 -> reopen();
      case 1 -> release(log);
      case 2, 3 -> truncate(log, below(x, before.size() + 1));
      case 4 -> {
        steps.add(new Step.Replace(log, some(x, y)));
        logs.put(log, some(x, y));
        indexes.remove(log);
      }
      case 5, 6 -> derive(log, x, y);
      case 7, 8, 9 -> steps.add(new Step.Sync(log));
      case 10, 11 -> look(log);
      case 12 -> list();
      default -> {
        steps.add(new Step.Append(log, some(x, y)));
        logs.put(log, joined(before, some(x, y)));
      }
    }
  }

  private void reopen() {
    steps.add(new Step.Reopen());
    if (can.contains("fleeting")) {
      logs.clear();
      indexes.clear();
    }
    lookAtAll();
  }

  private void release(String log) {
    if (can.contains("release")) {
      steps.add(new Step.Release(log));
      look(log);
    }
  }

  private void truncate(String log, int length) {
    steps.add(new Step.Truncate(log, length));
    logs.computeIfPresent(log, (name, before) -> before.prefix(length));
  }

  /**
   * Writes somewhere up to the end of the index, or one byte behind it, where nothing happens; a
   * look before opens the log.
   */
  private void derive(String log, int x, int y) {
    if (can.contains("index")) {
      Octets before = indexes.getOrDefault(log, NOTHING);
      look(log);
      int offset = below(x, before.size() + 2);
      Octets bytes = Step.pattern(below(y, 251), below(y >>> 8, 1000));
      steps.add(new Step.Derive(log, offset, bytes));
      if (offset <= before.size()) {
        indexes.put(log, joined(before.prefix(offset), bytes));
      }
    }
  }

  private void lookAtAll() {
    LOGS.forEach(this::look);
    list();
  }

  private void list() {
    steps.add(new Step.Lists(List.copyOf(logs.keySet())));
  }

  private void look(String log) {
    steps.add(new Step.Holds(log, logs.getOrDefault(log, NOTHING)));
    if (can.contains("index")) {
      steps.add(new Step.Index(log, indexes.getOrDefault(log, NOTHING)));
    }
  }

  /** Bytes of which few are many. */
  private static Octets some(int x, int y) {
    int most = below(y, 20) == 0 ? 90_000 : below(y, 5) == 0 ? 5_000 : 600;
    return Step.pattern(below(x, 251), below(y >>> 5, most));
  }

  private static Octets joined(Octets one, Octets other) {
    byte[] bytes = new byte[one.size() + other.size()];
    one.copyTo(bytes, 0);
    other.copyTo(bytes, one.size());
    return Octets.wrap(bytes);
  }

  private static int below(int number, int bound) {
    return Integer.remainderUnsigned(number, bound);
  }

  private int next() {
    state += 0x6d2b79f5;
    int mixed = (state ^ state >>> 15) * (state | 1);
    mixed ^= mixed + (mixed ^ mixed >>> 7) * (mixed | 61);
    return mixed ^ mixed >>> 14;
  }
}
