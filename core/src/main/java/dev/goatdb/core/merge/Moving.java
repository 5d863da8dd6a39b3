package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From one state of an item to another: what was made above the one, and counts places in texts and
 * lists, is put in terms of the other. How these differ is found out once, however many ask.
 */
public final class Moving {
  private final ItemState made;
  private final ItemState meant;
  private final Map<List<String>, TextChange> texts = new HashMap<>();
  private final Map<List<String>, ListChange> lists = new HashMap<>();

  public Moving(ItemState made, ItemState meant) {
    this.made = made;
    this.meant = meant;
  }

  /** An operation on the one state as one on the other; nothing where nothing is left to do. */
  public Optional<Operation> of(Operation operation) {
    if (operation instanceof Operation.Alter alter) {
      TextChange between = difference(alter.path());
      TextChange moved = between.isEmpty() ? alter.change() : alter.change().over(between);
      return moved.isEmpty()
          ? Optional.empty()
          : Optional.of(Overlay.bounded(new Operation.Alter(alter.path(), moved), meant));
    }
    if (operation instanceof Operation.Arrange arrange) {
      List<Value> before = Lists.at(made, arrange.path());
      ListChange between = arrangement(arrange.path(), before);
      ListChange moved =
          between.isEmpty() ? arrange.change() : arrange.change().over(between, before.size());
      return moved.isEmpty()
          ? Optional.empty()
          : Optional.of(Overlay.bounded(new Operation.Arrange(arrange.path(), moved), meant));
    }
    return Optional.of(operation);
  }

  /** The same of several. */
  public List<Operation> all(List<Operation> operations) {
    List<Operation> moved = new ArrayList<>(operations.size());
    for (Operation operation : operations) {
      of(operation).ifPresent(moved::add);
    }
    return moved;
  }

  /** How the text at a path differs. */
  TextChange difference(List<String> path) {
    return texts.computeIfAbsent(
        path,
        any -> {
          Value.Str before = Texts.at(made, path);
          Value.Str after = Texts.at(meant, path);
          return before.equals(after)
              ? TextChange.NOTHING
              : TextChange.between(before.value(), after.value());
        });
  }

  private ListChange arrangement(List<String> path, List<Value> before) {
    return lists.computeIfAbsent(path, any -> ListChange.between(before, Lists.at(meant, path)));
  }
}
