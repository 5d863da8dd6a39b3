package dev.goatdb.core.expression.check;

import java.util.Collection;

/** The known word that is meant, most likely, by one that is not. */
public final class Nearest {
  private Nearest() {}

  /** A remedy that names the nearest of the known words, or all of them. */
  public static String remedy(String word, Collection<String> known) {
    String nearest = of(word, known);
    return !nearest.isEmpty()
        ? "Write '" + nearest + "'."
        : known.isEmpty() ? "There are no names here." : "Known are: " + join(known) + ".";
  }

  /** The nearest of the known words; empty where none is near. */
  public static String of(String word, Collection<String> known) {
    String nearest = "";
    int least = 2 * Math.min(word.length(), Math.max(2, word.length() / 3) + 1);
    for (String candidate : known) {
      int distance = isShortFor(word, candidate) ? 1 : 2 * distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Words are often cut off at their end: "bool", "max". */
  private static boolean isShortFor(String word, String candidate) {
    return word.length() >= 3 && candidate.startsWith(word);
  }

  private static String join(Collection<String> words) {
    StringBuilder joined = new StringBuilder();
    for (String word : words) {
      joined.append(joined.length() == 0 ? "" : ", ").append(word);
    }
    return joined.toString();
  }

  /** How many characters must be put in, taken out or changed; case counts for nothing. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = (a.charAt(i - 1) | 32) == (b.charAt(j - 1) | 32);
        int changed = diagonal + (same ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
