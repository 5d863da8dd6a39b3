package dev.goatdb.core.log;

import dev.goatdb.core.host.Octets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** Reads a log at once; {@code name} is for messages. Throws what {@link LogCursor} does. */
  public static LogFile read(String name, byte[] bytes) {
    LogCursor cursor = LogCursor.of(name, bytes);
    List<LogRecord> records = new ArrayList<>();
    for (@Nullable LogRecord next = cursor.next(); next != null; next = cursor.next()) {
      records.add(next);
    }
    return new LogFile(records, cursor.position());
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
