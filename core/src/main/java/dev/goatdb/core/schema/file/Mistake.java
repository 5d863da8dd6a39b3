package dev.goatdb.core.schema.file;

import dev.goatdb.error.GoatException;

/**
 * Something in a definition file that is wrong.
 *
 * @param line where, from 1
 * @param column where in the line, in UTF-16 units from 1
 * @param what a sentence
 * @param remedy what to do, a sentence
 */
public record Mistake(int line, int column, String what, String remedy) {
  /** The error for somebody who asked for a good file; it says how many others there are. */
  GoatException.InvalidDefinition error(int at, int others) {
    String place = "Line " + line + ", column " + column + ": ";
    String more =
        others == 0 ? "" : " (" + others + " more: 'goat check' shows " + (others + 1) + ".)";
    return new GoatException.InvalidDefinition(place + what, remedy + more, what, at);
  }
}
