package dev.goatdb.bench.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * A WebSocket frame as it passes by, see RFC 6455, section 5.2.
 *
 * @param bytes all of it, header included
 * @param payload unmasked
 * @param kind 0 to 2 for a piece of a message, 8 to 10 for what keeps a connection
 * @param last whether a message ends with it
 */
record Frame(byte[] bytes, byte[] payload, int kind, boolean last) {
  private static final int FINAL = 0x80;
  private static final int KIND = 0x0f;
  private static final int FIRST_CONTROL = 8;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_IN_2 = 126;
  private static final int LENGTH_IN_8 = 127;
  private static final int MASK_BYTES = 4;

  /** Waits for the next frame; throws {@code EOFException} where none follows. */
  static Frame read(DataInputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] start = take(in, 2, bytes);
    int length = start[1] & LENGTH;
    if (length == LENGTH_IN_2) {
      length = number(take(in, 2, bytes));
    } else if (length == LENGTH_IN_8) {
      length = number(take(in, 8, bytes));
    }
    byte[] mask = (start[1] & MASKED) == 0 ? new byte[MASK_BYTES] : take(in, MASK_BYTES, bytes);
    byte[] payload = take(in, length, bytes);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % MASK_BYTES];
    }
    return new Frame(bytes.toByteArray(), payload, start[0] & KIND, (start[0] & FINAL) != 0);
  }

  boolean isOfAMessage() {
    return kind < FIRST_CONTROL;
  }

  private static byte[] take(DataInputStream in, int count, ByteArrayOutputStream bytes)
      throws IOException {
    byte[] taken = new byte[count];
    in.readFully(taken);
    bytes.writeBytes(taken);
    return taken;
  }

  private static int number(byte[] bytes) {
    int number = 0;
    for (byte each : bytes) {
      number = number << 8 | each & 0xff;
    }
    return number;
  }
}
