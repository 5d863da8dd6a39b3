package dev.goatdb.core.sync;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** A small set of ids as keyed hashes of eight bytes, each listed: practically exact. */
public final class ShortIds implements Filter {
  private static final int BYTES = 8;

  private final Octets seed;
  private final SortedSet<Octets> hashes;

  private ShortIds(Octets seed, SortedSet<Octets> hashes) {
    this.seed = seed;
    this.hashes = hashes;
  }

  public static ShortIds of(Collection<CommitId> ids, Octets seed) {
    TreeSet<Octets> hashes = new TreeSet<>();
    ids.forEach(id -> hashes.add(shorten(seed, id)));
    return new ShortIds(seed, hashes);
  }

  @Override
  public boolean mayContain(CommitId id) {
    return hashes.contains(shorten(seed, id));
  }

  @Override
  public int count() {
    return hashes.size();
  }

  @Override
  public void write(CborWriter out) {
    byte[] all = new byte[BYTES * hashes.size()];
    int at = 0;
    for (Octets hash : hashes) {
      hash.copyTo(all, at);
      at += BYTES;
    }
    out.array(3).integer(2).bytes(seed).bytes(Octets.wrap(all));
  }

  static ShortIds read(CborReader in) {
    Octets seed = in.bytes(HalfSipHash.KEY_BYTES);
    Octets all = in.bytes();
    TreeSet<Octets> hashes = new TreeSet<>();
    for (int at = 0; at + BYTES <= all.size(); at += BYTES) {
      byte[] hash = new byte[BYTES];
      System.arraycopy(all.array(), at, hash, 0, BYTES);
      Octets next = Octets.wrap(hash);
      if (!hashes.isEmpty() && hashes.last().compareTo(next) >= 0) {
        throw in.bad("short ids are out of order");
      }
      hashes.add(next);
    }
    if (hashes.isEmpty() || all.size() % BYTES != 0) {
      throw in.bad("short ids have a wrong size");
    }
    return new ShortIds(seed, hashes);
  }

  private static Octets shorten(Octets seed, CommitId id) {
    HalfSipHash hash = new HalfSipHash(seed);
    hash.hash(id.hash());
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (hash.low() >>> 8 * i);
      bytes[4 + i] = (byte) (hash.high() >>> 8 * i);
    }
    return Octets.wrap(bytes);
  }
}
