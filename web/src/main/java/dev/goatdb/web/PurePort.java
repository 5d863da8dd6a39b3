package dev.goatdb.web;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;

/** What JavaScript written by hand does faster than portable code, with the same results. */
public interface PurePort extends JSObject {
  /** The text that well-formed UTF-8 spells, or null where it is malformed. */
  @Nullable String decode(@JSByRef byte[] bytes, int offset, int length);

  /** Writes the SHA-256 of a part of the bytes to {@code digest}, 32 bytes. */
  void sha256(@JSByRef byte[] bytes, int offset, int length, @JSByRef byte[] digest);

  /** The CRC32C of a part of the bytes. */
  int crc32c(@JSByRef byte[] bytes, int offset, int length);
}
