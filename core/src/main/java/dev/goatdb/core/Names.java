package dev.goatdb.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /** For each commit, by its number, whether another one of its item came later. */
  static boolean[] followed(History history) {
    boolean[] followed = new boolean[history.count()];
    for (int number = 0; number < followed.length; number++) {
      int previous = history.index().previous(number);
      if (previous >= 0) {
        followed[previous] = true;
      }
    }
    return followed;
  }

  /** Those of items that have several commits. */
  static List<String> edited(History history) {
    Set<String> names = new LinkedHashSet<>();
    for (int number = 0; number < history.count(); number++) {
      if (history.index().previous(number) >= 0) {
        names.add(history.item(number));
      }
    }
    return new ArrayList<>(names);
  }
}
