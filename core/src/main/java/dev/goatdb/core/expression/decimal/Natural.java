package dev.goatdb.core.expression.decimal;

import java.util.Arrays;

/**
 * A natural number of any size that changes in place, in digits of 16 bits, the lowest first: small
 * enough that a product of two digits fits an int.
 */
final class Natural {
  private static final int MASK = 0xffff;

  private int[] digits = new int[8];
  private int size;

  Natural(long value) {
    for (long rest = value; rest != 0; rest >>>= 16) {
      digits[size++] = (int) rest & MASK;
    }
  }

  private void push(int digit) {
    if (size == digits.length) {
      digits = Arrays.copyOf(digits, 2 * size);
    }
    digits[size++] = digit;
  }

  /** How many bits the number takes. */
  int bits() {
    return size == 0 ? 0 : 16 * size - Integer.numberOfLeadingZeros(digits[size - 1]) + 16;
  }

  /** Multiplies by a factor below 2^15 and adds a summand below 2^15. */
  void times(int factor, int summand) {
    int carry = summand;
    for (int i = 0; i < size; i++) {
      carry += digits[i] * factor;
      digits[i] = carry & MASK;
      carry >>>= 16;
    }
    if (carry != 0) {
      push(carry);
    }
  }

  void timesPowerOfTen(int exponent) {
    for (int i = 0; i < exponent / 4; i++) {
      times(10_000, 0);
    }
    for (int i = 0; i < exponent % 4; i++) {
      times(10, 0);
    }
  }

  void shiftLeft(int count) {
    if (size == 0) {
      return;
    }
    int whole = count >> 4;
    int[] moved = new int[size + whole + 2];
    System.arraycopy(digits, 0, moved, whole, size);
    digits = moved;
    size += whole;
    for (int i = count & 15; i > 0; i--) {
      times(2, 0);
    }
  }

  void add(Natural other) {
    int carry = 0;
    for (int i = 0; i < other.size || carry != 0; i++) {
      if (i == size) {
        push(0);
      }
      carry += digits[i] + (i < other.size ? other.digits[i] : 0);
      digits[i] = carry & MASK;
      carry >>>= 16;
    }
  }

  /** Takes away what is not larger. */
  void subtract(Natural other) {
    int borrow = 0;
    for (int i = 0; i < size; i++) {
      borrow += digits[i] - (i < other.size ? other.digits[i] : 0);
      digits[i] = borrow & MASK;
      borrow >>= 16;
    }
    while (size > 0 && digits[size - 1] == 0) {
      size--;
    }
  }

  /** The sign of the difference. */
  int compare(Natural other) {
    int difference = size - other.size;
    for (int i = size - 1; difference == 0 && i >= 0; i--) {
      difference = digits[i] - other.digits[i];
    }
    return difference;
  }

  Natural copy() {
    Natural copy = new Natural(0);
    copy.digits = Arrays.copyOf(digits, Math.max(8, size));
    copy.size = size;
    return copy;
  }
}
