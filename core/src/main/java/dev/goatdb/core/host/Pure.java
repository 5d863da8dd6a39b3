package dev.goatdb.core.host;

import org.jspecify.annotations.Nullable;

/**
 * Pure functions that a host may compute faster than portable code: SHA-256, CRC32C, UTF-8.
 *
 * <p>Every implementation gives the same bytes (golden vectors compare them), so which one runs is
 * invisible.
 */
public final class Pure {
  private static Functions functions = new PortableFunctions();

  private Pure() {}

  /** What a host may replace. */
  public interface Functions {
    /** SHA-256 of the bytes from {@code offset}; 32 bytes. */
    byte[] sha256(byte[] bytes, int offset, int length);

    /** CRC32C (Castagnoli) of the bytes from {@code offset}. */
    int crc32c(byte[] bytes, int offset, int length);

    /** UTF-8 of {@code text}, or null where it holds a lone surrogate. */
    byte @Nullable [] encodeUtf8(String text);

    /** The text that well-formed UTF-8 spells, or null where it is malformed. */
    @Nullable String decodeUtf8(byte[] bytes, int offset, int length);
  }

  /** Makes a host's functions serve the whole program; called once, before anything else. */
  public static void install(Functions hosts) {
    functions = hosts;
  }

  public static Octets sha256(byte[] bytes) {
    return sha256(bytes, 0, bytes.length);
  }

  /** SHA-256 of a part of an array. */
  public static Octets sha256(byte[] bytes, int offset, int length) {
    return Octets.wrap(functions.sha256(bytes, offset, length));
  }

  public static Octets sha256(Octets octets) {
    return sha256(octets.backing(), octets.offset(), octets.size());
  }

  public static int crc32c(byte[] bytes, int offset, int length) {
    return functions.crc32c(bytes, offset, length);
  }

  public static byte @Nullable [] encodeUtf8(String text) {
    return functions.encodeUtf8(text);
  }

  /** Whether a text is valid Unicode: no half of a surrogate pair stands alone in it. */
  public static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0xd800 && c <= 0xdfff) {
        boolean pair =
            c < 0xdc00
                && i + 1 < text.length()
                && text.charAt(i + 1) >= 0xdc00
                && text.charAt(i + 1) <= 0xdfff;
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  public static @Nullable String decodeUtf8(byte[] bytes, int offset, int length) {
    return functions.decodeUtf8(bytes, offset, length);
  }
}
