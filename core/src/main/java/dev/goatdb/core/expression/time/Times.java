package dev.goatdb.core.expression.time;

import dev.goatdb.core.expression.data.Datum;
import org.jspecify.annotations.Nullable;

/** Timestamps: their range, their text as in RFC 3339, and what a calendar shows of them. */
public final class Times {
  /** What {@link #parse} gives for text that is well-formed, but out of range. */
  public static final Datum OUT_OF_RANGE = Datum.NULL;

  /** What {@link #offset} gives for text that is not an offset. */
  public static final int NO_OFFSET = Integer.MIN_VALUE;

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int NANOS = 1_000_000_000;
  private static final int DAY = 86_400;

  private Times() {}

  /** Whether a point in time lies within the years 1 to 9999. */
  public static boolean inRange(long seconds) {
    return seconds >= FIRST_SECOND && seconds <= LAST_SECOND;
  }

  /** A point in time moved by a length of time, or null where that leads out of range. */
  public static @Nullable Datum plus(Datum.Time time, long nanos) {
    long whole = Math.floorDiv(nanos, (long) NANOS);
    int rest = time.nanos() + (int) (nanos - whole * NANOS);
    long seconds = time.seconds() + whole + (rest >= NANOS ? 1 : 0);
    return inRange(seconds) ? new Datum.Time(seconds, rest >= NANOS ? rest - NANOS : rest) : null;
  }

  /** The length of time from one point to another, or null where it is too long. */
  public static @Nullable Datum between(Datum.Time from, Datum.Time to) {
    long seconds = to.seconds() - from.seconds();
    int nanos = to.nanos() - from.nanos();
    return Spans.of(seconds, nanos);
  }

  /** Reads {@code 2009-02-13T23:31:30.5+01:00}; null for other text. */
  public static @Nullable Datum parse(String text) {
    int zone = zoneStart(text);
    if (zone < 19
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || (text.charAt(10) | 32) != 't'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return text.startsWith("-") || zone < 20 || text.charAt(4) == '-' ? null : longYear(text);
    }
    Civil day = new Civil(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2));
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    int nanos = zone == 19 ? 0 : nanos(text, zone);
    int offset = (text.charAt(zone) | 32) == 'z' ? 0 : offset(text.substring(zone));
    if (Math.min(Math.min(day.year(), hour), Math.min(minute, second)) < 0
        || !day.exists()
        || hour > 23
        || minute > 59
        || second > 59
        || nanos < 0
        || offset == NO_OFFSET) {
      return null;
    }
    long seconds =
        (long) day.daysSinceEpoch() * DAY + (hour * 3600 + minute * 60 + second - offset);
    return inRange(seconds) ? new Datum.Time(seconds, nanos) : OUT_OF_RANGE;
  }

  /** Text with a year of five digits is a time, but none that can be meant. */
  private static @Nullable Datum longYear(String text) {
    return number(text, 0, 5) >= 0 && parse(text.substring(1)) != null ? OUT_OF_RANGE : null;
  }

  /** Where the zone begins: at the last z, or six characters before the end. */
  private static int zoneStart(String text) {
    int last = text.length() - 1;
    return last >= 0 && (text.charAt(last) | 32) == 'z' ? last : text.length() - 6;
  }

  /** The number that {@code count} digits spell, or -1. */
  private static int number(String text, int at, int count) {
    int number = 0;
    for (int i = at; i < at + count; i++) {
      int digit = i < text.length() ? text.charAt(i) - '0' : -1;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static int nanos(String text, int zone) {
    int count = zone - 20;
    if (text.charAt(19) != '.' || count < 1 || count > 9) {
      return -1;
    }
    int nanos = number(text, 20, count);
    for (int i = count; i < 9 && nanos > 0; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The seconds east of Greenwich that {@code UTC}, {@code +02:00} or {@code 02:00} mean. */
  public static int offset(String zone) {
    if (zone.equals("UTC")) {
      return 0;
    }
    int start = zone.startsWith("+") || zone.startsWith("-") ? 1 : 0;
    int hours = number(zone, start, 2);
    int minutes = number(zone, start + 3, 2);
    if (zone.length() != start + 5
        || zone.charAt(start + 2) != ':'
        || hours < 0
        || hours > 23
        || minutes < 0
        || minutes > 59) {
      return NO_OFFSET;
    }
    int offset = hours * 3600 + minutes * 60;
    return zone.startsWith("-") ? -offset : offset;
  }

  /** The text in UTC, with as many digits of a second as it takes; the time is in range. */
  public static String text(Datum.Time time) {
    int days = (int) Math.floorDiv(time.seconds(), (long) DAY);
    int second = (int) (time.seconds() - (long) days * DAY);
    Civil day = Civil.of(days);
    return padded(day.year(), 4)
        + "-"
        + padded(day.month(), 2)
        + "-"
        + padded(day.day(), 2)
        + "T"
        + padded(second / 3600, 2)
        + ":"
        + padded(second / 60 % 60, 2)
        + ":"
        + padded(second % 60, 2)
        + Spans.fraction(time.nanos())
        + "Z";
  }

  static String padded(int number, int width) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** What a calendar or clock shows of a time in range, {@code offset} seconds east. */
  public static int show(Shown shown, Datum.Time time, int offset) {
    long local = time.seconds() + offset;
    int days = (int) Math.floorDiv(local, (long) DAY);
    int second = (int) (local - (long) days * DAY);
    return switch (shown) {
      case YEAR -> Civil.of(days).year();
      case MONTH -> Civil.of(days).month() - 1;
      case DATE -> Civil.of(days).day();
      case DAY_OF_MONTH -> Civil.of(days).day() - 1;
      case DAY_OF_WEEK -> Math.floorMod(days + 4, 7);
      case DAY_OF_YEAR -> Civil.of(days).dayOfYear();
      case HOURS -> second / 3600;
      case MINUTES -> second / 60 % 60;
      case SECONDS -> second % 60;
      case MILLISECONDS -> time.nanos() / 1_000_000;
    };
  }

  /** What can be shown of a time. */
  public enum Shown {
    YEAR,
    MONTH,
    DATE,
    DAY_OF_MONTH,
    DAY_OF_WEEK,
    DAY_OF_YEAR,
    HOURS,
    MINUTES,
    SECONDS,
    MILLISECONDS
  }
}
