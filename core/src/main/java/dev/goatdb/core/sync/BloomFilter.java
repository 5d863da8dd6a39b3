package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.Collection;

/**
 * A Bloom filter (Bloom, 1970) with double hashing (Kirsch and Mitzenmacher, 2006) of keyed hashes.
 *
 * <p>Up to 65,536 ids it takes max(10, 1.44 log2(8 count)) bits for each, so that a whole exchange
 * misses anything in about one case of eight; beyond, 12 bits, or what fits a frame. Misses are
 * found by the digest and end in another round.
 */
public final class BloomFilter implements Filter {
  private static final int MOST_PROBES = 32;
  private static final int MOST_BITS = 7 << 20;

  private final Octets seed;
  private final int count;
  private final int probes;
  private final int bits;
  private final byte[] table;
  private final HalfSipHash hash;

  private BloomFilter(Octets seed, int count, int probes, int bits, byte[] table) {
    this.seed = seed;
    this.count = count;
    this.probes = probes;
    this.bits = bits;
    this.table = table;
    this.hash = new HalfSipHash(seed);
  }

  public static BloomFilter of(Collection<CommitId> ids, Octets seed) {
    int count = Math.max(1, ids.size());
    int wanted = bitsPerId(count);
    int bits = count <= MOST_BITS / wanted ? count * wanted : MOST_BITS;
    int probes = Math.max(1, (693 * (bits / count) + 500) / 1000);
    BloomFilter filter = new BloomFilter(seed, ids.size(), probes, bits, new byte[(bits + 7) / 8]);
    ids.forEach(filter::add);
    return filter;
  }

  private void add(CommitId id) {
    hash.hash(id.hash());
    for (int i = 0; i < probes; i++) {
      int bit = probe(i);
      table[bit >> 3] |= (byte) (1 << (bit & 7));
    }
  }

  @Override
  public boolean mayContain(CommitId id) {
    hash.hash(id.hash());
    for (int i = 0; i < probes; i++) {
      int bit = probe(i);
      if ((table[bit >> 3] & 1 << (bit & 7)) == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void write(CborWriter out) {
    out.array(5).integer(1).bytes(seed).integer(count).integer(probes);
    out.array(2).integer(bits).bytes(Octets.wrap(table));
  }

  static BloomFilter read(CborReader in) {
    Octets seed = in.bytes(HalfSipHash.KEY_BYTES);
    int count = in.integer(1, Integer.MAX_VALUE);
    int probes = in.integer(1, MOST_PROBES);
    in.array(2);
    int bits = in.integer(1, MOST_BITS);
    Octets table = in.bytes((bits + 7) / 8);
    int set = 0;
    for (int i = 0; i < table.size(); i++) {
      set += Integer.bitCount(table.at(i));
    }
    boolean full = bits >= 1024 && bits < MOST_BITS && set > bits / 10 * 6;
    if (bits / 48 > count + 1 || full || set > bits) {
      throw in.bad("a filter claims more than its ids can set");
    }
    return new BloomFilter(seed, count, probes, bits, table.array());
  }

  private int probe(int index) {
    return ((hash.low() + index * (hash.high() | 1)) & 0x7fffffff) % bits;
  }

  private static int bitsPerId(int count) {
    int log = 32 - Integer.numberOfLeadingZeros(8 * Math.min(count, 65_536) - 1);
    return count <= 65_536 ? Math.max(10, (144 * log + 99) / 100) : 12;
  }
}
