package dev.goatdb.server.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a client sends, without one of its data messages, and from then on without anything that
 * would repair it: WebSocket frames with a mask, as in RFC 6455, section 5.2.
 */
final class Forgetful extends OutputStream {
  private static final int DATA = 9;
  private static final Set<Integer> REPAIRING = Set.of(5, 6, 7);

  private final OutputStream to;
  private final AtomicInteger dataLeft;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean upgraded;

  /**
   * @param dataLeft how many data messages pass before the one that does not, on all connections
   */
  Forgetful(OutputStream to, AtomicInteger dataLeft) {
    this.to = to;
    this.dataLeft = dataLeft;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    waiting.write(bytes, offset, count);
    byte[] all = waiting.toByteArray();
    int done = upgraded ? 0 : endOfHead(all);
    upgraded |= done > 0;
    to.write(all, 0, done);
    while (upgraded && frameEnd(all, done) > 0) {
      int end = frameEnd(all, done);
      if (passes(all, done)) {
        to.write(all, done, end - done);
      }
      done = end;
    }
    waiting.reset();
    waiting.write(all, done, all.length - done);
  }

  private boolean passes(byte[] all, int start) {
    boolean binary = (all[start] & 15) == 2;
    int payload = payload(all, start);
    int kind = binary ? (all[payload + 1] ^ all[payload - 3]) & 255 : -1;
    if (kind == DATA) {
      return dataLeft.getAndDecrement() != 0;
    }
    return dataLeft.get() >= 0 || !REPAIRING.contains(kind);
  }

  private static int endOfHead(byte[] all) {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    return text.contains("\r\n\r\n") ? text.indexOf("\r\n\r\n") + 4 : 0;
  }

  /** Where the payload begins: behind the length and the mask. */
  private static int payload(byte[] all, int start) {
    int length = all[start + 1] & 127;
    return start + 6 + (length == 126 ? 2 : length == 127 ? 8 : 0);
  }

  /** Where the frame ends, or nothing while it is not here as a whole. */
  private static int frameEnd(byte[] all, int start) {
    if (all.length < start + 2 || all.length < payload(all, start)) {
      return 0;
    }
    int length = all[start + 1] & 127;
    ByteBuffer buffer = ByteBuffer.wrap(all);
    long size =
        length == 126
            ? buffer.getShort(start + 2) & 0xffff
            : length == 127 ? buffer.getLong(start + 2) : length;
    long end = payload(all, start) + size;
    return end <= all.length ? (int) end : 0;
  }
}
