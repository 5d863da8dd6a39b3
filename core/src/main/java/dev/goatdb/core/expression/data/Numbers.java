package dev.goatdb.core.expression.data;

/** Numbers of different kinds compared with each other, and unsigned arithmetic. */
@SuppressWarnings("ReferenceEquality") // There is one datum of each truth value.
public final class Numbers {
  /** The answer of {@link #compare} where one side is not a number. */
  public static final int UNORDERED = 2;

  private static final double TWO_POW_63 = 0x1p63;

  private Numbers() {}

  /** The order of two numbers of any kinds: -1, 0, 1 or {@link #UNORDERED}. */
  public static int compare(Datum a, Datum b) {
    if (a instanceof Datum.Int x && b instanceof Datum.Int y) {
      return order(x.value(), y.value());
    }
    if (a instanceof Datum.UInt x && b instanceof Datum.UInt y) {
      return order(x.value() ^ Long.MIN_VALUE, y.value() ^ Long.MIN_VALUE);
    }
    if (a instanceof Datum.Int x && b instanceof Datum.UInt y) {
      return x.value() < 0 || y.value() < 0 ? -1 : order(x.value(), y.value());
    }
    if (a instanceof Datum.UInt && b instanceof Datum.Int) {
      return -compare(b, a);
    }
    double x = real(a);
    double y = real(b);
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : UNORDERED;
  }

  private static int order(long a, long b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** The nearest double of a number. */
  public static double real(Datum number) {
    return switch (number) {
      case Datum.Int i -> (double) i.value();
      case Datum.UInt u -> ofUnsigned(u.value());
      case Datum.Real r -> r.value();
      default -> Double.NaN;
    };
  }

  /** The double nearest to an unsigned number. */
  static double ofUnsigned(long bits) {
    if (bits >= 0) {
      return (double) bits;
    }
    // Half the number, with the lost bit kept as a sticky one, rounds as the number does.
    return 2 * (double) (bits >>> 1 | bits & 1);
  }

  /** The unsigned number that a whole double from 0 to below 2^64 is. */
  public static long toUnsigned(double whole) {
    return whole < TWO_POW_63 ? (long) whole : (long) (whole - TWO_POW_63) ^ Long.MIN_VALUE;
  }

  /** The decimal digits of an unsigned number. */
  public static String text(long bits) {
    if (bits >= 0) {
      return Long.toString(bits);
    }
    long tenth = quotient(bits, 10);
    return Long.toString(tenth) + (bits - tenth * 10);
  }

  /** The unsigned quotient; the divisor is not 0. */
  public static long quotient(long a, long b) {
    if (b < 0) {
      return (a ^ Long.MIN_VALUE) < (b ^ Long.MIN_VALUE) ? 0 : 1;
    }
    if (a >= 0) {
      return a / b;
    }
    long half = (a >>> 1) / b << 1;
    long rest = a - half * b;
    return (rest ^ Long.MIN_VALUE) >= (b ^ Long.MIN_VALUE) ? half + 1 : half;
  }

  /** Whether two keys of a map are the same. */
  static boolean sameKey(Datum a, Datum b) {
    if (a instanceof Datum.Text x) {
      return b instanceof Datum.Text y && x.value().equals(y.value());
    }
    if (a.kind().isNumber()) {
      return b.kind().isNumber() && compare(a, b) == 0;
    }
    return a == b;
  }
}
