package dev.goatdb.jvm.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Paths of repositories as names of files: what not every file system can hold is written as %XX.
 */
final class FileNames {
  private static final String SAFE = "abcdefghijklmnopqrstuvwxyz0123456789-_";

  private FileNames() {}

  /** The relative file name, without an ending, of the log of {@code /type/name}. */
  static String path(String log) {
    int second = log.indexOf('/', 1);
    return escape(log.substring(1, second)) + "/" + escape(log.substring(second + 1));
  }

  /** The inverse, from a relative path with an ending; nothing for a file that is not ours. */
  static Optional<String> log(Path file) {
    String name = file.toString();
    String stem = name.substring(0, name.lastIndexOf('.'));
    if (file.getNameCount() != 2 || !stem.matches("(%[0-9A-F]{2}|[a-z0-9_/-])+")) {
      return Optional.empty();
    }
    String log = "/" + unescape(stem);
    return path(log).equals(stem.replace(file.getFileSystem().getSeparator(), "/"))
        ? Optional.of(log)
        : Optional.empty();
  }

  private static String escape(String segment) {
    StringBuilder out = new StringBuilder();
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && SAFE.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        out.append('%').append(HexFormat.of().toHexDigits(b).toUpperCase(Locale.ROOT));
      }
    }
    return out.toString();
  }

  private static String unescape(String name) {
    byte[] out = new byte[name.length()];
    int size = 0;
    for (int i = 0; i < name.length(); i++) {
      boolean escaped = name.charAt(i) == '%';
      out[size++] =
          escaped ? (byte) HexFormat.fromHexDigits(name, i + 1, i + 3) : (byte) name.charAt(i);
      i += escaped ? 2 : 0;
    }
    return new String(out, 0, size, StandardCharsets.UTF_8);
  }
}
