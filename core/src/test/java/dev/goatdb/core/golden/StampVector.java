package dev.goatdb.core.golden;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.order.Stamps;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Order stamps: {@code count} new ones between two, with a mark and random bytes. The steps that
 * follow name two of all stamps so far by their numbers, where -1 is the start and -2 is the end.
 */
final class StampVector {
  private StampVector() {}

  static Octets run(Description in) {
    List<String> stamps = new ArrayList<>();
    for (Value given : in.list("given")) {
      stamps.add(Stamps.require(Recipe.text(given)));
    }
    Octets chance = in.bytes("chance", 64);
    int used = 0;
    for (Value step : in.list("steps")) {
      List<Value> parts = Recipe.list(step);
      String after = stamp(stamps, parts.get(0));
      String before = stamp(stamps, parts.get(1));
      int count = (int) Recipe.integer(parts.get(2));
      int mark = (int) Recipe.integer(parts.get(3));
      stamps.addAll(Stamps.between(after, before, count, mark, chance.from(used)));
      used += count * Stamps.CHANCE_BYTES;
    }
    CborWriter out = new CborWriter().array(stamps.size());
    stamps.forEach(out::text);
    return out.octets();
  }

  private static String stamp(List<String> stamps, Value number) {
    int at = (int) Recipe.integer(number);
    return at == -1 ? Stamps.START : at == -2 ? Stamps.END : stamps.get(at);
  }
}
