package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import org.jspecify.annotations.Nullable;

/** A record of a log: its type and its payload. */
public record LogRecord(Type type, Octets payload) {
  static final int VERSION = 0;
  static final int FRAME_BYTES = 8;
  static final int HEAD_BYTES = FRAME_BYTES + 2;

  /** What a record holds; the number is the one in the log. */
  public enum Type {
    /** Whose log this is; the first record. */
    ORIGIN(1),
    /** An own commit that no seal covers yet. */
    COMMIT(2),
    /** The seal over the oldest such commits. */
    SEAL(3),
    /** Commits of others under their seals. */
    PACK(4),
    /** The certificate of a session whose commits follow. */
    CERTIFICATE(5),
    /** A record of an authority's chain, such as a receipt. */
    CONTROL(6),
    /** A commit that the authority refused. */
    REFUSAL(7);

    private static final Type[] ALL = values();

    private final int code;

    Type(int code) {
      this.code = code;
    }

    /** The type of that number, or null where it is unknown. */
    static @Nullable Type of(int code) {
      return code >= 1 && code <= ALL.length ? ALL[code - 1] : null;
    }
  }

  /** The framed bytes. */
  public Octets encode() {
    byte[] bytes = new byte[HEAD_BYTES + payload.size()];
    putInt(bytes, 4, payload.size() + 2);
    bytes[FRAME_BYTES] = (byte) type.code;
    bytes[FRAME_BYTES + 1] = VERSION;
    payload.copyTo(bytes, HEAD_BYTES);
    putInt(bytes, 0, checksum(bytes, 0, bytes.length));
    return Octets.wrap(bytes);
  }

  /** CRC32C over all that follows the checksum. */
  static int checksum(byte[] bytes, int offset, int size) {
    return Pure.crc32c(bytes, offset + 4, size - 4);
  }

  private static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }
}
