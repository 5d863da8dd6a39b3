package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.StoredBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log read back: its whole records, and where they end.
 *
 * @param records the records from the first on
 * @param length the bytes they take; what follows is the torn end of a write that was never
 *     finished
 * @param damages what could not be read although records follow
 */
public record LogFile(List<LogRecord> records, long length, List<Damage> damages) {
  /** The first bytes of every log. */
  public static final Octets MAGIC = ascii("GOATLOG0");

  /** Reads a log at once; {@code name} is for messages. Throws what {@link LogCursor} does. */
  public static LogFile read(String name, byte[] bytes) {
    LogCursor cursor = LogCursor.of(name, StoredBytes.of(bytes));
    List<LogRecord> records = new ArrayList<>();
    for (@Nullable LogRecord next = cursor.next(); next != null; next = cursor.next()) {
      records.add(next);
    }
    return new LogFile(records, cursor.position(), List.copyOf(cursor.damages()));
  }

  static Octets ascii(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return Octets.wrap(bytes);
  }
}
