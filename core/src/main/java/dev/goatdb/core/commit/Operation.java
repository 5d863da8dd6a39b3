package dev.goatdb.core.commit;

import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What an author did to one place of an item; bodies are made of operations.
 *
 * <p>A path of one name is a field, of two an entry of a map field; the empty path is the register
 * that says whether the item is deleted.
 */
public sealed interface Operation {
  List<String> DELETED = List.of();

  List<String> path();

  /** Writes a register or an entry of a map. */
  record Put(List<String> path, Value value) implements Operation {}

  /** Removes the value of a register or an entry of a map. */
  record Remove(List<String> path) implements Operation {}

  /** Adds an element to a set. */
  record Include(List<String> path, Value element) implements Operation {}

  /** Removes an element from a set. */
  record Exclude(List<String> path, Value element) implements Operation {}

  /** Adds to a counter. */
  record Increase(List<String> path, long by) implements Operation {}

  /**
   * The place this operation changes; a body has at most one operation per place, in the order of
   * places.
   */
  default Place place() {
    return switch (this) {
      case Put put -> Place.of(put.path());
      case Remove remove -> Place.of(remove.path());
      case Increase increase -> Place.of(increase.path());
      case Include include -> Place.of(include.path(), include.element());
      case Exclude exclude -> Place.of(exclude.path(), exclude.element());
    };
  }

  default void write(CborWriter out) {
    switch (this) {
      case Put put -> head(out, 3, 0).value(put.value());
      case Remove remove -> head(out, 2, 1);
      case Include include -> head(out, 3, 2).value(include.element());
      case Exclude exclude -> head(out, 3, 3).value(exclude.element());
      case Increase increase -> head(out, 3, 4).integer(increase.by());
    }
  }

  static Operation read(CborReader in) {
    int length = in.array();
    int code = in.integer(0, 4);
    if (length != (code == 1 ? 2 : 3)) {
      throw in.bad("an operation has a wrong number of parts");
    }
    int names = in.array();
    if (names > 2) {
      throw in.bad("a path is too long");
    }
    List<String> path = new ArrayList<>(names);
    for (int i = 0; i < names; i++) {
      path.add(in.text());
    }
    List<String> fixed = List.copyOf(path);
    return switch (code) {
      case 0 -> new Put(fixed, in.value());
      case 1 -> new Remove(fixed);
      case 2 -> new Include(fixed, in.value());
      case 3 -> new Exclude(fixed, in.value());
      default -> new Increase(fixed, in.integer());
    };
  }

  private CborWriter head(CborWriter out, int length, int code) {
    out.array(length).integer(code).array(path().size());
    path().forEach(out::text);
    return out;
  }
}
