package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the parts of one set or map field, as a list of marks: every write leaves one at
 * each spot where it puts something, and then it is asked of each mark whether a removal takes it.
 */
public final class NaiveParts {
  /**
   * What stands at a spot: a value, or that there is a set or map.
   *
   * @param spot the keys that lead there below the field; an element is wrapped in a list
   * @param by who wrote it, or null where it was there for everybody
   */
  private record Mark(List<Value> spot, @Nullable Write by, Value value) {}

  /** An operation of a commit, in the order of clock, id and place. */
  private record Write(Commit by, Operation operation, int rank) {}

  private final BiPredicate<Commit, Commit> saw;
  private final boolean removalsWin;
  private final List<Write> writes = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Map<Write, Set<List<Value>>> spots = new HashMap<>();

  private NaiveParts(BiPredicate<Commit, Commit> saw, boolean removalsWin) {
    this.saw = saw;
    this.removalsWin = removalsWin;
  }

  /**
   * The value of a field.
   *
   * @param first what everybody saw there
   * @param operations those on the field by commit, in the order of clock and id
   * @param saw whether the author of one commit had seen another one
   */
  public static Value of(
      Value first,
      Map<Commit, List<Operation>> operations,
      BiPredicate<Commit, Commit> saw,
      boolean removalsWin) {
    NaiveParts parts = new NaiveParts(saw, removalsWin);
    parts.mark(List.of(), null, first);
    operations.forEach((by, all) -> {
      List<Operation> inOrder = new ArrayList<>(all);
      inOrder.sort(Operation::compareByPlace);
      inOrder.forEach(operation -> parts.write(by, operation));
    });
    parts.marks.removeIf(mark -> !parts.stays(mark, null, new HashMap<>()));
    return parts.value(List.of(), first).orElseThrow();
  }

  private void write(Commit by, Operation operation) {
    Write write = new Write(by, operation, writes.size());
    writes.add(write);
    spots.put(write, new HashSet<>());
    if (operation instanceof Operation.Put || operation instanceof Operation.Include) {
      List<Value> spot = spot(operation);
      for (int i = 1; i < spot.size(); i++) {
        boolean set = i == spot.size() - 1 && operation instanceof Operation.Include;
        leave(spot.subList(0, i), write, set ? Value.EMPTY_SET : Value.EMPTY_DICT);
      }
      mark(spot, write, operation instanceof Operation.Put put ? put.value() : spot.getLast());
    }
  }

  /** Leaves marks for all of a value. */
  private void mark(List<Value> spot, @Nullable Write by, Value value) {
    if (value instanceof Value.Dict map) {
      leave(spot, by, Value.EMPTY_DICT);
      map.entries().forEach((key, entry) -> mark(with(spot, Value.of(key)), by, entry));
    } else if (value instanceof Value.Unique set) {
      leave(spot, by, Value.EMPTY_SET);
      set.elements().forEach(element -> leave(with(spot, wrapped(element)), by, element));
    } else {
      leave(spot, by, value instanceof Value.Array element ? element.items().get(0) : value);
    }
  }

  private void leave(List<Value> spot, @Nullable Write by, Value value) {
    marks.add(new Mark(spot, by, value));
    if (by != null) {
      spots.get(by).add(spot);
    }
  }

  /** Whether a mark stays for an author, or for everybody where that is null. */
  private boolean stays(Mark mark, @Nullable Write author, Map<Write, Boolean> known) {
    for (Write removal : writes) {
      List<Value> place = removed(removal, mark.spot());
      if (place != null && saw(author, removal) && takes(removal, place, mark, author, known)) {
        return false;
      }
    }
    return true;
  }

  private boolean takes(
      Write removal,
      List<Value> place,
      Mark mark,
      @Nullable Write author,
      Map<Write, Boolean> known) {
    boolean seen = mark.by() == null || saw(removal, mark.by());
    if (removalsWin) {
      boolean isPut = removal.operation() instanceof Operation.Put;
      return seen || !isPut && mark.by() != null && !saw(mark.by(), removal);
    }
    for (Write other : writes) {
      if (seen
          && saw(author, other)
          && !saw(removal, other)
          && !saw(other, removal)
          && (mark.by() == null || saw(other, mark.by()))
          && spots.get(other).stream().anyMatch(spot -> begins(spot, place))) {
        if (!known.containsKey(other)) {
          known.put(other, stays(mark, other, known));
        }
        if (known.get(other)) {
          return false;
        }
      }
    }
    return seen;
  }

  /** The place by whose removal a write takes what is at a spot; null where it does not. */
  private @Nullable List<Value> removed(Write write, List<Value> spot) {
    List<Value> place = spot(write.operation());
    if (!begins(spot, place)) {
      return null;
    }
    if (!(write.operation() instanceof Operation.Put)) {
      return write.operation() instanceof Operation.Include ? null : place;
    }
    for (int i = place.size() + 1; i <= spot.size(); i++) {
      if (!spots.get(write).contains(spot.subList(0, i))) {
        return spot.subList(0, i);
      }
    }
    return null;
  }

  /** What the marks that are left say of a spot, the last one first of all. */
  private Optional<Value> value(List<Value> spot, @Nullable Value otherwise) {
    Value last = otherwise;
    Map<Value, List<Value>> below = new LinkedHashMap<>();
    for (Mark mark : marks) {
      last = mark.spot().equals(spot) ? mark.value() : last;
      if (mark.spot().size() == spot.size() + 1 && begins(mark.spot(), spot)) {
        below.put(mark.spot().getLast(), mark.spot());
      }
    }
    boolean isElement = !spot.isEmpty() && spot.getLast() instanceof Value.Array;
    if (!isElement && last instanceof Value.Unique) {
      Collection<Value> elements = new ArrayList<>();
      below.values().forEach(part -> elements.add(value(part, null).orElseThrow()));
      return Optional.of(Value.setOf(elements));
    }
    if (!isElement && last instanceof Value.Dict) {
      Map<String, Value> entries = new LinkedHashMap<>();
      below.forEach(
          (key, part) -> entries.put(((Value.Str) key).value(), value(part, null).orElseThrow()));
      return Optional.of(Value.dictOf(entries));
    }
    return Optional.ofNullable(last);
  }

  private boolean saw(@Nullable Write later, Write earlier) {
    return later == null
        || (later.by().id().equals(earlier.by().id())
            ? later.rank() > earlier.rank()
            : saw.test(later.by(), earlier.by()));
  }

  private static List<Value> spot(Operation operation) {
    List<Value> spot = new ArrayList<>();
    List<String> path = operation.path();
    path.subList(1, path.size()).forEach(key -> spot.add(Value.of(key)));
    if (operation.element() != null) {
      spot.add(wrapped(operation.element()));
    }
    return spot;
  }

  private static Value wrapped(Value element) {
    return Value.arrayOf(element);
  }

  private static List<Value> with(List<Value> spot, Value part) {
    List<Value> longer = new ArrayList<>(spot);
    longer.add(part);
    return longer;
  }

  private static boolean begins(List<Value> spot, List<Value> with) {
    return spot.size() >= with.size() && spot.subList(0, with.size()).equals(with);
  }
}
