package dev.goatdb;

import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A list that is being edited: each change is made to what the ones before it left.
 *
 * <p>Positions count elements, from 0. All methods throw {@link GoatException.InvalidValue} for a
 * position that is not in the list.
 */
public final class ListEdit<T> {
  private final Function<Value, T> read;
  private final Function<T, Value> write;
  private final List<Value> items;
  private ListChange change = ListChange.NOTHING;

  /** What somebody does to a list. */
  @FunctionalInterface
  public interface Steps<T> {
    /** Makes the changes, one after another. */
    void take(ListEdit<T> list);
  }

  ListEdit(List<Value> items, Function<Value, T> read, Function<T, Value> write) {
    this.items = new ArrayList<>(items);
    this.read = read;
    this.write = write;
  }

  /** Puts an element before the one at a position, or at the end. */
  public ListEdit<T> insert(int at, T element) {
    require(at, items.size());
    return step(at, 0, new Entry.Fresh(write.apply(element)));
  }

  /** Puts an element at the end. */
  public ListEdit<T> add(T element) {
    return insert(items.size(), element);
  }

  /** Takes the element at a position out. */
  public ListEdit<T> remove(int at) {
    require(at, items.size() - 1);
    return step(at, 1);
  }

  /** Puts another element in the place of the one at a position. */
  public ListEdit<T> set(int at, T element) {
    require(at, items.size() - 1);
    return step(at, 1, new Entry.Fresh(write.apply(element)));
  }

  /**
   * Moves the element at a position to where it is at another one afterwards; it stays the same
   * element, so whoever removes it meanwhile removes it there.
   */
  public ListEdit<T> move(int from, int to) {
    require(from, items.size() - 1);
    require(to, items.size() - 1);
    return from == to ? this : step(to > from ? to + 1 : to, 0, new Entry.Moved(from));
  }

  private ListEdit<T> step(int at, int delete, Entry... put) {
    ListChange step = ListChange.of(at, delete, List.of(put));
    List<Value> after = step.apply(items);
    items.clear();
    items.addAll(after);
    change = change.then(step);
    return this;
  }

  private void require(int at, int most) {
    if (at < 0 || at > most) {
      throw new GoatException.InvalidValue(
          "There is no position " + at + " in a list of " + items.size() + " elements.",
          "Give positions of the list as it is now.");
    }
  }

  /** How many elements there are now. */
  public int size() {
    return items.size();
  }

  /** The element at a position now. */
  public T get(int at) {
    require(at, items.size() - 1);
    return read.apply(items.get(at));
  }

  ListChange change() {
    return change;
  }
}
