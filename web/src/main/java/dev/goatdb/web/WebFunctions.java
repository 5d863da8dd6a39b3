package dev.goatdb.web;

import dev.goatdb.core.host.PortableFunctions;
import dev.goatdb.core.host.Pure;
import org.jspecify.annotations.Nullable;

/**
 * The pure functions in a page. Hashes and short texts stay in the engine: a promise or a call of
 * the decoder costs more than they do.
 */
final class WebFunctions implements Pure.Functions {
  private static final int SHORT = 24;

  private final PortableFunctions portable = new PortableFunctions();
  private final TextPort text;

  WebFunctions(TextPort text) {
    this.text = text;
  }

  @Override
  public byte[] sha256(byte[] bytes, int offset, int length) {
    return portable.sha256(bytes, offset, length);
  }

  @Override
  public int crc32c(byte[] bytes, int offset, int length) {
    return portable.crc32c(bytes, offset, length);
  }

  @Override
  public byte @Nullable [] encodeUtf8(String value) {
    return portable.encodeUtf8(value);
  }

  @Override
  public @Nullable String decodeUtf8(byte[] bytes, int offset, int length) {
    return length < SHORT
        ? portable.decodeUtf8(bytes, offset, length)
        : text.decode(bytes, offset, length);
  }
}
