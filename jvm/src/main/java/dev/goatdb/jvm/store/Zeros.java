package dev.goatdb.jvm.store;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The zeros behind the logical end of a log. */
final class Zeros {
  private static final int PORTION = 64 << 10;
  private static final ByteBuffer BLANK = ByteBuffer.allocate(PORTION).asReadOnlyBuffer();

  private Zeros() {}

  static void write(DiskFile file, long from, long to) throws IOException {
    for (long at = from; at < to; at += PORTION) {
      file.write(blank(to - at), at);
    }
  }

  /** Whether there is nothing but zeros. */
  static boolean fill(DiskFile file, long from, long to) throws IOException {
    for (long at = from; at < to; at += PORTION) {
      ByteBuffer blank = blank(to - at);
      ByteBuffer portion = ByteBuffer.allocate(blank.remaining());
      file.read(portion, at);
      if (!portion.flip().equals(blank)) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer blank(long most) {
    return BLANK.slice(0, (int) Math.min(PORTION, most));
  }
}
