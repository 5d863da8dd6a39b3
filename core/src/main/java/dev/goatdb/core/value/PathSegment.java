package dev.goatdb.core.value;

import dev.goatdb.core.host.Pure;
import dev.goatdb.error.GoatException;

/**
 * One name within a path: 1 to 128 bytes of UTF-8 without a slash or control characters, and not a
 * dot or two.
 */
final class PathSegment {
  private static final int MOST_BYTES = 128;

  private PathSegment() {}

  static void check(String segment, String path) {
    byte[] utf8 = Pure.encodeUtf8(segment);
    boolean fits = utf8 != null && utf8.length > 0 && utf8.length <= MOST_BYTES;
    for (int i = 0; fits && i < segment.length(); i++) {
      char c = segment.charAt(i);
      fits = c > 0x1f && c != '/' && (c < 0x7f || c > 0x9f);
    }
    if (!fits || ".".equals(segment) || "..".equals(segment)) {
      throw new GoatException.InvalidValue(
          "'" + segment + "' in the path '" + path + "' is not a name.",
          "Use 1 to "
              + MOST_BYTES
              + " bytes without '/' and control characters; '.' and '..' are taken.");
    }
  }
}
