package dev.goatdb.core.property;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.LongText;
import java.util.ArrayList;
import java.util.List;

/**
 * People who write one text: they type words and go on where they were, go back a little, jump,
 * delete what is there, and now and then paste.
 */
public final class Writers {
  private static final List<String> WORDS =
      List.of(
          "the ", "goat ", "eats ", "a", "b", "\uD83D\uDC10", "ä\n", "xyz", "no ", "and so on. ");

  private Writers() {}

  /** A change of a text by somebody who types; now and then none. */
  public static TextChange change(Chance chance, String text) {
    TextChange change = TextChange.NOTHING;
    LongText now = LongText.of(text);
    int cursor = boundary(now, chance.below(now.length() + 1));
    for (int i = chance.below(5); i >= 0; i--) {
      if (chance.oneIn(4)) {
        cursor = boundary(now, chance.below(now.length() + 1));
      }
      TextChange step = step(chance, now, cursor);
      cursor = step.isEmpty() ? cursor : cursor + step.inserted();
      now = step.apply(now);
      change = change.then(step);
    }
    return change;
  }

  private static TextChange step(Chance chance, LongText text, int cursor) {
    int end = boundary(text, Math.min(text.length(), cursor + chance.below(6)));
    return switch (chance.below(6)) {
      case 0 -> TextChange.of(cursor, Math.max(0, end - cursor), "");
      case 1 -> TextChange.of(cursor, Math.max(0, end - cursor), chance.oneOf(WORDS));
      case 2 -> TextChange.of(cursor, 0, chance.oneOf(WORDS).repeat(1 + chance.below(3)));
      default -> TextChange.of(cursor, 0, chance.oneOf(WORDS));
    };
  }

  private static int boundary(LongText text, int at) {
    boolean within = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return within ? at - 1 : at;
  }

  /** Nothing where the change is empty. */
  public static List<Operation> operations(String field, TextChange change) {
    List<Operation> operations = new ArrayList<>();
    if (!change.isEmpty()) {
      operations.add(new Operation.Alter(List.of(field), change));
    }
    return operations;
  }

  /** Some of a history that nobody can miss the rest of: ancestors of what is in it are in it. */
  public static List<Commit> prefix(Chance chance, List<Commit> history) {
    return history.subList(0, chance.below(history.size() + 1));
  }
}
