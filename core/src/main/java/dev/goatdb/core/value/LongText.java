package dev.goatdb.core.value;

import dev.goatdb.error.Invariant;
import java.util.Arrays;

/**
 * A text in pieces, so that a change of a long one copies little: one piece, and the list of them.
 * Immutable; positions count the characters of a String.
 */
public final class LongText {
  public static final LongText EMPTY = new LongText(new String[0], 0);
  private static final int MOST = 1024;
  private static final int LEAST = 256;

  private final String[] pieces;
  private final int length;

  private LongText(String[] pieces, int length) {
    this.pieces = pieces;
    this.length = length;
  }

  public static LongText of(String text) {
    return EMPTY.splice(0, 0, text);
  }

  public int length() {
    return length;
  }

  /** The character at a place, which must be within it. */
  public char charAt(int index) {
    int start = 0;
    for (String piece : pieces) {
      if (index < start + piece.length()) {
        return piece.charAt(index - start);
      }
      start += piece.length();
    }
    throw new AssertionError("a bug in GoatDB, please report it: a place is outside of its text");
  }

  /** A copy in which a text stands in the place of so many characters; all must be within it. */
  public LongText splice(int at, int delete, String insert) {
    Invariant.check(at >= 0 && delete >= 0 && at + delete <= length, "a place is within its text");
    int first = 0;
    int start = 0;
    while (first < pieces.length && start + pieces[first].length() < at) {
      start += pieces[first].length();
      first++;
    }
    int last = first;
    int end = start;
    while (last < pieces.length && end + pieces[last].length() < at + delete) {
      end += pieces[last].length();
      last++;
    }
    String before = first < pieces.length ? pieces[first].substring(0, at - start) : "";
    String after = last < pieces.length ? pieces[last].substring(at + delete - end) : "";
    if (before.length() + insert.length() + after.length() < LEAST && first > 0) {
      first--;
      before = pieces[first].concat(before);
    }
    return joined(first, before.concat(insert).concat(after), Math.min(last + 1, pieces.length));
  }

  /** The pieces before one, then a text, then the pieces from another one on. */
  private LongText joined(int first, String middle, int next) {
    int count = (middle.length() + MOST - 1) / MOST;
    String[] joined = Arrays.copyOf(pieces, first + count + pieces.length - next);
    for (int i = 0; i < count; i++) {
      joined[first + i] = middle.substring(i * MOST, Math.min(middle.length(), (i + 1) * MOST));
    }
    System.arraycopy(pieces, next, joined, first + count, pieces.length - next);
    return new LongText(joined, length + middle.length() - lengthOf(first, next));
  }

  private int lengthOf(int first, int next) {
    int sum = 0;
    for (int i = first; i < next; i++) {
      sum += pieces[i].length();
    }
    return sum;
  }

  @Override
  public String toString() {
    if (pieces.length == 1) {
      return pieces[0];
    }
    StringBuilder text = new StringBuilder(length);
    for (String piece : pieces) {
      text.append(piece);
    }
    return text.toString();
  }
}
