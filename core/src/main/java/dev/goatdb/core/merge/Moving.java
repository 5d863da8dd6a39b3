package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From one state of an item to another: what was made above the one, and counts places in texts, is
 * put in terms of the other. How the texts differ is found out once, however many ask.
 */
public final class Moving {
  private final ItemState made;
  private final ItemState meant;
  private final Map<List<String>, TextChange> differences = new HashMap<>();

  public Moving(ItemState made, ItemState meant) {
    this.made = made;
    this.meant = meant;
  }

  /** A change of a text in the one state as a change of that text in the other. */
  public Operation.Alter of(Operation.Alter alter) {
    TextChange between = difference(alter.path());
    return between.isEmpty()
        ? alter
        : Overlay.bounded(new Operation.Alter(alter.path(), alter.change().over(between)), meant);
  }

  /** How the text at a path differs. */
  TextChange difference(List<String> path) {
    return differences.computeIfAbsent(
        path,
        any -> {
          Value.Str before = Texts.at(made, path);
          Value.Str after = Texts.at(meant, path);
          return before.equals(after)
              ? TextChange.NOTHING
              : TextChange.between(before.value(), after.value());
        });
  }
}
