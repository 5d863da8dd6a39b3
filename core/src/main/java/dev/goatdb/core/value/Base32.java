package dev.goatdb.core.value;

import dev.goatdb.core.host.Octets;
import java.util.Optional;

/** Base 32 (RFC 4648, section 6) in lower case, without padding: the form of random names. */
public final class Base32 {
  private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();

  private Base32() {}

  public static String encode(Octets bytes) {
    int size = bytes.size();
    char[] text = new char[(8 * size + 4) / 5];
    int at = 0;
    for (int i = 0; i < size; i += 5) {
      long five = 0;
      for (int k = i; k < i + 5; k++) {
        five = five << 8 | (k < size ? bytes.at(k) : 0);
      }
      for (int shift = 35; shift >= 0 && at < text.length; shift -= 5) {
        text[at++] = LETTERS[(int) (five >>> shift) & 31];
      }
    }
    return String.valueOf(text);
  }

  /** The bytes of which a text is just the encoding, where there are any. */
  public static Optional<Octets> decode(String text) {
    byte[] bytes = new byte[5 * text.length() / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = digit(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      buffer = buffer << 5 | digit;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    boolean exact = bits < 5 && buffer == 0;
    return exact ? Optional.of(Octets.wrap(bytes)) : Optional.empty();
  }

  /** Letters and figures follow no order, and a branch on which it is would be guessed wrong. */
  private static int digit(char c) {
    int digit = (c & 31) + (c < 'A' ? 8 : -1) & 31;
    return LETTERS[digit] == c ? digit : -1;
  }
}
