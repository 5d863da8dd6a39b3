package dev.goatdb.bench.contestant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A document as bytes, for engines that store nothing else: {@code done} in one byte, {@code
 * created} in eight, then text and tags, each with its length in two bytes before it.
 */
final class DocumentBytes {
  private static final int MOST = 512;
  private static final int BEFORE_TEXT = 1 + Long.BYTES;

  private DocumentBytes() {}

  static byte[] of(Document document) {
    ByteBuffer out = ByteBuffer.allocate(MOST);
    out.put((byte) (document.done() ? 1 : 0)).putLong(document.created());
    put(out, document.text());
    document.tags().forEach(tag -> put(out, tag));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  static Document document(String key, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean done = in.get() == 1;
    long created = in.getLong();
    String text = string(in);
    List<String> tags = new ArrayList<>();
    while (in.hasRemaining()) {
      tags.add(string(in));
    }
    return new Document(key, text, done, created, tags);
  }

  static String text(byte[] bytes) {
    return string(ByteBuffer.wrap(bytes).position(BEFORE_TEXT));
  }

  /** The same bytes with {@code done} set. */
  static byte[] finished(byte[] bytes) {
    byte[] finished = bytes.clone();
    finished[0] = 1;
    return finished;
  }

  private static void put(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }

  private static String string(ByteBuffer in) {
    int length = in.getShort();
    int start = in.arrayOffset() + in.position();
    String text = new String(in.array(), start, length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
