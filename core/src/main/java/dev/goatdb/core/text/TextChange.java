package dev.goatdb.core.text;

import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.LongText;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an author changed about a text, as one way through it: what is kept, inserted and deleted,
 * whatever steps led there. Positions count the characters of a String.
 *
 * @param splices from the beginning to the end; each changes something, and something is kept
 *     between two
 */
public record TextChange(List<Splice> splices) {
  public static final TextChange NOTHING = new TextChange(List.of());

  /** The longest text that a change can speak of. */
  public static final int MOST = 1 << 30;

  /** So many splices has the change of a commit at the most. */
  public static final int MOST_SPLICES = 4096;

  /** From how many splices on a text is put together anew. */
  private static final int MANY = 100;

  /**
   * A text in the place of so many characters; throws {@code InvalidValue} where it holds half of a
   * surrogate pair.
   */
  public static TextChange of(int at, int delete, String insert) {
    if (!Pure.isUnicode(insert)) {
      throw new GoatException.InvalidValue(
          "A text holds half of a surrogate pair.", "Give text that is valid Unicode.");
    }
    ChangeDraft draft = new ChangeDraft();
    draft.keep(at);
    draft.delete(delete);
    draft.insert(insert);
    return draft.change();
  }

  /** A small change that leads from one text to another; of valid texts, one that is valid. */
  public static TextChange between(String before, String after) {
    return before.equals(after) ? NOTHING : TextDifference.of(before, after);
  }

  public boolean isEmpty() {
    return splices.isEmpty();
  }

  /** How many characters it inserts. */
  public int inserted() {
    int sum = 0;
    for (Splice splice : splices) {
      sum += splice.insert().length();
    }
    return sum;
  }

  /** How many characters it deletes. */
  public int deleted() {
    int sum = 0;
    for (Splice splice : splices) {
      sum += splice.delete();
    }
    return sum;
  }

  /** Where its last splice ends in the text before. */
  public int end() {
    int end = 0;
    for (Splice splice : splices) {
      end += splice.keep() + splice.delete();
    }
    return end;
  }

  /**
   * The same in at most {@link #MOST_SPLICES} splices: where there are more, some with little
   * between them become one, which deletes that and inserts it again.
   *
   * @param before the text that it changes
   */
  public TextChange bounded(LongText before) {
    int surplus = splices.size() - MOST_SPLICES;
    if (surplus <= 0) {
      return this;
    }
    int widest = 1;
    while (narrow(widest) < surplus) {
      widest *= 2;
    }
    String text = before.toString();
    ChangeDraft coarse = new ChangeDraft();
    int at = 0;
    for (int i = 0; i < splices.size(); i++) {
      Splice splice = splices.get(i);
      boolean joined = i > 0 && splice.keep() <= widest && surplus-- > 0;
      if (joined) {
        coarse.delete(splice.keep());
        coarse.insert(text.substring(at, at + splice.keep()));
      } else {
        coarse.keep(splice.keep());
      }
      coarse.delete(splice.delete());
      coarse.insert(splice.insert());
      at += splice.keep() + splice.delete();
    }
    return coarse.change();
  }

  /** Between how many splices no more than so many characters are kept. */
  private int narrow(int most) {
    int count = 0;
    for (int i = 1; i < splices.size(); i++) {
      count += splices.get(i).keep() <= most ? 1 : 0;
    }
    return count;
  }

  /** The text that it leaves. */
  public LongText apply(LongText before) {
    return splices.size() > MANY ? anew(before) : inPlace(before);
  }

  /** From the end to the beginning, so that what is before a splice is still in its place. */
  private LongText inPlace(LongText before) {
    LongText text = before;
    int end = end();
    for (int i = splices.size() - 1; i >= 0; i--) {
      Splice splice = splices.get(i);
      int from = place(before, end - splice.delete());
      text = text.splice(from, place(before, end) - from, splice.insert());
      end -= splice.delete() + splice.keep();
    }
    return text;
  }

  private LongText anew(LongText before) {
    String old = before.toString();
    StringBuilder text = new StringBuilder(old.length());
    int at = 0;
    int kept = 0;
    for (Splice splice : splices) {
      at += splice.keep();
      text.append(old, kept, place(before, at)).append(splice.insert());
      at += splice.delete();
      kept = place(before, at);
    }
    return LongText.of(text.append(old, kept, old.length()).toString());
  }

  /** A place as it is meant: not beyond the end, nor between the halves of a surrogate pair. */
  private static int place(LongText text, int at) {
    if (at >= text.length()) {
      return text.length();
    }
    return at > 0 && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }

  /** This change and then another one, of the text that it leaves. */
  public TextChange then(TextChange next) {
    Strides first = new Strides(this);
    Strides second = new Strides(next);
    ChangeDraft both = new ChangeDraft();
    while (!first.isAtEnd() || !second.isAtEnd()) {
      if (first.kind() == Strides.Kind.DELETE) {
        both.delete(first.left());
        first.skip(first.left());
      } else if (second.kind() == Strides.Kind.INSERT) {
        both.insert(second.take(second.left()));
      } else {
        int count = Math.min(first.left(), second.left());
        boolean kept = second.kind() == Strides.Kind.KEEP;
        if (first.kind() == Strides.Kind.INSERT) {
          String inserted = first.take(count);
          both.insert(kept ? inserted : "");
        } else {
          both.keep(kept ? count : 0);
          both.delete(kept ? 0 : count);
          first.skip(count);
        }
        second.skip(count);
      }
    }
    return both.change();
  }

  /**
   * The same change of a text that another one was made to meanwhile: what it meant to delete and
   * the other one did is gone already, and at the same place its text comes first.
   */
  public TextChange over(TextChange other) {
    Strides mine = new Strides(this);
    Strides theirs = new Strides(other);
    ChangeDraft moved = new ChangeDraft();
    while (!mine.isAtEnd()) {
      if (mine.kind() == Strides.Kind.INSERT) {
        moved.insert(mine.take(mine.left()));
      } else if (theirs.kind() == Strides.Kind.INSERT) {
        moved.keep(theirs.left());
        theirs.skip(theirs.left());
      } else {
        int count = Math.min(mine.left(), theirs.left());
        if (theirs.kind() == Strides.Kind.KEEP) {
          boolean kept = mine.kind() == Strides.Kind.KEEP;
          moved.keep(kept ? count : 0);
          moved.delete(kept ? 0 : count);
        }
        mine.skip(count);
        theirs.skip(count);
      }
    }
    return moved.change();
  }

  /** One array: what each splice keeps, deletes and inserts. */
  public void write(CborWriter out) {
    out.array(3 * splices.size());
    for (Splice splice : splices) {
      out.integer(splice.keep()).integer(splice.delete()).text(splice.insert());
    }
  }

  /** Throws {@code Corrupted} unless a change comes next, in its one form. */
  public static TextChange read(CborReader in) {
    int parts = in.array();
    if (parts == 0 || parts % 3 != 0 || parts / 3 > MOST_SPLICES) {
      throw in.bad("a change of a text has a wrong number of parts");
    }
    List<Splice> splices = new ArrayList<>(parts / 3);
    int end = 0;
    for (int i = 0; i < parts; i += 3) {
      int keep = in.integer(i == 0 ? 0 : 1, MOST - end);
      int delete = in.integer(0, MOST - end - keep);
      String insert = in.text();
      if (delete == 0 && insert.isEmpty()) {
        throw in.bad("a splice of a text changes nothing");
      }
      end += keep + delete;
      splices.add(new Splice(keep, delete, insert));
    }
    return new TextChange(splices);
  }
}
