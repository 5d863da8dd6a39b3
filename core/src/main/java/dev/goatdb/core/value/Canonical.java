package dev.goatdb.core.value;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import java.util.Comparator;

/**
 * The canonical form of values: their bytes, their order (that of their bytes) and their digests.
 */
public final class Canonical {
  /** The order of map keys: shorter UTF-8 first, then by its bytes. */
  public static final Comparator<String> KEYS = Canonical::compareKeys;

  private static final double TWO_POW_63 = 0x1p63;

  private Canonical() {}

  public static Octets encode(Value value) {
    return new CborWriter().value(value).octets();
  }

  /** Reads exactly one value; throws {@code Corrupted} for anything but its canonical form. */
  public static Value decode(byte[] bytes) {
    CborReader reader = new CborReader(Octets.wrap(bytes));
    Value value = reader.value();
    reader.end();
    return value;
  }

  public static Octets digest(Value value) {
    return Pure.sha256(encode(value));
  }

  /** The order of the canonical bytes. */
  public static int compare(Value a, Value b) {
    if (a instanceof Value.Str x && b instanceof Value.Str y) {
      return compareKeys(x.value(), y.value());
    }
    return encode(a).compareTo(encode(b));
  }

  /** Whether a double is a whole number that a long holds. */
  static boolean isWhole(double value) {
    return value >= -TWO_POW_63 && value < TWO_POW_63 && (double) (long) value == value;
  }

  /** Whether a double is neither NaN nor infinite. */
  static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }

  private static int compareKeys(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    // A character takes one to three bytes.
    if (a.length() > 3 * b.length() || b.length() > 3 * a.length()) {
      return a.length() - b.length();
    }
    int common = Math.min(a.length(), b.length());
    int bits = bits(a, common) | bits(b, common);
    int first = 0;
    for (int i = 0; i < common; i++) {
      int x = a.charAt(i);
      int y = b.charAt(i);
      bits |= x | y;
      first = first == 0 && x != y ? rank(x) - rank(y) : first;
    }
    boolean plain = (bits & ~0x7f) == 0;
    int longer = plain ? a.length() - b.length() : utf8Size(a) - utf8Size(b);
    return longer == 0 ? first : longer;
  }

  /** Puts surrogates, which stand for the longest sequences, above every other unit. */
  private static int rank(int unit) {
    return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
  }

  /** All bits of its last characters: nearly every text is ASCII, which takes a byte each. */
  private static int bits(String text, int from) {
    int bits = 0;
    for (int i = from; i < text.length(); i++) {
      bits |= text.charAt(i);
    }
    return bits;
  }

  private static int utf8Size(String text) {
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      size += c < 0x80 ? 1 : c < 0x800 || c >= 0xd800 && c <= 0xdfff ? 2 : 3;
    }
    return size;
  }
}
