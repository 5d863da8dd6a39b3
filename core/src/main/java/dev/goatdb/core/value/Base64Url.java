package dev.goatdb.core.value;

import dev.goatdb.core.host.Octets;
import java.util.Optional;

/** Base 64 (RFC 4648, section 5) without padding: the form of bytes in JSON. */
public final class Base64Url {
  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private Base64Url() {}

  public static String encode(Octets bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < bytes.size(); i++) {
      buffer = (buffer << 8 | bytes.at(i)) & 0xffff;
      for (bits += 8; bits >= 6; bits -= 6) {
        text.append(DIGITS.charAt(buffer >> (bits - 6) & 63));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(DIGITS.charAt(buffer << (6 - bits) & 63)).toString();
  }

  /** The bytes of which a text is just the encoding, where there are any. */
  public static Optional<Octets> decode(String text) {
    byte[] bytes = new byte[text.length() * 6 / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      buffer = buffer << 6 | digit;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    boolean exact = bits < 6 && buffer == 0;
    return exact ? Optional.of(Octets.wrap(bytes)) : Optional.empty();
  }
}
