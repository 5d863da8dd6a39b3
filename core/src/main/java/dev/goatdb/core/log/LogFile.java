package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A log read back: its whole records, and where they end.
 *
 * @param records the records from the first on
 * @param length the bytes they take; what follows is the torn end of a write that was never
 *     finished
 */
public record LogFile(List<LogRecord> records, int length) {
  /** The first bytes of every log. */
  public static final Octets MAGIC = magic();

  /**
   * Reads a log; {@code name} is for messages.
   *
   * <p>A torn tail is left out. Damage before whole records is another matter: it throws {@code
   * Corrupted} with the offset, and the bytes stay as they are. Another format throws {@code
   * Incompatible}.
   */
  public static LogFile read(String name, byte[] bytes) {
    int known = Math.min(bytes.length, MAGIC.size());
    if (!Octets.wrap(Arrays.copyOf(bytes, known)).equals(MAGIC.prefix(known))) {
      throw new GoatException.Incompatible(
          "The log of " + name + " does not begin like a log of this version.",
          "Open it with the version of GoatDB that wrote it.");
    }
    List<LogRecord> records = new ArrayList<>();
    int at = MAGIC.size();
    while (sizeAt(bytes, at) > 0) {
      int size = sizeAt(bytes, at);
      records.add(record(bytes, at, size));
      at += size;
    }
    refuseDamage(name, bytes, at);
    return new LogFile(records, bytes.length < MAGIC.size() ? 0 : at);
  }

  private static LogRecord record(byte[] bytes, int at, int size) {
    LogRecord.Type type =
        Objects.requireNonNull(LogRecord.Type.of(bytes[at + LogRecord.FRAME_BYTES]));
    byte[] payload = Arrays.copyOfRange(bytes, at + LogRecord.HEAD_BYTES, at + size);
    return new LogRecord(type, Octets.wrap(payload));
  }

  /** The size of the whole record at an offset, or 0 where none is. */
  private static int sizeAt(byte[] bytes, int at) {
    if (at < 0 || bytes.length - at < LogRecord.HEAD_BYTES) {
      return 0;
    }
    int length = intAt(bytes, at + 4);
    boolean plausible =
        length >= 2
            && length <= bytes.length - at - LogRecord.FRAME_BYTES
            && LogRecord.Type.of(bytes[at + LogRecord.FRAME_BYTES]) != null
            && bytes[at + LogRecord.FRAME_BYTES + 1] == LogRecord.VERSION;
    int size = LogRecord.FRAME_BYTES + length;
    return plausible && LogRecord.checksum(bytes, at, size) == intAt(bytes, at) ? size : 0;
  }

  /**
   * A whole record behind an unreadable place means that the place was damaged, not just never
   * written.
   */
  private static void refuseDamage(String name, byte[] bytes, int end) {
    for (int at = end + 1; at < bytes.length; at++) {
      if (sizeAt(bytes, at) > 0) {
        throw new GoatException.Corrupted(
            "The log of "
                + name
                + " is damaged from byte "
                + end
                + " to byte "
                + at
                + ", and whole records follow.",
            "Nothing was changed. Put back a copy of the file.");
      }
    }
  }

  private static int intAt(byte[] bytes, int at) {
    return bytes[at] & 0xff
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  private static Octets magic() {
    String text = "GOATLOG0";
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return Octets.wrap(bytes);
  }
}
