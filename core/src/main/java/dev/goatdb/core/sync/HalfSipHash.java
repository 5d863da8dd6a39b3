package dev.goatdb.core.sync;

import dev.goatdb.core.host.Octets;

/**
 * HalfSipHash-2-4 with 64 bits of output (Aumasson and Bernstein), a keyed hash made of 32-bit
 * words.
 *
 * <p>It hashes ids into filters: with a key chosen afresh for every filter nobody can mine ids that
 * collide in it.
 */
final class HalfSipHash {
  static final int KEY_BYTES = 8;

  private final int key0;
  private final int key1;
  private int low;
  private int high;

  HalfSipHash(Octets key) {
    key0 = key.intAt(0);
    key1 = key.intAt(4);
  }

  /**
   * Hashes a message whose size is a multiple of four; then {@link #low()} and {@link #high()} are
   * the result. The words of the message, its size and the two halves of the result are steps of
   * one loop over local variables, which is what compilers are good at.
   */
  void hash(Octets message) {
    int v0 = key0;
    int v1 = key1 ^ 0xee;
    int v2 = 0x6c796765 ^ key0;
    int v3 = 0x74656462 ^ key1;
    int words = message.size() / 4 + 1;
    for (int step = 0; step < words + 2; step++) {
      int word = step < words - 1 ? message.intAt(4 * step) : message.size() << 24;
      if (step < words) {
        v3 ^= word;
      } else if (step == words) {
        v2 ^= 0xee;
      } else {
        low = v1 ^ v3;
        v1 ^= 0xdd;
      }
      for (int round = step < words ? 2 : 4; round > 0; round--) {
        v0 += v1;
        v1 = (v1 << 5 | v1 >>> 27) ^ v0;
        v0 = v0 << 16 | v0 >>> 16;
        v2 += v3;
        v3 = (v3 << 8 | v3 >>> 24) ^ v2;
        v0 += v3;
        v3 = (v3 << 7 | v3 >>> 25) ^ v0;
        v2 += v1;
        v1 = (v1 << 13 | v1 >>> 19) ^ v2;
        v2 = v2 << 16 | v2 >>> 16;
      }
      v0 ^= step < words ? word : 0;
    }
    high = v1 ^ v3;
  }

  /** The first four bytes of the result, little-endian. */
  int low() {
    return low;
  }

  /** The last four bytes of the result, little-endian. */
  int high() {
    return high;
  }
}
