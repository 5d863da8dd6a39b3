package dev.goatdb.server.command;

import dev.goatdb.error.GoatException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Points in time as people write them on a command line. */
final class Moments {
  private Moments() {}

  /** Reads {@code 2026-01-31T12:00:00Z}, or {@code 30d}, {@code 12h}, {@code 5m} ago. */
  static Instant parse(String text) {
    try {
      if (text.matches("[0-9]{1,6}[dhms]")) {
        boolean days = text.endsWith("d");
        return Instant.now().minus(Duration.parse(days ? "P" + text : "PT" + text));
      }
      return Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new GoatException.InvalidValue(
              "'" + text + "' is no time.", "Write 2026-01-31T12:00:00Z, or 30d or 12h ago.")
          .causedBy(wrong);
    }
  }
}
