package dev.goatdb.core.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A {@link TextChange} while it is made, from the beginning of the text to its end. */
final class ChangeDraft {
  private final List<Splice> splices = new ArrayList<>();
  private int keep;
  private int delete;
  private String insert = "";

  void keep(int count) {
    if (count > 0) {
      finish();
      keep += count;
    }
  }

  void insert(String text) {
    insert = insert.isEmpty() ? text : insert.concat(text);
  }

  void delete(int count) {
    delete += count;
  }

  private void finish() {
    if (delete > 0 || !insert.isEmpty()) {
      splices.add(new Splice(keep, delete, insert));
      keep = 0;
      delete = 0;
      insert = "";
    }
  }

  TextChange change() {
    finish();
    return splices.isEmpty()
        ? TextChange.NOTHING
        : new TextChange(Collections.unmodifiableList(splices));
  }
}
