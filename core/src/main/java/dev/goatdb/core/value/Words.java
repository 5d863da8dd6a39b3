package dev.goatdb.core.value;

import dev.goatdb.core.host.Pure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that were read lately and are likely to come again, such as names of fields: each is
 * made once, as a list of it alone. Threads may overwrite each other's; whoever finds a text has
 * compared its bytes.
 */
final class Words {
  private static final int MOST_BYTES = 24;
  private static final int SLOTS = 256;
  private static final List<List<String>> WORDS =
      new ArrayList<>(Collections.nCopies(SLOTS, List.of("")));

  private Words() {}

  /** The text of UTF-8 bytes as a list of it alone, or null where they are malformed. */
  static @Nullable List<String> read(byte[] bytes, int from, int length) {
    int slot = slot(bytes, from, Math.min(length, MOST_BYTES));
    List<String> known = WORDS.get(slot);
    if (is(known.get(0), bytes, from, length)) {
      return known;
    }
    String text = Pure.decodeUtf8(bytes, from, length);
    if (text == null) {
      return null;
    }
    List<String> word = List.of(text);
    if (length <= MOST_BYTES && text.length() == length) {
      WORDS.set(slot, word);
    }
    return word;
  }

  /** Only ASCII is found: a byte is a character. */
  private static boolean is(String word, byte[] bytes, int from, int length) {
    if (word.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (word.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static int slot(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[from + i];
    }
    return (hash ^ hash >>> 8) & (SLOTS - 1);
  }
}
