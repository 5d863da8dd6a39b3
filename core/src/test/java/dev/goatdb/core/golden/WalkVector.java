package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.MergeWalk;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;

/**
 * Walks: random histories from a seed on, under three versions of a schema, each checked against a
 * dumb twin where the vector runs. The output is a digest of all that they merge to, and what was
 * wrong.
 */
final class WalkVector {
  private WalkVector() {}

  static Octets run(Description in) {
    long first = in.integer("seed", 0);
    long count = in.integer("count", 1);
    CborWriter values = new CborWriter();
    StringBuilder wrong = new StringBuilder();
    for (long seed = first; seed < first + count; seed++) {
      values.value(MergeWalk.values(seed));
      wrong.append(MergeWalk.check(seed, MergeWalk.Fault.NONE));
    }
    Octets digest = Canonical.digest(Value.of(values.octets()));
    return new CborWriter().array(2).bytes(digest).text(wrong.toString()).octets();
  }
}
