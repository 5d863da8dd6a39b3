package dev.goatdb.bench.contestant;

import java.util.ArrayList;
import java.util.List;

/**
 * The document that all rows are about: a task with a text of 40 characters and three tags. The
 * same number gives the same document everywhere.
 *
 * @param key sixteen bytes that follow no order in 26 letters and digits, as ours are named by
 *     default
 * @param created milliseconds since 1970
 */
public record Document(String key, String text, boolean done, long created, List<String> tags) {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int KEY_LENGTH = 26;
  private static final int LETTER_BITS = 5;

  /** Sixteen bytes leave three bits for the last letter. */
  private static final int LAST_BITS = 0b11100;

  private static final List<List<String>> TAGS =
      List.of(
          List.of("garden", "home", "weekly"),
          List.of("errand", "family", "home"),
          List.of("office", "phone", "urgent"),
          List.of("family", "phone", "weekly"));
  private static final long BEGINNING = 1_750_000_000_000L;

  public static Document of(int number) {
    return new Document(
        key(number),
        text(number),
        false,
        BEGINNING + 1000L * number,
        TAGS.get(number % TAGS.size()));
  }

  public static List<Document> range(int from, int count) {
    List<Document> documents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      documents.add(of(from + i));
    }
    return documents;
  }

  public static String key(int number) {
    char[] key = new char[KEY_LENGTH];
    long bits = 0;
    for (int i = 0; i < KEY_LENGTH; i++) {
      if (i % 12 == 0) {
        bits = scatter(31L * number + i);
      }
      key[i] = LETTERS.charAt((int) (bits & ((1 << LETTER_BITS) - 1)));
      bits >>>= LETTER_BITS;
    }
    key[KEY_LENGTH - 1] = LETTERS.charAt(LETTERS.indexOf(key[KEY_LENGTH - 1]) & LAST_BITS);
    return new String(key);
  }

  public static String text(int number) {
    String digits = "00000000" + number;
    return "Water the plants on the balcony " + digits.substring(digits.length() - 8);
  }

  /** A number in which every field counts, whatever the order of the tags. */
  public long sum() {
    long sum = text.hashCode() + created + (done ? 1 : 0);
    for (String tag : tags) {
      sum += tag.hashCode();
    }
    return sum;
  }

  /** The last step of SplitMix64: near numbers become far ones. */
  private static long scatter(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
