package dev.goatdb.core.value;

import dev.goatdb.core.host.Pure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that were read lately and are likely to come again, such as names of fields: each is
 * made once, as a list of it alone. Threads may overwrite each other's; whoever finds a text has
 * compared its bytes.
 */
final class RecentTexts {
  private static final int MOST_BYTES = 24;
  private static final int SLOTS = 256;
  private static final List<Recent> TEXTS =
      new ArrayList<>(Collections.nCopies(SLOTS, new Recent(new byte[0], List.of(""))));

  /** A text and its bytes. */
  private record Recent(byte[] bytes, List<String> text) {
    boolean is(byte[] other, int from, int length) {
      if (length != bytes.length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (bytes[i] != other[from + i]) {
          return false;
        }
      }
      return true;
    }
  }

  private RecentTexts() {}

  /** The text of UTF-8 bytes as a list of it alone, or null where they are malformed. */
  static @Nullable List<String> read(byte[] bytes, int from, int length) {
    int slot = slot(bytes, from, Math.min(length, MOST_BYTES));
    Recent known = TEXTS.get(slot);
    if (known.is(bytes, from, length)) {
      return known.text();
    }
    String text = Pure.decodeUtf8(bytes, from, length);
    if (text == null) {
      return null;
    }
    List<String> word = List.of(text);
    if (length <= MOST_BYTES) {
      TEXTS.set(slot, new Recent(Arrays.copyOfRange(bytes, from, from + length), word));
    }
    return word;
  }

  private static int slot(byte[] bytes, int from, int length) {
    if (length == 0) {
      return 0;
    }
    int hash = 31 * (31 * bytes[from] + bytes[from + length / 2]) + bytes[from + length - 1];
    return (length + (hash ^ hash >>> 8)) & (SLOTS - 1);
  }
}
