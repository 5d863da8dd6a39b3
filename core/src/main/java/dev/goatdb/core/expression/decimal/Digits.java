package dev.goatdb.core.expression.decimal;

/**
 * The shortest decimal text that reads back as the same double, and of those the nearest to it
 * (Steele and White, "How to print floating-point numbers accurately", 1990), laid out as
 * JavaScript does: {@code 0.1}, {@code 100}, {@code 1e+21}, {@code 1.5e-7}.
 */
public final class Digits {
  private static final int PLAIN_FROM = -6;
  private static final int PLAIN_BELOW = 21;
  private static final double LOG_TEN_OF_TWO = 0.30102999566398114;

  private Digits() {}

  /** The text of a double; {@code NaN}, {@code Infinity} and {@code -0} included. */
  public static String of(double value) {
    long bits = Double.doubleToLongBits(value);
    String sign = bits < 0 ? "-" : "";
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (value == 0) {
      return sign + "0";
    }
    if (Math.abs(value) > Double.MAX_VALUE) {
      return sign + "Infinity";
    }
    StringBuilder digits = new StringBuilder();
    int point = shortest(bits, digits);
    return sign + layout(digits.toString(), point);
  }

  /** Appends the digits, and gives where the point is: the value is 0.DIGITS times 10^point. */
  private static int shortest(long bits, StringBuilder digits) {
    int field = (int) (bits >>> 52) & 0x7ff;
    long fraction = bits & (1L << 52) - 1;
    int exponent = field == 0 ? -1074 : field - 1075;
    boolean narrowBelow = fraction == 0 && field > 1;
    boolean even = (fraction & 1) == 0;
    // The value is rest / scale; above and below are half the way to its neighbours.
    Natural rest = new Natural(field == 0 ? fraction : fraction | 1L << 52);
    int point = (int) Math.ceil((exponent + rest.bits() - 1) * LOG_TEN_OF_TWO - 1e-10);
    Natural scale = new Natural(1);
    Natural below = new Natural(1);
    int wide = narrowBelow ? 2 : 1;
    rest.shiftLeft(Math.max(0, exponent) + wide);
    scale.shiftLeft(Math.max(0, -exponent) + wide);
    below.shiftLeft(Math.max(0, exponent));
    scale.timesPowerOfTen(Math.max(0, point));
    rest.timesPowerOfTen(Math.max(0, -point));
    below.timesPowerOfTen(Math.max(0, -point));
    Natural above = below.copy();
    above.shiftLeft(wide - 1);
    if (reaches(rest, above, scale, even)) {
      point++;
    } else {
      stepDown(rest, above, below);
    }
    while (true) {
      int digit = 0;
      while (rest.compare(scale) >= 0) {
        rest.subtract(scale);
        digit++;
      }
      int low = rest.compare(below);
      boolean lowEnough = low < 0 || even && low == 0;
      boolean highEnough = reaches(rest, above, scale, even);
      if (lowEnough || highEnough) {
        boolean up = highEnough && (!lowEnough || closerAbove(rest, scale, digit));
        digits.append((char) ('0' + digit + (up ? 1 : 0)));
        return point;
      }
      digits.append((char) ('0' + digit));
      stepDown(rest, above, below);
    }
  }

  private static void stepDown(Natural rest, Natural above, Natural below) {
    rest.times(10, 0);
    above.times(10, 0);
    below.times(10, 0);
  }

  private static boolean reaches(Natural rest, Natural above, Natural scale, boolean even) {
    Natural sum = rest.copy();
    sum.add(above);
    int order = sum.compare(scale);
    return order > 0 || even && order == 0;
  }

  private static boolean closerAbove(Natural rest, Natural scale, int digit) {
    Natural twice = rest.copy();
    twice.shiftLeft(1);
    int order = twice.compare(scale);
    return order > 0 || order == 0 && (digit & 1) != 0;
  }

  private static String layout(String digits, int point) {
    int count = digits.length();
    if (point > PLAIN_FROM && point <= PLAIN_BELOW) {
      if (point <= 0) {
        return "0." + "0".repeat(-point) + digits;
      }
      return point >= count
          ? digits + "0".repeat(point - count)
          : digits.substring(0, point) + "." + digits.substring(point);
    }
    int exponent = point - 1;
    return digits.charAt(0)
        + (count > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }
}
