package dev.goatdb.core.sync;

import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Fingerprints of all commits by their clocks: each rung covers about twice as many as the one
 * above it, for what differs mostly is recent. The rungs that differ are where to look closer.
 *
 * <p>Fingerprints only steer: somebody who mines ids may hide a difference from a ladder, never
 * from the digest that closes the cycle.
 *
 * @param rungs from the oldest clocks to the newest
 */
public record Ladder(List<Rung> rungs) {
  static final int MOST_RUNGS = 40;
  private static final int SUM_BYTES = 16;

  /** Commits with a clock from one on, up to the next rung: how many, and half the sum of ids. */
  public record Rung(long from, int count, Octets sum) {}

  /** A ladder over all that is held. */
  static Ladder of(Holdings holdings) {
    int count = holdings.all().size();
    TreeSet<Long> starts = new TreeSet<>(List.of(0L));
    int[] rank = {0};
    holdings
        .all()
        .forEach(number -> {
          int left = count - rank[0]++;
          if (Integer.bitCount(left) == 1) {
            starts.add(holdings.clock(number));
          }
        });
    return over(new ArrayList<>(starts), holdings);
  }

  /** Where what is held differs from another ladder. */
  List<Scope.Span> differing(Holdings holdings) {
    List<Long> starts = new ArrayList<>();
    rungs.forEach(rung -> starts.add(rung.from()));
    Ladder mine = over(starts, holdings);
    List<Scope.Span> spans = new ArrayList<>();
    for (int i = 0; i < rungs.size(); i++) {
      if (!rungs.get(i).equals(mine.rungs.get(i))) {
        long before = i + 1 < rungs.size() ? starts.get(i + 1) : Long.MAX_VALUE;
        Scope.Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last.before() == starts.get(i)) {
          spans.set(spans.size() - 1, new Scope.Span(last.from(), before));
        } else {
          spans.add(new Scope.Span(starts.get(i), before));
        }
      }
    }
    return spans;
  }

  private static Ladder over(List<Long> starts, Holdings holdings) {
    List<SetDigest> sums = new ArrayList<>();
    starts.forEach(start -> sums.add(new SetDigest()));
    holdings
        .all()
        .forEach(number -> {
          long clock = holdings.clock(number);
          int rung = starts.size() - 1;
          while (starts.get(rung) > clock) {
            rung--;
          }
          sums.get(rung).add(holdings.id(number));
        });
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      SetDigest sum = sums.get(i);
      rungs.add(new Rung(starts.get(i), sum.count(), sum.sum().prefix(SUM_BYTES)));
    }
    return new Ladder(List.copyOf(rungs));
  }

  void write(CborWriter out) {
    out.array(3 * rungs.size());
    rungs.forEach(rung -> out.integer(rung.from()).integer(rung.count()).bytes(rung.sum()));
  }

  /** Throws {@code Corrupted} for anything malformed. */
  static Ladder read(CborReader in) {
    int length = in.array();
    if (length % 3 != 0 || length == 0 || length > 3 * MOST_RUNGS) {
      throw in.bad("a ladder has a wrong number of rungs");
    }
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < length / 3; i++) {
      Rung rung = new Rung(in.integer(), in.integer(0, Integer.MAX_VALUE), in.bytes(SUM_BYTES));
      boolean ordered = i == 0 ? rung.from() == 0 : rung.from() > rungs.get(i - 1).from();
      if (!ordered) {
        throw in.bad("rungs are out of order");
      }
      rungs.add(rung);
    }
    return new Ladder(List.copyOf(rungs));
  }
}
