package dev.goatdb.core.schema.file;

import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a text, in the order of places. */
final class Mistakes {
  private final String text;
  private final List<Placed> found = new ArrayList<>();

  private record Placed(int at, Mistake mistake) {}

  Mistakes(String text) {
    this.text = text;
  }

  void add(int at, String what, String remedy) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at && i < text.length(); i++) {
      column = text.charAt(i) == '\n' ? 1 : column + 1;
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    int place = found.size();
    while (place > 0 && found.get(place - 1).at() > at) {
      place--;
    }
    found.add(place, new Placed(at, new Mistake(line, column, what, remedy)));
  }

  /** Adds what was wrong about the whole of something that stands there. */
  void add(int at, GoatException.InvalidDefinition wrong) {
    add(at, wrong.problem(), wrong.remedy());
  }

  /** Adds what was wrong with an expression in a string, at its place within the string. */
  void addWithin(Json string, String where, GoatException.InvalidDefinition wrong) {
    if (wrong.at() < 0) {
      add(string.at(), wrong);
    } else {
      add(string.at(text, wrong.at()), where + ": " + wrong.problem(), wrong.remedy());
    }
  }

  int count() {
    return found.size();
  }

  List<Mistake> all() {
    List<Mistake> all = new ArrayList<>();
    for (Placed placed : found) {
      all.add(placed.mistake());
    }
    return all;
  }

  /** Throws the first one, if there is any. */
  void throwFirst() {
    if (!found.isEmpty()) {
      throw found.get(0).mistake().error(found.get(0).at(), found.size() - 1);
    }
  }
}
