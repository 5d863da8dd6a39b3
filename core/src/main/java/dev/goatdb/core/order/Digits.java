package dev.goatdb.core.order;

/**
 * Numbers in base 62 as text that sorts like them, each in one way only.
 *
 * <p>A number from -26 to 25 is one digit, the sixth to the fifty-seventh; beyond, the first digit
 * says how many follow, the five least for negative and the five greatest for positive numbers.
 */
final class Digits {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BASE = 62;
  private static final int LONGEST = 5;

  /** So many numbers are one digit; half of them are negative. */
  static final int SINGLE = BASE - 2 * LONGEST;

  /** The greatest number. */
  static final int MOST = SINGLE / 2 - 1 + BASE * (1 + BASE * (1 + BASE * (1 + BASE * (1 + BASE))));

  /** The least number. */
  static final int LEAST = -MOST - 1;

  private Digits() {}

  /** Whether a character is a digit. */
  static boolean isDigit(char c) {
    return ALPHABET.indexOf(c) >= 0;
  }

  /** Writes a number with as many digits as it needs. */
  static void write(StringBuilder out, int number) {
    boolean negative = number < 0;
    int beyond = (negative ? -1 - number : number) - SINGLE / 2;
    if (beyond < 0) {
      out.append(ALPHABET.charAt(LONGEST + SINGLE / 2 + number));
      return;
    }
    int digits = 1;
    int numbers = BASE;
    while (beyond >= numbers) {
      beyond -= numbers;
      numbers *= BASE;
      digits++;
    }
    out.append(ALPHABET.charAt(negative ? LONGEST - digits : BASE - 1 - LONGEST + digits));
    write(out, negative ? numbers - 1 - beyond : beyond, digits);
  }

  /** Writes a number that is not negative with so many digits. */
  static void write(StringBuilder out, int number, int digits) {
    if (digits > 1) {
      write(out, number / BASE, digits - 1);
    }
    out.append(ALPHABET.charAt(number % BASE));
  }

  /** How many digits the number has that begins there; 1 behind the end of the text. */
  static int width(String text, int at) {
    return 1 + (at < text.length() ? following(value(text, at, 1)) : 0);
  }

  private static int following(int first) {
    return first < LONGEST
        ? LONGEST - first
        : first < BASE - LONGEST ? 0 : first - (BASE - 1 - LONGEST);
  }

  /** The number that begins there. */
  static int value(String text, int at) {
    int first = value(text, at, 1);
    int digits = following(first);
    if (digits == 0) {
      return first - LONGEST - SINGLE / 2;
    }
    int beyond = value(text, at + 1, digits);
    int numbers = BASE;
    int skipped = SINGLE / 2;
    for (int i = 1; i < digits; i++) {
      skipped += numbers;
      numbers *= BASE;
    }
    return first < LONGEST ? -skipped - (numbers - beyond) : skipped + beyond;
  }

  /** The number that so many digits spell. */
  static int value(String text, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      number = number * BASE + ALPHABET.indexOf(text.charAt(i));
    }
    return number;
  }
}
