package dev.goatdb.core.commit;

import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** A set of numbers of commits, which mostly stand in few ranges. */
public final class Numbers {
  private final TreeMap<Integer, Range> ranges = new TreeMap<>();
  private int size;

  /** The range that grew last: most numbers are added in their order. */
  private Range growing = new Range(-1);

  /** Numbers from the key of the map to an end. */
  private static final class Range {
    int end;

    Range(int end) {
      this.end = end;
    }
  }

  public Numbers copy() {
    Numbers copy = new Numbers();
    ranges.forEach((from, range) -> copy.ranges.put(from, new Range(range.end)));
    copy.size = size;
    return copy;
  }

  public int size() {
    return size;
  }

  public boolean contains(int number) {
    Map.Entry<Integer, Range> range = size == 0 ? null : ranges.floorEntry(number);
    return range != null && number < range.getValue().end;
  }

  public void add(int number) {
    boolean next = growing.end == number;
    if (next && ranges.higherKey(number - 1) == null) {
      growing.end++;
      size++;
    } else if (!contains(number)) {
      size++;
      insert(number);
    }
  }

  private void insert(int number) {
    Map.Entry<Integer, Range> before = ranges.floorEntry(number);
    Range after = ranges.remove(number + 1);
    int end = after == null ? number + 1 : after.end;
    if (before != null && before.getValue().end == number) {
      growing = before.getValue();
      growing.end = end;
    } else {
      growing = new Range(end);
      ranges.put(number, growing);
    }
  }

  public void remove(int number) {
    Map.Entry<Integer, Range> range = ranges.floorEntry(number);
    if (range == null || number >= range.getValue().end) {
      return;
    }
    size--;
    growing = new Range(-1);
    int end = range.getValue().end;
    if (range.getKey() == number) {
      ranges.remove(number);
    } else {
      range.getValue().end = number;
    }
    if (number + 1 < end) {
      ranges.put(number + 1, new Range(end));
    }
  }

  /** Adds numbers from one on, and before another. */
  public void addAll(int from, int end) {
    if (size == 0 && from < end) {
      size = end - from;
      growing = new Range(end);
      ranges.put(from, growing);
      return;
    }
    for (int number = from; number < end; number++) {
      add(number);
    }
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The lowest number, where there is one. */
  public int first() {
    return ranges.firstKey();
  }

  /** Tells of all numbers in order. */
  public void forEach(IntConsumer consumer) {
    ranges.forEach((from, range) -> {
      for (int number = from; number < range.end; number++) {
        consumer.accept(number);
      }
    });
  }

  /** All numbers in order. */
  public List<Integer> all() {
    List<Integer> all = new ArrayList<>(size);
    forEach(all::add);
    return all;
  }

  /** Writes those below a number. */
  public void write(CborWriter out, int below) {
    Map<Integer, Range> written = ranges.headMap(below, false);
    out.array(2 * written.size());
    written.forEach((from, range) -> out.integer((int) from).integer(Math.min(range.end, below)));
  }

  public static Numbers read(CborReader in) {
    Numbers numbers = new Numbers();
    int count = in.array() / 2;
    for (int i = 0; i < count; i++) {
      int from = in.integer(0, Integer.MAX_VALUE);
      int end = in.integer(from, Integer.MAX_VALUE);
      numbers.ranges.put(from, new Range(end));
      numbers.size += end - from;
    }
    return numbers;
  }
}
