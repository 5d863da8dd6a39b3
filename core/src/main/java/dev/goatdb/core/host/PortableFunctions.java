package dev.goatdb.core.host;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The plain versions of {@link Pure}: FIPS 180-4, RFC 3720 appendix B.4 and RFC 3629 in 32-bit
 * arithmetic.
 */
public final class PortableFunctions implements Pure.Functions {
  private static final int[] CRC_TABLE = crcTable();
  private static final int[] ROUND = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  @Override
  public byte[] sha256(byte[] bytes, int offset, int length) {
    int[] state = {
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };
    int[] schedule = new int[64];
    int whole = length / 64 * 64;
    for (int i = 0; i < whole; i += 64) {
      block(state, schedule, bytes, offset + i);
    }
    int rest = length - whole;
    byte[] tail = new byte[rest < 56 ? 64 : 128];
    System.arraycopy(bytes, offset + whole, tail, 0, rest);
    tail[rest] = (byte) 0x80;
    putInt(tail, tail.length - 8, length >>> 29);
    putInt(tail, tail.length - 4, length << 3);
    for (int i = 0; i < tail.length; i += 64) {
      block(state, schedule, tail, i);
    }
    byte[] digest = new byte[32];
    for (int i = 0; i < 8; i++) {
      putInt(digest, 4 * i, state[i]);
    }
    return digest;
  }

  private static void block(int[] state, int[] w, byte[] bytes, int offset) {
    for (int i = 0; i < 16; i++) {
      int at = offset + 4 * i;
      w[i] =
          (bytes[at] & 0xff) << 24
              | (bytes[at + 1] & 0xff) << 16
              | (bytes[at + 2] & 0xff) << 8
              | bytes[at + 3] & 0xff;
    }
    for (int i = 16; i < 64; i++) {
      int s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >>> 3;
      int s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >>> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < 64; i++) {
      int t1 = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUND[i] + w[i];
      int t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  private static int turn(int word, int bits) {
    return word >>> bits | word << (32 - bits);
  }

  private static void putInt(byte[] bytes, int at, int word) {
    bytes[at] = (byte) (word >>> 24);
    bytes[at + 1] = (byte) (word >>> 16);
    bytes[at + 2] = (byte) (word >>> 8);
    bytes[at + 3] = (byte) word;
  }

  @Override
  public int crc32c(byte[] bytes, int offset, int length) {
    int crc = -1;
    for (int i = offset; i < offset + length; i++) {
      crc = crc >>> 8 ^ CRC_TABLE[(crc ^ bytes[i]) & 0xff];
    }
    return ~crc;
  }

  private static int[] crcTable() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int crc = i;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
      }
      table[i] = crc;
    }
    return table;
  }

  @Override
  public byte @Nullable [] encodeUtf8(String text) {
    byte[] out = new byte[3 * text.length()];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[at++] = (byte) c;
      } else if (c < 0x800) {
        out[at++] = (byte) (0xc0 | c >> 6);
        out[at++] = (byte) (0x80 | c & 0x3f);
      } else if (c < 0xd800 || c > 0xdfff) {
        out[at++] = (byte) (0xe0 | c >> 12);
        out[at++] = (byte) (0x80 | c >> 6 & 0x3f);
        out[at++] = (byte) (0x80 | c & 0x3f);
      } else {
        char low = i + 1 < text.length() ? text.charAt(i + 1) : 0;
        if (c > 0xdbff || low < 0xdc00 || low > 0xdfff) {
          return null;
        }
        int point = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
        out[at++] = (byte) (0xf0 | point >> 18);
        out[at++] = (byte) (0x80 | point >> 12 & 0x3f);
        out[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        out[at++] = (byte) (0x80 | point & 0x3f);
        i++;
      }
    }
    return Arrays.copyOf(out, at);
  }

  @Override
  public @Nullable String decodeUtf8(byte[] bytes, int offset, int length) {
    char[] out = new char[length];
    int size = 0;
    int end = offset + length;
    for (int i = offset; i < end; ) {
      int first = bytes[i] & 0xff;
      if (first < 0x80) {
        out[size++] = (char) first;
        i++;
        continue;
      }
      int more = first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
      int point = more < 0 || i + more >= end ? -1 : continuation(bytes, i, first, more);
      if (point < 0) {
        return null;
      }
      if (point < 0x10000) {
        out[size++] = (char) point;
      } else {
        out[size++] = (char) (0xd800 + (point - 0x10000 >> 10));
        out[size++] = (char) (0xdc00 + (point - 0x10000 & 0x3ff));
      }
      i += more + 1;
    }
    return String.valueOf(out, 0, size);
  }

  /**
   * The code point of a sequence of {@code more + 1} bytes, or -1 where it is malformed, overlong
   * or a surrogate.
   */
  private static int continuation(byte[] bytes, int at, int first, int more) {
    int point = first & (0x3f >> more);
    for (int i = 1; i <= more; i++) {
      int next = bytes[at + i] & 0xff;
      if ((next & 0xc0) != 0x80) {
        return -1;
      }
      point = point << 6 | next & 0x3f;
    }
    boolean overlong = more == 2 && point < 0x800 || more == 3 && point < 0x10000;
    boolean surrogate = point >= 0xd800 && point <= 0xdfff;
    return overlong || surrogate || point > 0x10ffff ? -1 : point;
  }
}
