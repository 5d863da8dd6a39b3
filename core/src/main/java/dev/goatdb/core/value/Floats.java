package dev.goatdb.core.value;

/**
 * Narrowing of doubles to the shorter IEEE 754 formats where nothing is lost, by their bits alone.
 */
final class Floats {
  /** No single-precision form: the bits of a NaN, which is not a value here. */
  static final int NONE = 0x7fc00000;

  private static final long FRACTION = (1L << 52) - 1;

  private Floats() {}

  /** The binary16 bits of the double with these bits, or -1 where that would lose something. */
  static int toHalf(long bits) {
    int sign = (int) (bits >>> 48) & 0x8000;
    int exponent = (int) (bits >>> 52 & 0x7ff) - 1023;
    long fraction = bits & FRACTION;
    if (exponent >= -14 && exponent <= 15) {
      return (fraction & (1L << 42) - 1) == 0
          ? sign | exponent + 15 << 10 | (int) (fraction >>> 42)
          : -1;
    }
    if (exponent >= -24 && exponent < -14) {
      int shift = 42 + (-14 - exponent);
      long whole = fraction | 1L << 52;
      return (whole & (1L << shift) - 1) == 0 ? sign | (int) (whole >>> shift) : -1;
    }
    return -1;
  }

  /**
   * The binary32 bits of the double with these bits, or {@link #NONE} where that would lose
   * something.
   */
  static int toSingle(long bits) {
    int sign = (int) (bits >>> 32) & 0x80000000;
    int exponent = (int) (bits >>> 52 & 0x7ff) - 1023;
    long fraction = bits & FRACTION;
    if (exponent >= -126 && exponent <= 127) {
      return (fraction & (1L << 29) - 1) == 0
          ? sign | exponent + 127 << 23 | (int) (fraction >>> 29)
          : NONE;
    }
    if (exponent >= -149 && exponent < -126) {
      int shift = 29 + (-126 - exponent);
      long whole = fraction | 1L << 52;
      return (whole & (1L << shift) - 1) == 0 ? sign | (int) (whole >>> shift) : NONE;
    }
    return NONE;
  }

  /** Whether a value may be written as a fraction, in the form that begins with that byte. */
  static boolean isCanonical(double value, int first) {
    if (!Canonical.isFinite(value) || Canonical.isWhole(value)) {
      return false;
    }
    long bits = Double.doubleToRawLongBits(value);
    return first == (toHalf(bits) >= 0 ? 0xf9 : toSingle(bits) != NONE ? 0xfa : 0xfb);
  }

  /** The double that these binary16 bits stand for; infinities and NaN stay what they are. */
  static double ofHalf(int half) {
    long sign = (long) (half & 0x8000) << 48;
    int exponent = half >> 10 & 31;
    long fraction = half & 0x3ff;
    if (exponent == 31) {
      return Double.longBitsToDouble(sign | 0x7ffL << 52 | fraction << 42);
    }
    if (exponent == 0) {
      double magnitude = fraction / 16777216.0;
      return sign != 0 ? -magnitude : magnitude;
    }
    return Double.longBitsToDouble(sign | (exponent - 15 + 1023L) << 52 | fraction << 42);
  }

  /** The double that these binary32 bits stand for. */
  static double ofSingle(int single) {
    long sign = (long) (single & 0x80000000) << 32;
    int exponent = single >> 23 & 0xff;
    long fraction = single & 0x7fffff;
    if (exponent == 255) {
      return Double.longBitsToDouble(sign | 0x7ffL << 52 | fraction << 29);
    }
    if (exponent == 0) {
      double magnitude = fraction * Double.longBitsToDouble(1023L - 149 << 52);
      return sign != 0 ? -magnitude : magnitude;
    }
    return Double.longBitsToDouble(sign | (exponent - 127 + 1023L) << 52 | fraction << 29);
  }
}
