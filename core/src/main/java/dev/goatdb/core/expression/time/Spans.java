package dev.goatdb.core.expression.time;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.time.Times.Shown;
import org.jspecify.annotations.Nullable;

/** Durations: their range, which is that of 64 bits of nanoseconds, and their text. */
public final class Spans {
  /** What {@link #parse} gives for text that is well-formed, but out of range. */
  public static final Datum OUT_OF_RANGE = Datum.NULL;

  private static final long NANOS = 1_000_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS;
  private static final String[] UNITS = {"h", "ms", "m", "s", "us", "\u00b5s", "ns"};
  private static final long[] UNIT_NANOS = {
    3600 * NANOS, 1_000_000, 60 * NANOS, NANOS, 1000, 1000, 1
  };

  private Spans() {}

  /** A length of so many seconds and nanoseconds, or null where it is too long. */
  static @Nullable Datum of(long seconds, int nanos) {
    return seconds >= -MOST_SECONDS && seconds < MOST_SECONDS
        ? new Datum.Span(seconds * NANOS + nanos)
        : null;
  }

  /** Reads {@code -1h30m}, {@code 1.5s} or {@code 0}; null for other text. */
  public static @Nullable Datum parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return new Datum.Span(0);
    }
    long total = 0;
    boolean tooLong = false;
    if (at == text.length()) {
      return null;
    }
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && (digit(text, end) >= 0 || text.charAt(end) == '.')) {
        end++;
      }
      int unit = unitAt(text, end);
      long nanos = unit < 0 ? -1 : nanos(text, at, end, UNIT_NANOS[unit]);
      if (nanos == -1) {
        return null;
      }
      tooLong = tooLong || nanos < 0 || total > Long.MAX_VALUE - nanos;
      total = tooLong ? 0 : total + nanos;
      at = end + UNITS[unit].length();
    }
    return tooLong ? OUT_OF_RANGE : new Datum.Span(negative ? -total : total);
  }

  private static int digit(String text, int at) {
    int digit = text.charAt(at) - '0';
    return digit <= 9 ? digit : -1;
  }

  private static int unitAt(String text, int at) {
    for (int i = 0; i < UNITS.length; i++) {
      if (text.startsWith(UNITS[i], at)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The nanoseconds of a decimal number of units; -1 where it is none, -2 where they are too many.
   */
  private static long nanos(String text, int from, int end, long unit) {
    long nanos = 0;
    long scale = unit;
    boolean any = false;
    boolean fraction = false;
    boolean tooMany = false;
    for (int i = from; i < end; i++) {
      int digit = digit(text, i);
      if (digit < 0) {
        if (fraction) {
          return -1;
        }
        fraction = true;
        continue;
      }
      any = true;
      if (fraction) {
        scale /= 10;
        nanos += digit * scale;
      } else {
        tooMany = tooMany || nanos > (Long.MAX_VALUE - digit * unit) / 10;
        nanos = tooMany ? 0 : nanos * 10 + digit * unit;
      }
      tooMany = tooMany || nanos < 0;
    }
    return !any ? -1 : tooMany ? -2 : nanos;
  }

  /** The text in seconds: {@code 5400s}, {@code -0.001s}. */
  public static String text(long nanos) {
    long seconds = nanos / NANOS;
    int rest = (int) (nanos - seconds * NANOS);
    String sign = nanos < 0 && seconds == 0 ? "-" : "";
    return sign + seconds + fraction(Math.abs(rest)) + "s";
  }

  /** The fraction of a second with its point, without zeros at its end; nothing for 0. */
  static String fraction(int nanos) {
    if (nanos == 0) {
      return "";
    }
    String digits = Times.padded(nanos, 9);
    int end = 9;
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return "." + digits.substring(0, end);
  }

  /** A length of time in whole hours, minutes or seconds; or its milliseconds below a second. */
  public static long show(Shown shown, long nanos) {
    return switch (shown) {
      case HOURS -> nanos / (3600 * NANOS);
      case MINUTES -> nanos / (60 * NANOS);
      case MILLISECONDS -> nanos % NANOS / 1_000_000;
      case SECONDS, YEAR, MONTH, DATE, DAY_OF_MONTH, DAY_OF_WEEK, DAY_OF_YEAR -> nanos / NANOS;
    };
  }
}
