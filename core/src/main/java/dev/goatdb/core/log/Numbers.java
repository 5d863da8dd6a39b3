package dev.goatdb.core.log;

import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of numbers that mostly stand in few ranges. */
public final class Numbers {
  private final TreeMap<Integer, Integer> ends = new TreeMap<>();
  private int size;

  public int size() {
    return size;
  }

  public boolean contains(int number) {
    Map.Entry<Integer, Integer> range = size == 0 ? null : ends.floorEntry(number);
    return range != null && number < range.getValue();
  }

  public void add(int number) {
    if (contains(number)) {
      return;
    }
    size++;
    Map.Entry<Integer, Integer> before = ends.floorEntry(number);
    int from = before != null && before.getValue() == number ? before.getKey() : number;
    Integer after = ends.remove(number + 1);
    ends.put(from, after == null ? number + 1 : after);
  }

  public void remove(int number) {
    Map.Entry<Integer, Integer> range = ends.floorEntry(number);
    if (range == null || number >= range.getValue()) {
      return;
    }
    size--;
    int from = range.getKey();
    int end = range.getValue();
    if (from == number) {
      ends.remove(from);
    } else {
      ends.put(from, number);
    }
    if (number + 1 < end) {
      ends.put(number + 1, end);
    }
  }

  /** All numbers in order. */
  public List<Integer> all() {
    List<Integer> all = new ArrayList<>(size);
    ends.forEach((from, end) -> {
      for (int number = from; number < end; number++) {
        all.add(number);
      }
    });
    return all;
  }

  /** Writes those below a number. */
  public void write(CborWriter out, int below) {
    Map<Integer, Integer> written = ends.headMap(below, false);
    out.array(2 * written.size());
    written.forEach((from, end) -> out.integer((int) from).integer(Math.min(end, below)));
  }

  public static Numbers read(CborReader in) {
    Numbers numbers = new Numbers();
    int ranges = in.array() / 2;
    for (int i = 0; i < ranges; i++) {
      int from = in.integer(0, Integer.MAX_VALUE);
      int end = in.integer(from, Integer.MAX_VALUE);
      numbers.ends.put(from, end);
      numbers.size += end - from;
    }
    return numbers;
  }
}
