package dev.goatdb.core.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.SetDigest;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.GoatException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters may claim too much, never too little; digests are sums. */
class FilterTest {
  /** The vectors that the authors of SipHash publish: key 00 01 02 ..., message 00 01 02 ... */
  @ParameterizedTest
  @CsvSource({
    "0, 218d1f59b9b83cc8",
    "4, d5e78a175be52ea1",
    "8, edfee820bce4858c",
    "12, 7bc71f9faef5c799",
    "16, 7336aad25f7bf3b5"
  })
  void theKeyedHashIsHalfSipHash(int size, String expected) {
    HalfSipHash hash = new HalfSipHash(counting(HalfSipHash.KEY_BYTES));
    hash.hash(counting(size));
    byte[] bytes = new byte[8];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (hash.low() >>> 8 * i);
      bytes[4 + i] = (byte) (hash.high() >>> 8 * i);
    }
    assertEquals(expected, Octets.wrap(bytes).hex());
  }

  private static Octets counting(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) i;
    }
    return Octets.wrap(bytes);
  }

  @Test
  void aFilterNeverDeniesWhatItHoldsAlsoWhenReadBack() {
    Property.check(
        60,
        chance -> {
          List<CommitId> ids = chance.ids(chance.below(chance.oneIn(2) ? 130 : 2_000));
          Filter filter = Filter.of(ids, chance);
          Filter read = again(filter);
          assertEquals(ids.size(), read.count());
          for (CommitId id : ids) {
            assertTrue(filter.mayContain(id) && read.mayContain(id), () -> "denied: " + id);
          }
        });
  }

  @Test
  void aFilterSeldomClaimsWhatItDoesNotHold() {
    Chance chance = new Chance(1);
    for (int size : new int[] {1, 128, 129, 1_000, 20_000}) {
      Filter filter = Filter.of(chance.ids(size), chance);
      int claimed = 0;
      for (CommitId other : chance.ids(20_000)) {
        claimed += filter.mayContain(other) ? 1 : 0;
      }
      assertTrue(claimed <= 20, size + " ids: " + claimed + " of 20000 claimed");
    }
  }

  @Test
  void theSizeDecidesTheKindOfFilter() {
    Chance chance = new Chance(2);
    assertInstanceOf(Filter.Empty.class, Filter.of(List.of(), chance));
    assertInstanceOf(ShortIds.class, Filter.of(chance.ids(128), chance));
    assertInstanceOf(BloomFilter.class, Filter.of(chance.ids(129), chance));
    assertFalse(new Filter.Empty().mayContain(chance.id()));
  }

  @Test
  void anotherSeedMissesOtherIds() {
    Chance chance = new Chance(3);
    List<CommitId> ids = chance.ids(129);
    List<CommitId> others = chance.ids(100_000);
    Filter one = BloomFilter.of(ids, chance.octets(8));
    Filter two = BloomFilter.of(ids, chance.octets(8));
    List<CommitId> both = others.stream().filter(one::mayContain).filter(two::mayContain).toList();
    assertTrue(others.stream().anyMatch(one::mayContain), "nothing to compare");
    assertEquals(List.of(), both);
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "probes", "sparse", "bits", "table", "count"})
  void aFilterThatClaimsTooMuchIsRefused(String what) {
    boolean full = what.equals("full");
    byte[] table = new byte[what.equals("table") ? 127 : 128];
    Arrays.fill(table, (byte) (full ? 0x7f : 0x11));
    CborWriter out = new CborWriter().array(5).integer(1).bytes(counting(8));
    out.integer(what.equals("sparse") ? 3 : what.equals("count") ? 0 : 100);
    out.integer(what.equals("probes") ? 33 : 7);
    out.array(2).integer(what.equals("bits") ? 1025 : 1024).bytes(Octets.wrap(table));
    CborReader in = new CborReader(out.octets());
    assertThrows(GoatException.Corrupted.class, () -> Filter.read(in));
  }

  @Test
  void aDigestIsTheCountAndTheSumOfTheIds() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(256);
    Property.check(
        300,
        chance -> {
          SetDigest digest = new SetDigest();
          BigInteger sum = BigInteger.ZERO;
          List<CommitId> held = new ArrayList<>();
          for (int i = chance.below(40); i > 0; i--) {
            if (held.isEmpty() || !chance.oneIn(3)) {
              byte[] bytes = chance.bytes(32);
              Arrays.fill(bytes, 0, chance.below(33), (byte) (chance.oneIn(2) ? 0xff : 0));
              CommitId id = new CommitId(Octets.wrap(bytes));
              held.add(id);
              digest.add(id);
              sum = sum.add(number(id.hash()));
            } else {
              CommitId id = held.remove(chance.below(held.size()));
              digest.remove(id);
              sum = sum.subtract(number(id.hash()));
            }
          }
          assertEquals(held.size(), digest.count());
          assertEquals(sum.mod(modulus), number(digest.sum()));
          SetDigest other = new SetDigest();
          chance.shuffled(held).forEach(other::add);
          assertEquals(other.sum(), digest.copy().sum());
        });
  }

  private static BigInteger number(Octets littleEndian) {
    byte[] bytes = new byte[littleEndian.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) littleEndian.at(bytes.length - 1 - i);
    }
    return new BigInteger(1, bytes);
  }

  private static Filter again(Filter filter) {
    CborWriter out = new CborWriter();
    filter.write(out);
    CborReader in = new CborReader(out.octets());
    Filter read = Filter.read(in);
    in.end();
    return read;
  }
}
