package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Randomness;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.Collection;

/** "Here is what I have": a compact set of ids that may claim too much, never too little. */
public sealed interface Filter permits Filter.Empty, ShortIds, BloomFilter {
  /** Up to here every id is listed by a short form of its own. */
  int MOST_SHORT_IDS = 128;

  /** Nothing at all. */
  record Empty() implements Filter {
    @Override
    public boolean mayContain(CommitId id) {
      return false;
    }

    @Override
    public int count() {
      return 0;
    }

    @Override
    public void write(CborWriter out) {
      out.array(1).integer(0);
    }
  }

  boolean mayContain(CommitId id);

  /** How many ids went in. */
  int count();

  void write(CborWriter out);

  /** The cheapest filter for these ids, with a fresh seed. */
  static Filter of(Collection<CommitId> ids, Randomness randomness) {
    if (ids.isEmpty()) {
      return new Empty();
    }
    Octets seed = randomness.octets(HalfSipHash.KEY_BYTES);
    return ids.size() <= MOST_SHORT_IDS ? ShortIds.of(ids, seed) : BloomFilter.of(ids, seed);
  }

  /**
   * Throws {@code Corrupted} for a filter that is malformed, or claims more than filters of its
   * size can.
   */
  static Filter read(CborReader in) {
    int length = in.array();
    int kind = in.integer(0, 2);
    if (length != (kind == 0 ? 1 : kind == 1 ? 5 : 3)) {
      throw in.bad("a filter has a wrong number of parts");
    }
    return switch (kind) {
      case 0 -> new Empty();
      case 1 -> BloomFilter.read(in);
      default -> ShortIds.read(in);
    };
  }
}
