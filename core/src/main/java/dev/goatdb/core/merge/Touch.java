package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Node;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation means to one place in a set or map: it writes what is there, removes it, or
 * changes something within it.
 *
 * @param order its rank among the operations on the field; of one commit, outer places come first
 * @param depth how many names of its path lead to the place
 * @param value what it writes there, or null
 * @param removes whether it removes what is there
 */
record Touch(
    Node by, int order, Operation operation, int depth, @Nullable Value value, boolean removes) {

  /** What an operation means to the whole field. */
  static Touch of(Edit<Operation> edit, int order) {
    return new Touch(edit.by(), order, edit.operation(), 1, null, false);
  }

  /** Whether there is something at the place for what it does. */
  boolean adds() {
    return !removes
        && (operation instanceof Operation.Put || operation instanceof Operation.Include);
  }

  /** Whether it leads to an element of a set that is at the place. */
  boolean isOfSet() {
    return operation.path().size() == depth;
  }

  /** The key or element of the part to which it leads. */
  Value part() {
    Value element = isOfSet() ? operation.element() : null;
    return element == null ? Value.of(operation.path().get(depth)) : element;
  }

  /** What it means to the part to which it leads. */
  Touch within() {
    List<String> path = operation.path();
    if (path.size() == depth) {
      return at(part(), operation instanceof Operation.Exclude);
    }
    boolean here = path.size() == depth + 1;
    Value written = here && operation instanceof Operation.Put put ? put.value() : null;
    return at(written, here && operation instanceof Operation.Remove);
  }

  /** What it means to a part, where it writes a whole value: null for one that it does not have. */
  Touch whole(@Nullable Value part) {
    return at(part, part == null);
  }

  /** Whether it removes by writing a value without the part. */
  boolean leavesOut() {
    return removes && operation instanceof Operation.Put;
  }

  private Touch at(@Nullable Value written, boolean removed) {
    return new Touch(by, order, operation, depth + 1, removed ? null : written, removed);
  }
}
