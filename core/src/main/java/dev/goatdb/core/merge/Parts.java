package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.DictDraft;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sets and maps, which merge by elements and entries, and within entries that are sets or maps
 * themselves: each part is a register of its own, where the last write stays.
 *
 * <p>Whoever removes an entry takes what they saw there, and whoever writes one as a whole takes
 * what they saw there and leave out. {@link Fate} says what is taken. Of what is written, the last
 * by clock and id stays, so all that is written within an entry meets part by part, however it was
 * written.
 */
final class Parts {
  private final Ancestry ancestry;
  private final boolean removalsWin;

  private Parts(Ancestry ancestry, boolean removalsWin) {
    this.ancestry = ancestry;
    this.removalsWin = removalsWin;
  }

  /**
   * The value of a field after concurrent edits.
   *
   * @param before the value that all their authors saw, if any
   * @param edits in the order of clock and id
   */
  static Value merge(
      @Nullable Value before, List<Edit<Operation>> edits, boolean removalsWin, Ancestry ancestry) {
    if (isAdding(edits)) {
      return Direct.added(before, edits);
    }
    List<Touch> touches = new ArrayList<>(edits.size());
    for (int i = 0; i < edits.size(); i++) {
      touches.add(Touch.of(edits.get(i), i));
    }
    Touch last = touches.get(touches.size() - 1);
    return new Parts(ancestry, removalsWin)
        .within(last.isOfSet(), before, true, touches, List.of());
  }

  /** Whether nothing is taken by any edit, so that they just take effect one after another. */
  private static boolean isAdding(List<Edit<Operation>> edits) {
    boolean set = edits.get(0).operation().path().size() == 1;
    for (Edit<Operation> edit : edits) {
      Operation operation = edit.operation();
      boolean adds =
          operation instanceof Operation.Include
              || operation instanceof Operation.Put put && !isWhole(put.value());
      if (!adds || set != (operation.path().size() == 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhole(@Nullable Value value) {
    return value instanceof Value.Unique || value instanceof Value.Dict;
  }

  /** The elements of a set, or none of anything else. */
  static List<Value> elements(@Nullable Value value) {
    return value instanceof Value.Unique set ? set.elements() : List.of();
  }

  /** A map, or an empty one of anything else. */
  static Value.Dict entries(@Nullable Value value) {
    return value instanceof Value.Dict map ? map : Value.EMPTY_DICT;
  }

  /**
   * What is at a place, or null.
   *
   * @param before what everybody saw there, or null
   * @param kept whether that stays for all that the removals of outer places do
   * @param outer the removals of outer places
   */
  private @Nullable Value at(
      @Nullable Value before,
      boolean isElement,
      boolean kept,
      List<Touch> touches,
      List<Fate.Removal> outer) {
    List<Fate.Removal> removals = outer;
    for (Touch touch : touches) {
      if (touch.removes()) {
        removals = removals.size() == outer.size() ? new ArrayList<>(outer) : removals;
        removals.add(new Fate.Removal(touch, touches));
      }
    }
    boolean stays = removals.size() == outer.size() ? kept : stays(null, removals);
    Touch last = last(touches, removals);
    Value shape = last == null ? stays ? before : null : last.value();
    if (last != null && shape == null) {
      return within(last.isOfSet(), before, stays, touches, removals);
    }
    return !isElement && isWhole(shape)
        ? within(shape instanceof Value.Unique, before, stays, touches, removals)
        : shape;
  }

  /** The last write that is not taken, or null. */
  private @Nullable Touch last(List<Touch> touches, List<Fate.Removal> removals) {
    for (int i = touches.size() - 1; i >= 0; i--) {
      if (touches.get(i).adds() && stays(touches.get(i), removals)) {
        return touches.get(i);
      }
    }
    return null;
  }

  private boolean stays(@Nullable Touch write, List<Fate.Removal> removals) {
    return removals.isEmpty() || new Fate(ancestry, removalsWin, write, removals).stays(null);
  }

  /** A set or map of what is at each of its parts. */
  private Value within(
      boolean set,
      @Nullable Value before,
      boolean kept,
      List<Touch> touches,
      List<Fate.Removal> removals) {
    TreeMap<Value, List<Touch>> parts = new TreeMap<>(Canonical::compare);
    boolean all = !removals.isEmpty();
    for (Touch touch : touches) {
      all |= touch.value() != null;
    }
    if (all) {
      of(set, before).keySet().forEach(part -> parts.put(part, new ArrayList<>()));
    }
    for (Touch touch : touches) {
      collect(set, touch, parts);
    }
    return set ? set(before, kept, parts, removals) : map(before, kept, parts, removals);
  }

  private static void collect(boolean set, Touch touch, Map<Value, List<Touch>> parts) {
    if (touch.value() != null) {
      Map<Value, Value> written = of(set, touch.value());
      written.keySet().forEach(part -> parts.computeIfAbsent(part, any -> new ArrayList<>()));
      parts.forEach((part, touches) -> touches.add(touch.whole(written.get(part))));
    } else if (!touch.removes() && touch.isOfSet() == set) {
      parts.computeIfAbsent(touch.part(), any -> new ArrayList<>(2)).add(touch.within());
    }
  }

  /** The values of a set or map by part; nothing of anything else. */
  private static Map<Value, Value> of(boolean set, @Nullable Value value) {
    TreeMap<Value, Value> parts = new TreeMap<>(Canonical::compare);
    if (set) {
      elements(value).forEach(element -> parts.put(element, element));
    } else {
      entries(value).entries().forEach((key, entry) -> parts.put(Value.of(key), entry));
    }
    return parts;
  }

  private Value set(
      @Nullable Value before,
      boolean kept,
      Map<Value, List<Touch>> parts,
      List<Fate.Removal> removals) {
    TreeSet<Value> elements = new TreeSet<>(Canonical::compare);
    elements.addAll(elements(before));
    for (Map.Entry<Value, List<Touch>> part : parts.entrySet()) {
      Value element = part.getKey();
      Value had = elements.contains(element) ? element : null;
      if (at(had, true, kept, part.getValue(), removals) == null) {
        elements.remove(element);
      } else {
        elements.add(element);
      }
    }
    return Value.Unique.sorted(List.copyOf(elements));
  }

  private Value map(
      @Nullable Value before,
      boolean kept,
      Map<Value, List<Touch>> parts,
      List<Fate.Removal> removals) {
    Value.Dict had = entries(before);
    DictDraft entries = new DictDraft(had);
    for (Map.Entry<Value, List<Touch>> part : parts.entrySet()) {
      if (part.getKey() instanceof Value.Str key) {
        Value old = had.entries().get(key.value());
        Value value = at(old, false, kept, part.getValue(), removals);
        if (value == null) {
          entries.remove(key.value());
        } else {
          entries.put(key.value(), value);
        }
      }
    }
    return entries.dict();
  }
}
