package dev.goatdb.core.commit;

import dev.goatdb.core.host.Octets;

/**
 * A digest of a set of ids that is updated in constant time: how many, and their sum as 256-bit
 * numbers.
 *
 * <p>Two sets with equal digests are equal unless somebody mined ids for it, who could hide only
 * commits of their own.
 */
public final class SetDigest {
  private static final int WORDS = 8;

  private final int[] sum = new int[WORDS];
  private int count;

  public void add(CommitId id) {
    carry(id.hash(), 1);
    count++;
  }

  public void remove(CommitId id) {
    carry(id.hash(), -1);
    count--;
  }

  /** Becomes the digest of a set of which number and sum were written down. */
  public void restore(int size, Octets written) {
    count = size;
    for (int i = 0; i < WORDS; i++) {
      sum[i] = written.intAt(4 * i);
    }
  }

  public SetDigest copy() {
    SetDigest copy = new SetDigest();
    System.arraycopy(sum, 0, copy.sum, 0, WORDS);
    copy.count = count;
    return copy;
  }

  public int count() {
    return count;
  }

  /** The sum modulo 2^256, little-endian. */
  public Octets sum() {
    byte[] bytes = new byte[4 * WORDS];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (sum[i / 4] >>> 8 * (i % 4));
    }
    return Octets.wrap(bytes);
  }

  private void carry(Octets hash, int sign) {
    int carry = 0;
    for (int i = 0; i < WORDS; i++) {
      int word = hash.intAt(4 * i);
      int before = sum[i];
      int after = sign > 0 ? before + word : before - word;
      int over =
          sign > 0
              ? (Integer.compareUnsigned(after, before) < 0 ? 1 : 0)
              : (Integer.compareUnsigned(before, word) < 0 ? 1 : 0);
      int result = sign > 0 ? after + carry : after - carry;
      int more =
          sign > 0
              ? (Integer.compareUnsigned(result, after) < 0 ? 1 : 0)
              : (Integer.compareUnsigned(after, carry) < 0 ? 1 : 0);
      sum[i] = result;
      carry = over + more;
    }
  }
}
