package dev.goatdb.bench.sync;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes WebSocket frames, as clients and servers do. */
final class Frames {
  static final int CONTINUATION = 0;
  static final int BINARY = 2;
  static final int PING = 9;

  private static final byte[] MASK = {1, 2, 3, 4};

  private Frames() {}

  /** The last frame of a message of a client. */
  static byte[] masked(byte[] payload) {
    byte[] hidden = payload.clone();
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] ^= MASK[i % MASK.length];
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head(0x80 | BINARY, 0x80, payload.length));
    out.writeBytes(MASK);
    out.writeBytes(hidden);
    return out.toByteArray();
  }

  /** A frame of a server. */
  static byte[] plain(int kind, boolean last, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head((last ? 0x80 : 0) | kind, 0, payload.length));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static byte[] head(int first, int masked, int length) {
    if (length < 126) {
      return new byte[] {(byte) first, (byte) (masked | length)};
    }
    return length < 65_536
        ? ByteBuffer.allocate(4)
            .put((byte) first)
            .put((byte) (masked | 126))
            .putShort((short) length)
            .array()
        : ByteBuffer.allocate(10)
            .put((byte) first)
            .put((byte) (masked | 127))
            .putLong(length)
            .array();
  }
}
