package dev.goatdb.core.commit;

import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an author did to one place of an item; bodies are made of operations.
 *
 * <p>A path of one name is a field, and each further one an entry of the map there, as deep as maps
 * nest; the empty path is the register that says whether the item is deleted.
 */
public sealed interface Operation {
  List<String> DELETED = List.of();

  /** How many names a path has at the most: those of a field and of an entry at each level. */
  int MOST_NAMES = 1 + FieldType.MOST_LEVELS;

  List<String> path();

  /** Writes a register or an entry of a map: all of it, where it holds others. */
  record Put(List<String> path, Value value) implements Operation {}

  /** Removes the value of a register or an entry of a map. */
  record Remove(List<String> path) implements Operation {}

  /** Adds an element to the set at a path. */
  record Include(List<String> path, Value element) implements Operation {}

  /** Removes an element from the set at a path. */
  record Exclude(List<String> path, Value element) implements Operation {}

  /** Adds to a counter. */
  record Increase(List<String> path, long by) implements Operation {}

  /** Changes a text. */
  record Alter(List<String> path, TextChange change) implements Operation {}

  /** Changes a list. */
  record Arrange(List<String> path, ListChange change) implements Operation {}

  /** Whether it counts places in what its author saw, and so means something only beside that. */
  default boolean countsPlaces() {
    return this instanceof Alter || this instanceof Arrange;
  }

  /**
   * The place this operation changes; a body has at most one operation per place, in the order of
   * places.
   */
  default Place place() {
    return switch (this) {
      case Put put -> Place.of(put.path());
      case Remove remove -> Place.of(remove.path());
      case Increase increase -> Place.of(increase.path());
      case Alter alter -> Place.of(alter.path());
      case Arrange arrange -> Place.of(arrange.path());
      case Include include -> Place.of(include.path(), include.element());
      case Exclude exclude -> Place.of(exclude.path(), exclude.element());
    };
  }

  /** The same operation at another path. */
  default Operation at(List<String> path) {
    return switch (this) {
      case Put put -> new Put(path, put.value());
      case Remove remove -> new Remove(path);
      case Increase increase -> new Increase(path, increase.by());
      case Alter alter -> new Alter(path, alter.change());
      case Arrange arrange -> new Arrange(path, arrange.change());
      case Include include -> new Include(path, include.element());
      case Exclude exclude -> new Exclude(path, exclude.element());
    };
  }

  /** Whether it writes or removes a whole of which the place of another one is a part. */
  default boolean covers(Operation other) {
    int names = path().size();
    boolean within = names > 1 && other.path().size() >= names + (other.element() == null ? 1 : 0);
    return within && element() == null && other.path().subList(0, names).equals(path());
  }

  /** The element that this operation is about, or null where its place is a path alone. */
  default @Nullable Value element() {
    return null;
  }

  /** The order of {@link #place()}, without writing the places down. */
  public static int compareByPlace(Operation a, Operation b) {
    Value ofA = a.element();
    Value ofB = b.element();
    if (ofA == null || ofB == null) {
      return ofA != null ? 1 : ofB != null ? -1 : comparePaths(a.path(), b.path());
    }
    int byPath = comparePaths(a.path(), b.path());
    return byPath != 0 ? byPath : Canonical.compare(ofA, ofB);
  }

  private static int comparePaths(List<String> a, List<String> b) {
    int difference = a.size() - b.size();
    for (int i = 0; difference == 0 && i < a.size(); i++) {
      difference = Canonical.KEYS.compare(a.get(i), b.get(i));
    }
    return difference;
  }

  default void write(CborWriter out) {
    switch (this) {
      case Put put -> head(out, 3, 0).value(put.value());
      case Remove remove -> head(out, 2, 1);
      case Include include -> head(out, 3, 2).value(include.element());
      case Exclude exclude -> head(out, 3, 3).value(exclude.element());
      case Increase increase -> head(out, 3, 4).integer(increase.by());
      case Alter alter -> alter.change().write(head(out, 3, 5));
      case Arrange arrange -> arrange.change().write(head(out, 3, 6));
    }
  }

  static Operation read(CborReader in) {
    int length = in.array();
    int code = in.integer(0, 6);
    if (length != (code == 1 ? 2 : 3)) {
      throw in.bad("an operation has a wrong number of parts");
    }
    List<String> path = readPath(in);
    return switch (code) {
      case 0 -> new Put(path, in.value());
      case 1 -> new Remove(path);
      case 2 -> new Include(path, in.value());
      case 3 -> new Exclude(path, in.value());
      case 4 -> new Increase(path, in.integer());
      case 5 -> new Alter(path, TextChange.read(in));
      default -> new Arrange(path, ListChange.read(in));
    };
  }

  private static List<String> readPath(CborReader in) {
    int names = in.array();
    if (names > MOST_NAMES) {
      throw in.bad("a path is too long");
    }
    if (names < 2) {
      return names == 0 ? DELETED : in.name();
    }
    List<String> path = new ArrayList<>(in.name());
    while (path.size() < names) {
      path.add(in.text());
    }
    return List.copyOf(path);
  }

  private CborWriter head(CborWriter out, int length, int code) {
    out.array(length).integer(code).array(path().size());
    List<String> names = path();
    for (int i = 0; i < names.size(); i++) {
      out.text(names.get(i));
    }
    return out;
  }
}
