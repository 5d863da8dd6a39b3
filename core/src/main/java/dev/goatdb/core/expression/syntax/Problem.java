package dev.goatdb.core.expression.syntax;

import dev.goatdb.error.GoatException;

/** What is wrong with an expression, with the place in words. */
public final class Problem {
  private static final int SHOWN = 60;

  private Problem() {}

  /** The error that says that {@code what} is the case at a place of the source. */
  public static GoatException at(String source, int at, String what, String remedy) {
    return new GoatException.InvalidDefinition(
        "In the expression '" + shorten(source) + "', " + place(source, at) + ": " + what + ".",
        remedy,
        what + ".",
        at);
  }

  /** {@code line 1, column 5}; columns count UTF-16 units from 1. */
  public static String place(String source, int at) {
    return "line " + line(source, at) + ", column " + column(source, at);
  }

  public static int line(String source, int at) {
    int line = 1;
    for (int i = 0; i < at && i < source.length(); i++) {
      line += source.charAt(i) == '\n' ? 1 : 0;
    }
    return line;
  }

  public static int column(String source, int at) {
    return at == 0 ? 1 : at - source.lastIndexOf('\n', at - 1);
  }

  private static String shorten(String source) {
    if (source.length() <= SHOWN) {
      return source;
    }
    boolean split = Character.isHighSurrogate(source.charAt(SHOWN - 1));
    return source.substring(0, split ? SHOWN - 1 : SHOWN) + "...";
  }
}
