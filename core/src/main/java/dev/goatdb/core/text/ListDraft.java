package dev.goatdb.core.text;

import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.text.ListChange.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A {@link ListChange} while it is made, from the beginning of the list to its end. */
final class ListDraft {
  private final List<Part> parts = new ArrayList<>();
  private List<Entry> put = new ArrayList<>();
  private int keep;
  private int delete;

  void keep() {
    finish();
    keep++;
  }

  void put(Entry entry) {
    put.add(entry);
  }

  /** What is there and does not stay is deleted; what stays elsewhere is passed over. */
  void pass(boolean[] stays, int from, int to) {
    for (int i = from; i < to; i++) {
      if (stays[i]) {
        keep();
      } else {
        delete++;
      }
    }
  }

  private void finish() {
    if (delete > 0 || !put.isEmpty()) {
      parts.add(new Part(keep, delete, Collections.unmodifiableList(put)));
      put = new ArrayList<>();
      keep = 0;
      delete = 0;
    }
  }

  ListChange change() {
    finish();
    return parts.isEmpty()
        ? ListChange.NOTHING
        : new ListChange(Collections.unmodifiableList(parts));
  }
}
