package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the records of a log one after another, so that a host may pause in between. */
public final class LogCursor {
  private final String name;
  private final byte[] bytes;
  private int at;

  private LogCursor(String name, byte[] bytes, int at) {
    this.name = name;
    this.bytes = bytes;
    this.at = at;
  }

  /**
   * Begins at the first record of a log; {@code name} is for messages.
   *
   * <p>Throws {@code Incompatible} for another format.
   */
  public static LogCursor of(String name, byte[] bytes) {
    int known = Math.min(bytes.length, LogFile.MAGIC.size());
    if (!Octets.wrap(Arrays.copyOf(bytes, known)).equals(LogFile.MAGIC.prefix(known))) {
      throw new GoatException.Incompatible(
          "The log of " + name + " does not begin like a log of this version.",
          "Open it with the version of GoatDB that wrote it.");
    }
    return new LogCursor(name, bytes, LogFile.MAGIC.size());
  }

  /** Reads records that were appended to a log, without its beginning. */
  public static LogCursor ofTail(String name, byte[] bytes) {
    return new LogCursor(name, bytes, 0);
  }

  /**
   * The next whole record, or null where none follows.
   *
   * <p>A torn tail is left out. Damage before whole records is another matter: it throws {@code
   * Corrupted} with the offset, and the bytes stay as they are.
   */
  public @Nullable LogRecord next() {
    int size = sizeAt(at);
    if (size == 0) {
      refuseDamage();
      return null;
    }
    LogRecord.Type type =
        Objects.requireNonNull(LogRecord.Type.of(bytes[at + LogRecord.FRAME_BYTES]));
    Octets payload = Octets.wrap(bytes, at + LogRecord.HEAD_BYTES, size - LogRecord.HEAD_BYTES);
    at += size;
    return new LogRecord(type, payload);
  }

  /** Where the records read so far end; 0 where the bytes are less than a beginning. */
  public int position() {
    return at <= bytes.length ? at : 0;
  }

  /** The size of the whole record at an offset, or 0 where none is. */
  private int sizeAt(int offset) {
    if (offset < 0 || bytes.length - offset < LogRecord.HEAD_BYTES) {
      return 0;
    }
    int length = intAt(offset + 4);
    boolean plausible =
        length >= 2
            && length <= bytes.length - offset - LogRecord.FRAME_BYTES
            && LogRecord.Type.of(bytes[offset + LogRecord.FRAME_BYTES]) != null
            && bytes[offset + LogRecord.FRAME_BYTES + 1] == LogRecord.VERSION;
    int size = LogRecord.FRAME_BYTES + length;
    return plausible && LogRecord.checksum(bytes, offset, size) == intAt(offset) ? size : 0;
  }

  /**
   * A whole record behind an unreadable place means that the place was damaged, not just never
   * written.
   */
  private void refuseDamage() {
    for (int behind = at + 1; behind < bytes.length; behind++) {
      if (sizeAt(behind) > 0) {
        throw new GoatException.Corrupted(
            "The log of "
                + name
                + " is damaged from byte "
                + at
                + " to byte "
                + behind
                + ", and whole records follow.",
            "Nothing was changed. Put back a copy of the file.");
      }
    }
  }

  private int intAt(int offset) {
    return bytes[offset] & 0xff
        | (bytes[offset + 1] & 0xff) << 8
        | (bytes[offset + 2] & 0xff) << 16
        | (bytes[offset + 3] & 0xff) << 24;
  }
}
