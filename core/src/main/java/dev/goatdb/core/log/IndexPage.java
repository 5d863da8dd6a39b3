package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;

/**
 * The pages of an index: each names its place and has a checksum, so that no part of another one,
 * and none that was half written, is taken for right.
 *
 * <pre>
 *   0                        4080     4084    4088     4092     4096
 *   | content                | number | stamp | mark   | crc32c |     (little-endian)
 * </pre>
 */
final class IndexPage {
  static final int BYTES = 4096;
  static final int CONTENT = 4080;

  private IndexPage() {}

  /**
   * Completes a page whose content is written.
   *
   * @param mark of the segment, which tells its pages from those of others that were there before
   */
  static void finish(byte[] bytes, int at, int number, int stamp, int mark) {
    putInt(bytes, at + CONTENT, number);
    putInt(bytes, at + CONTENT + 4, stamp);
    putInt(bytes, at + CONTENT + 8, mark);
    putInt(bytes, at + CONTENT + 12, Pure.crc32c(bytes, at, CONTENT + 12));
  }

  static boolean isWhole(byte[] page, int number, int stamp) {
    if (page.length != BYTES) {
      return false;
    }
    Octets octets = Octets.wrap(page);
    return octets.intAt(CONTENT) == number
        && octets.intAt(CONTENT + 4) == stamp
        && octets.intAt(CONTENT + 12) == Pure.crc32c(page, 0, CONTENT + 12);
  }

  /** The mark of the segment that a page is of. */
  static int mark(byte[] page) {
    return intAt(page, CONTENT + 8);
  }

  static int intAt(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  /** A number of five bytes. */
  static long longAt(byte[] bytes, int at) {
    return intAt(bytes, at) & 0xffffffffL | (bytes[at + 4] & 0xffL) << 32;
  }

  static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  static void putLong(byte[] bytes, int at, long value) {
    putInt(bytes, at, (int) value);
    bytes[at + 4] = (byte) (value >>> 32);
  }
}
