package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.ListWalk;
import dev.goatdb.core.value.CborWriter;

/** Some people who arrange one list, from a seed on; the output is what they have in the end. */
final class ListVector {
  private ListVector() {}

  static Octets run(Description in) {
    long first = in.integer("seed", 0);
    int count = (int) in.integer("count", 1);
    CborWriter out = new CborWriter().array(count);
    for (long seed = first; seed < first + count; seed++) {
      out.value(ListWalk.list(seed));
    }
    return out.octets();
  }
}
