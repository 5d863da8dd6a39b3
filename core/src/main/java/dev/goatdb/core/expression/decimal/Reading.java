package dev.goatdb.core.expression.decimal;

/**
 * Reads a decimal number as the double nearest to it, ties to even: by exact arithmetic of doubles
 * where the digits are few, else by long division.
 */
public final class Reading {
  /** More digits than this only say that the number is not exactly what the first ones spell. */
  private static final int MOST_DIGITS = 800;

  private static final int EXACT_DIGITS = 15;
  private static final int EXACT_EXPONENT = 22;
  private static final int LARGEST = 400;

  private Reading() {}

  /**
   * The double that text of the form {@code -1.5e3} spells, or NaN where it is of no such form.
   * What is too large is infinite.
   */
  public static double number(String text) {
    int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    StringBuilder digits = new StringBuilder();
    int exponent = 0;
    boolean any = false;
    boolean fraction = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '.' && !fraction) {
        fraction = true;
      } else if (c >= '0' && c <= '9') {
        any = true;
        exponent -= fraction ? 1 : 0;
        if (digits.length() < MOST_DIGITS) {
          if (c != '0' || digits.length() > 0) {
            digits.append(c);
          }
        } else {
          exponent++;
          if (c != '0') {
            digits.setCharAt(MOST_DIGITS - 1, '1');
          }
        }
      } else {
        break;
      }
    }
    int power = at < text.length() ? exponentAt(text, at) : 0;
    if (!any || power == Integer.MIN_VALUE) {
      return Double.NaN;
    }
    double size = size(digits.toString(), exponent + power);
    return text.startsWith("-") ? -size : size;
  }

  /** The exponent that fills the text from {@code at} on, bounded; or the least int for none. */
  private static int exponentAt(String text, int at) {
    char e = text.charAt(at);
    int i = at + 1;
    boolean negative = i < text.length() && text.charAt(i) == '-';
    if (negative || i < text.length() && text.charAt(i) == '+') {
      i++;
    }
    if (e != 'e' && e != 'E' || i == text.length()) {
      return Integer.MIN_VALUE;
    }
    int exponent = 0;
    for (; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Integer.MIN_VALUE;
      }
      exponent = Math.min(exponent * 10 + digit, 10_000_000);
    }
    return negative ? -exponent : exponent;
  }

  private static double size(String digits, int exponent) {
    int length = digits.length();
    if (length == 0 || length + exponent < -LARGEST) {
      return 0;
    }
    if (length + exponent > LARGEST) {
      return Double.POSITIVE_INFINITY;
    }
    if (length <= EXACT_DIGITS && Math.abs(exponent) <= EXACT_EXPONENT) {
      double whole = 0;
      double power = 1;
      for (int i = 0; i < length; i++) {
        whole = whole * 10 + (digits.charAt(i) - '0');
      }
      for (int i = Math.abs(exponent); i > 0; i--) {
        power *= 10;
      }
      return exponent < 0 ? whole / power : whole * power;
    }
    return divided(digits, exponent);
  }

  /** Division bit by bit: the first 53 bits of the quotient, and how the rest compares to half. */
  private static double divided(String digits, int exponent) {
    Natural rest = new Natural(0);
    for (int i = 0; i < digits.length(); i++) {
      rest.times(10, digits.charAt(i) - '0');
    }
    Natural divisor = new Natural(1);
    rest.timesPowerOfTen(Math.max(0, exponent));
    divisor.timesPowerOfTen(Math.max(0, -exponent));
    int power = rest.bits() - divisor.bits();
    divisor.shiftLeft(Math.max(0, power));
    rest.shiftLeft(Math.max(0, -power));
    if (rest.compare(divisor) < 0) {
      power--;
      rest.shiftLeft(1);
    }
    int count = power >= -1022 ? 53 : 53 + 1022 + power;
    if (power > 1023 || count < 0) {
      return count < 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    long bits = 0;
    for (int i = 0; i < count; i++) {
      boolean one = rest.compare(divisor) >= 0;
      if (one) {
        rest.subtract(divisor);
      }
      bits = bits << 1 | (one ? 1 : 0);
      rest.shiftLeft(1);
    }
    int half = rest.compare(divisor);
    if (half > 0 || half == 0 && (bits & 1) != 0) {
      bits++;
    }
    return Double.longBitsToDouble(
        power >= -1022 ? ((long) (power + 1023) << 52) + (bits - (1L << 52)) : bits);
  }
}
