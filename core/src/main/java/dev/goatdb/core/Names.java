package dev.goatdb.core;

import java.util.ArrayList;
import java.util.List;

/** The names of the items that a log holds. */
final class Names {
  private Names() {}

  /** All, deleted ones included, as they came. */
  static List<String> all(History history) {
    List<String> names = new ArrayList<>(history.items());
    for (int number = 0; number < history.count(); number++) {
      if (history.index().previous(number) < 0) {
        String name = history.item(number);
        if (!history.isVacantItem(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Those of items that have several commits. */
  static List<String> edited(History history) {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < history.count(); number++) {
      if (history.index().previous(number) >= 0) {
        names.add(history.item(number));
      }
    }
    return names.stream().distinct().toList();
  }
}
