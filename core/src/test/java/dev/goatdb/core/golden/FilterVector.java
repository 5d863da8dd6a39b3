package dev.goatdb.core.golden;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.sync.Filter;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters: {@code count} ids from number {@code from} on and a seed become a filter; bits say which
 * of the ids from {@code probe} on it claims to hold.
 */
final class FilterVector {
  private static final int PROBES = 256;

  private FilterVector() {}

  static Octets run(Description in) {
    CborWriter written = new CborWriter();
    if (in.has("decode")) {
      CborReader reader = new CborReader(in.bytes("decode", 0));
      Filter filter = Filter.read(reader);
      reader.end();
      filter.write(written);
    } else {
      List<CommitId> ids = new ArrayList<>();
      for (int i = 0; i < in.integer("count", 0); i++) {
        ids.add(new CommitId(Golden.id(in.integer("from", 0) + i)));
      }
      Octets seed = in.bytes("seed", 8);
      Filter.of(ids, bytes -> System.arraycopy(seed.array(), 0, bytes, 0, bytes.length))
          .write(written);
    }
    Filter filter = Filter.read(new CborReader(written.octets()));
    byte[] bits = new byte[PROBES / 8];
    for (int i = 0; i < PROBES; i++) {
      if (filter.mayContain(new CommitId(Golden.id(in.integer("probe", 0) + i)))) {
        bits[i / 8] |= (byte) (1 << i % 8);
      }
    }
    return new CborWriter()
        .array(3)
        .bytes(written.octets())
        .integer(filter.count())
        .bytes(Octets.wrap(bits))
        .octets();
  }
}
