package dev.goatdb;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.schema.Schema;
import dev.goatdb.core.value.ItemPath;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An item of a database, live: reading it gives what is shown now, changing it takes effect at
 * once.
 *
 * <p>Changes are committed, synchronised and merged by themselves. Items may be used from any
 * thread; two items with the same path are equal.
 */
public final class Item extends ItemView {
  private final Shelf shelf;
  private final ItemPath path;
  private final String text;
  private final Schema schema;

  Item(Shelf shelf, ItemPath path, String text, Schema schema) {
    this.shelf = shelf;
    this.path = path;
    this.text = text;
    this.schema = schema;
  }

  @Override
  public String path() {
    return text;
  }

  @Override
  public String key() {
    return path.item();
  }

  /**
   * Sets a field. Throws {@link dev.goatdb.error.GoatException.InvalidValue} where the schema
   * forbids the value.
   */
  public <T> void set(Field<T> field, T value) {
    write(field.name(), Optional.of(field.type().toValue(JavaValues.given(field.name(), value))));
  }

  /**
   * Sets a field by its name. Throws {@link dev.goatdb.error.GoatException.InvalidValue} where that
   * cannot be.
   */
  public void set(String field, Object value) {
    write(field, Optional.of(JavaValues.toValue(schema, field, JavaValues.given(field, value))));
  }

  /**
   * Takes the value of a field away. Throws {@link dev.goatdb.error.GoatException.InvalidValue}
   * where it is required.
   */
  public void clear(Field<?> field) {
    write(field.name(), Optional.empty());
  }

  /**
   * Changes parts of a text, as an editor does: {@code item.edit(NOTES, text -> text.insert(0, "#
   * "))}. What others do to the text meanwhile stays; setting the field does the same where only
   * the new text is known.
   *
   * @param edit is called once, with the text as it is shown, and changes nothing when it throws
   */
  public void edit(Field<String> text, Consumer<TextEdit> edit) {
    Value.Str seen = (Value.Str) value(text.name());
    TextEdit changed = new TextEdit(seen.text());
    edit.accept(changed);
    Operation alter = new Operation.Alter(List.of(text.name()), changed.change());
    shelf.change(path, engine -> engine.change(path, seen, alter));
  }

  /**
   * Changes parts of a list: {@code item.edit(STEPS, list -> list.insert(0, "stir").move(2, 1))}.
   * What others do to the list meanwhile stays; setting the field does the same where only the new
   * list is known.
   *
   * @param edit is called once, with the list as it is shown, and changes nothing when it throws
   */
  public <T> void edit(Field<List<T>> list, ListEdit.Steps<T> edit) {
    Value.Array seen = (Value.Array) value(list.name());
    ListEdit<T> changed =
        new ListEdit<>(
            seen.items(),
            item -> list.type().fromValue(Value.arrayOf(item)).get(0),
            element -> {
              T given = JavaValues.given(list.name(), element);
              return ((Value.Array) list.type().toValue(List.of(given))).items().get(0);
            });
    edit.take(changed);
    Operation arrange = new Operation.Arrange(List.of(list.name()), changed.change());
    shelf.change(path, engine -> engine.change(path, seen, arrange));
  }

  /** Adds to a counter; concurrent additions sum up. */
  public void add(Field<Long> counter, long by) {
    apply(new Operation.Increase(List.of(counter.name()), by));
  }

  /** Adds an element to a set. */
  public <T> void add(Field<Set<T>> set, T element) {
    apply(new Operation.Include(List.of(set.name()), element(set, element)));
  }

  /** Removes an element from a set. */
  public <T> void remove(Field<Set<T>> set, T element) {
    apply(new Operation.Exclude(List.of(set.name()), element(set, element)));
  }

  /** Writes an entry of a map; of a set or map that is there, only what differs is changed. */
  public <T> void put(Field<Map<String, T>> map, String key, T value) {
    String name = JavaValues.given(map.name(), key);
    T item = JavaValues.given(map.name(), value);
    Value.Dict entry = (Value.Dict) map.type().toValue(Map.of(name, item));
    entry
        .entries()
        .forEach((at, given) -> apply(new Operation.Put(List.of(map.name(), at), given)));
  }

  /** Removes an entry of a map. */
  public <T> void remove(Field<Map<String, T>> map, String key) {
    apply(new Operation.Remove(List.of(map.name(), JavaValues.given(map.name(), key))));
  }

  /** Deletes the item; it can be {@linkplain #restore() restored}. */
  public void delete() {
    shelf.change(path, engine -> engine.delete(path, true));
  }

  /** Takes a deletion back. */
  public void restore() {
    shelf.change(path, engine -> engine.delete(path, false));
  }

  /** Where the newest edit of the item has got to. */
  public Saved saved() {
    return refusal().isPresent()
        ? Saved.REFUSED
        : shelf.ask(path.repository(), engine -> Saved.of(engine.inspect(path).saved()));
  }

  /** Whether everything this device knows of the item is durable on the server. */
  public boolean isOnServer() {
    return saved() == Saved.SERVER;
  }

  /**
   * Why the server refused the last edit of the item that was made here, and what that had made of
   * it; nothing where it did not, or the item was edited here since.
   */
  public Optional<RefusedEdit> refusal() {
    return shelf.losses().of(text);
  }

  /**
   * What is wrong with what it shows, in words by field; mostly nothing. Merging never refuses
   * anything, so concurrent changes can break a constraint together; an upgrade may fail on one
   * item, and a field that is required later may have no value. Setting the field mends it.
   */
  public Map<String, String> problems() {
    return shelf.problems(path);
  }

  /**
   * Why a field shows what it shows: the commits, their authors and times, and the rule that
   * decided. What is not committed yet does not count.
   *
   * @throws dev.goatdb.error.GoatException.InvalidValue where the schema has no such field
   */
  public Explanation explain(Field<?> field) {
    return explain(field.name());
  }

  /** The same of a field by its name. */
  public Explanation explain(String field) {
    return shelf.ask(path.repository(), engine -> Explanation.of(field, engine.inspect(path)));
  }

  /**
   * Calls the listener, on the database's own thread, whenever what is shown of this item changed.
   */
  public Subscription onChange(Consumer<ItemChange> listener) {
    return shelf.watch(path, listener);
  }

  @Override
  Schema schema() {
    return schema;
  }

  @Override
  ItemState state() {
    return shelf.state(text);
  }

  private void write(String field, Optional<Value> value) {
    shelf.change(path, engine -> engine.set(path, field, value));
  }

  private void apply(Operation operation) {
    shelf.change(path, engine -> engine.apply(path, operation));
  }

  private static <T> Value element(Field<Set<T>> set, T element) {
    T given = JavaValues.given(set.name(), element);
    return ((Value.Unique) set.type().toValue(Set.of(given))).elements().get(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Item that && shelf == that.shelf && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }
}
