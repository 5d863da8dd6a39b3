package dev.goatdb.core.value;

import dev.goatdb.core.host.Pure;
import dev.goatdb.error.GoatException;

/**
 * One name within a path: UTF-8 without a slash or control characters, and not a dot or two. A type
 * or repository has 1 to 80 bytes, an item 1 to 128.
 */
final class PathSegment {
  static final int MOST_ITEM_BYTES = 128;

  /** Hosts name files after repositories, three characters for an unusual byte, 255 at the most. */
  static final int MOST_REPOSITORY_BYTES = 80;

  private PathSegment() {}

  static void check(String segment, String path, int most) {
    byte[] utf8 = Pure.encodeUtf8(segment);
    boolean fits = utf8 != null && utf8.length > 0 && utf8.length <= most;
    for (int i = 0; fits && i < segment.length(); i++) {
      char c = segment.charAt(i);
      fits = c > 0x1f && c != '/' && (c < 0x7f || c > 0x9f);
    }
    if (!fits || ".".equals(segment) || "..".equals(segment)) {
      throw new GoatException.InvalidValue(
          "'" + segment + "' in the path '" + path + "' is not a name.",
          "Use 1 to "
              + most
              + " bytes without '/' and control characters; '.' and '..' are taken.");
    }
  }
}
