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

  private int v0;
  private int v1;
  private int v2;
  private int v3;
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
   * the result.
   */
  void hash(Octets message) {
    v0 = key0;
    v1 = key1 ^ 0xee;
    v2 = 0x6c796765 ^ key0;
    v3 = 0x74656462 ^ key1;
    for (int i = 0; i < message.size(); i += 4) {
      word(message.intAt(i));
    }
    word(message.size() << 24);
    v2 ^= 0xee;
    rounds(4);
    low = v1 ^ v3;
    v1 ^= 0xdd;
    rounds(4);
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

  private void word(int word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }

  private void rounds(int count) {
    for (int i = 0; i < count; i++) {
      v0 += v1;
      v1 = Integer.rotateLeft(v1, 5) ^ v0;
      v0 = Integer.rotateLeft(v0, 16);
      v2 += v3;
      v3 = Integer.rotateLeft(v3, 8) ^ v2;
      v0 += v3;
      v3 = Integer.rotateLeft(v3, 7) ^ v0;
      v2 += v1;
      v1 = Integer.rotateLeft(v1, 13) ^ v2;
      v2 = Integer.rotateLeft(v2, 16);
    }
  }
}
