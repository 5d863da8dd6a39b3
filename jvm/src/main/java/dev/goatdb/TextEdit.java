package dev.goatdb;

import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.LongText;
import dev.goatdb.error.GoatException;

/**
 * A text that is being edited: each change is made to what the ones before it left.
 *
 * <p>Positions count the characters of a String, from 0. All methods throw {@link
 * GoatException.InvalidValue} for a position that is not in the text or between the two halves of a
 * surrogate pair, and for text that holds half of one.
 */
public final class TextEdit {
  private LongText text;
  private TextChange change = TextChange.NOTHING;

  TextEdit(LongText text) {
    this.text = text;
  }

  /** Inserts before the character at a position, or at the end. */
  public TextEdit insert(int at, String inserted) {
    return replace(at, at, inserted);
  }

  /** Deletes from a position up to another one, which stays. */
  public TextEdit delete(int from, int to) {
    return replace(from, to, "");
  }

  /** Puts a text in the place of what is between two positions. */
  public TextEdit replace(int from, int to, String by) {
    requirePlace(from);
    requirePlace(to);
    if (from > to) {
      throw new GoatException.InvalidValue(
          "A change of a text ends at " + to + ", before it begins at " + from + ".",
          "Give the lower position first.");
    }
    TextChange step = TextChange.of(from, to - from, by);
    text = step.apply(text);
    change = change.then(step);
    return this;
  }

  private void requirePlace(int at) {
    if (at < 0 || at > text.length()) {
      throw new GoatException.InvalidValue(
          "There is no position " + at + " in a text of " + text.length() + " characters.",
          "Give positions of the text as it is now.");
    }
    if (at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))) {
      throw new GoatException.InvalidValue(
          "The position " + at + " is between the halves of a surrogate pair.",
          "Give the position before or after the pair.");
    }
  }

  /** How many characters there are now. */
  public int length() {
    return text.length();
  }

  TextChange change() {
    return change;
  }

  /** The text as it is now. */
  @Override
  public String toString() {
    return text.toString();
  }
}
