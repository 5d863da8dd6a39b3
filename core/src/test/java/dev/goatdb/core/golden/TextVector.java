package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.merge.TextWalk;
import dev.goatdb.core.value.CborWriter;

/**
 * Some people who write one text, from a seed on; what holds of every such text is checked where
 * the vector runs. The output is the texts that they have in the end, and what was wrong.
 */
final class TextVector {
  private TextVector() {}

  static Octets run(Description in) {
    long first = in.integer("seed", 0);
    int count = (int) in.integer("count", 1);
    CborWriter out = new CborWriter().array(count + 1);
    StringBuilder wrong = new StringBuilder();
    for (long seed = first; seed < first + count; seed++) {
      out.text(TextWalk.text(seed, TextWalk.Shape.SMALL));
      wrong.append(TextWalk.check(seed, TextWalk.Shape.SMALL, TextWalk.Fault.NONE));
    }
    return out.text(wrong.toString()).octets();
  }
}
