package dev.goatdb.sim;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;

/** The words of one line, read from left to right; what does not fit is said with the line. */
final class Words {
  private final String line;
  private final ArrayDeque<String> left;

  Words(String line) {
    this.line = line;
    this.left = new ArrayDeque<>(List.of(line.trim().split(" +")));
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  String word() {
    if (left.isEmpty()) {
      throw wrong("is too short");
    }
    return left.remove();
  }

  long number() {
    String word = word();
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException notOne) {
      throw wrong("has '" + word + "' where a number must be");
    }
  }

  double share() {
    String word = word();
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException notOne) {
      throw wrong("has '" + word + "' where a number from 0 to 1 must be");
    }
  }

  boolean flag() {
    String word = word();
    if (!word.equals("yes") && !word.equals("no")) {
      throw wrong("has '" + word + "' where yes or no must be");
    }
    return word.equals("yes");
  }

  <E extends Enum<E>> E constant(Class<E> of) {
    String word = word();
    try {
      return Enum.valueOf(of, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException unknown) {
      throw wrong("has '" + word + "', which is no " + of.getSimpleName().toLowerCase(Locale.ROOT));
    }
  }

  void end() {
    if (!left.isEmpty()) {
      throw wrong("goes on with '" + left.element() + "'");
    }
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("the line '" + line + "' " + what);
  }
}
