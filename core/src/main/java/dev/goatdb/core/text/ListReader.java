package dev.goatdb.core.text;

import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.text.ListChange.Part;
import dev.goatdb.core.value.CborReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a {@link ListChange}, in which no element is moved twice, or moved and deleted. */
final class ListReader {
  private static final int MOST = TextChange.MOST;

  private final CborReader in;
  private final TreeMap<Integer, Integer> deleted = new TreeMap<>();
  private final Set<Integer> moved = new HashSet<>();

  ListReader(CborReader in) {
    this.in = in;
  }

  ListChange read() {
    int count = in.array();
    if (count == 0 || count % 3 != 0 || count / 3 > ListChange.MOST_PARTS) {
      throw in.bad("a change of a list has a wrong number of parts");
    }
    List<Part> parts = new ArrayList<>(count / 3);
    int end = 0;
    for (int i = 0; i < count; i += 3) {
      int keep = in.integer(i == 0 ? 0 : 1, MOST - end);
      int delete = in.integer(0, MOST - end - keep);
      List<Entry> put = entries();
      if (delete == 0 && put.isEmpty()) {
        throw in.bad("a part of a change of a list changes nothing");
      }
      deleted.put(end + keep, end + keep + delete);
      end += keep + delete;
      parts.add(new Part(keep, delete, put));
    }
    for (int from : moved) {
      Map.Entry<Integer, Integer> range = deleted.floorEntry(from);
      if (range != null && from < range.getValue()) {
        throw in.bad("an element of a list is moved and deleted");
      }
    }
    return new ListChange(parts);
  }

  private List<Entry> entries() {
    int count = in.array();
    List<Entry> put = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (in.array() != 2) {
        throw in.bad("an element of a list has a wrong number of parts");
      }
      if (in.integer(0, 1) == 0) {
        put.add(new Entry.Fresh(in.value()));
      } else {
        int from = in.integer(0, MOST - 1);
        if (!moved.add(from)) {
          throw in.bad("an element of a list is moved twice");
        }
        put.add(new Entry.Moved(from));
      }
    }
    return put;
  }
}
