package dev.goatdb.web;

import dev.goatdb.core.host.PortableFunctions;
import dev.goatdb.core.host.Pure;
import org.jspecify.annotations.Nullable;

/** The pure functions in a page. */
final class WebFunctions implements Pure.Functions {
  private static final int DIGEST_BYTES = 32;

  private final PortableFunctions portable = new PortableFunctions();
  private final PurePort page;

  WebFunctions(PurePort page) {
    this.page = page;
  }

  @Override
  public byte[] sha256(byte[] bytes, int offset, int length) {
    byte[] digest = new byte[DIGEST_BYTES];
    page.sha256(bytes, offset, length, digest);
    return digest;
  }

  @Override
  public int crc32c(byte[] bytes, int offset, int length) {
    return page.crc32c(bytes, offset, length);
  }

  @Override
  public byte @Nullable [] encodeUtf8(String value) {
    return portable.encodeUtf8(value);
  }

  @Override
  public @Nullable String decodeUtf8(byte[] bytes, int offset, int length) {
    return page.decode(bytes, offset, length);
  }
}
