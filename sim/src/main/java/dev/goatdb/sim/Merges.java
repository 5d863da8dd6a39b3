package dev.goatdb.sim;

import dev.goatdb.core.merge.MergeWalk;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;

/** Many walks through merges, on all processors. */
final class Merges {
  private Merges() {}

  /** Walks from a seed on, prints a line for each that fails, and counts those. */
  static int run(long first, int count, PrintStream out) {
    Map<Long, String> failures = new ConcurrentSkipListMap<>();
    LongStream.range(first, first + count)
        .parallel()
        .forEach(seed -> {
          String wrong = MergeWalk.check(seed, MergeWalk.Fault.NONE);
          if (!wrong.isEmpty()) {
            failures.put(seed, wrong);
          }
        });
    new TreeMap<>(failures)
        .forEach((seed, wrong) ->
            out.println(
                "seed "
                    + seed
                    + " failed: "
                    + wrong
                    + " | replay: ./goat sim --merges --seed "
                    + seed));
    out.println("walks " + count + ", failed " + failures.size());
    return failures.size();
  }
}
