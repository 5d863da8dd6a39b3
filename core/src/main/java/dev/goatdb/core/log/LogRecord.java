package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.error.Invariant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of a log: its type and its payload. */
public record LogRecord(Type type, Octets payload) {
  /** The most bytes a record takes; what claims to be longer is none. */
  public static final int MOST_BYTES = 1 << 20;

  static final int VERSION = 0;
  static final int FRAME_BYTES = 8;
  static final int HEAD_BYTES = FRAME_BYTES + 2;
  private static final byte[] BLANK = new byte[FRAME_BYTES];

  /** What a record holds; the number is the one in the log. */
  public enum Type {
    /** Whose log this is; the first record. */
    ORIGIN(1),
    /** A number for a session and a schema that commits name. */
    CONTEXT(2),
    /** A commit of this device that no seal before it covers. */
    COMMIT(3),
    /** The seal over such commits. */
    SEAL(4),
    /** A commit of somebody else; its seal follows. */
    RECEIVED(5),
    /** The seal over the received commits before it. */
    PACK(6),
    /** The certificate of a session whose commits are near. */
    CERTIFICATE(7),
    /** A record of an authority's chain, such as a receipt. */
    CONTROL(8),
    /** A commit that the authority refused. */
    REFUSAL(9),
    /** Something of this log was lost; what follows is another epoch. */
    EPOCH(10),
    /** The log was safe up to a position when this was written. */
    SYNCED(11),
    /** So many commits of this device that follow belong together. */
    ATOMIC(12);

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

  /** How many bytes it takes in a log. */
  public int size() {
    return HEAD_BYTES + payload.size();
  }

  /** The framed bytes. */
  public Octets encode() {
    CborWriter out = new CborWriter(size());
    begin(out, type);
    end(out.raw(payload), 0);
    return out.octets();
  }

  /** Begins a record, whose payload is to be written next; returns where it begins. */
  public static int begin(CborWriter out, Type type) {
    int start = out.size();
    out.raw(BLANK).raw((byte) type.code).raw((byte) VERSION);
    return start;
  }

  /** Ends the record that began there: its payload is written. */
  public static void end(CborWriter out, int start) {
    int size = out.size() - start;
    Invariant.check(size <= MOST_BYTES, "a record is as small as readers demand");
    out.putLittle(start + 4, size - FRAME_BYTES);
    out.putLittle(start, out.crc32c(start + 4));
  }

  /** The size of the record whose head these bytes begin with, or 0 where they are no head. */
  static int sizeIn(Octets head) {
    if (head.size() < HEAD_BYTES) {
      return 0;
    }
    int length = head.intAt(4);
    boolean plausible =
        length >= 2
            && length <= MOST_BYTES - FRAME_BYTES
            && Type.of(head.at(FRAME_BYTES)) != null
            && head.at(FRAME_BYTES + 1) == VERSION;
    return plausible ? FRAME_BYTES + length : 0;
  }

  /** Whether the checksum of framed bytes, whose head is plausible, is right. */
  static boolean isWhole(Octets framed) {
    return Pure.crc32c(framed.backing(), framed.offset() + 4, framed.size() - 4) == framed.intAt(0);
  }

  /** The record in framed bytes that are whole; it shares their memory. */
  static LogRecord of(Octets framed) {
    Type type =
        Objects.requireNonNull(Type.of(framed.at(FRAME_BYTES)), "a whole record has a type");
    return new LogRecord(type, framed.from(HEAD_BYTES));
  }
}
