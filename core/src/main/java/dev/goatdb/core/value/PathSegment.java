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

  /** Throws {@code InvalidValue} for what is no name; {@code path} is for the message. */
  static void check(String segment, String path, int most) {
    if (isPlain(segment, most)) {
      return;
    }
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

  /** The same for the name of an item. */
  static void checkItem(String item, RepositoryPath repository) {
    if (!isPlain(item, MOST_ITEM_BYTES)) {
      check(item, repository + "/" + item, MOST_ITEM_BYTES);
    }
  }

  /** Letters, digits and what else needs no second look: nearly every name is made of them. */
  private static boolean isPlain(String segment, int most) {
    int length = segment.length();
    for (int i = 0; i < length; i++) {
      char c = segment.charAt(i);
      if (c < '0' && c != '-' || c > 'z') {
        return false;
      }
    }
    return length > 0 && length <= most;
  }
}
