package dev.goatdb.core.expression;

import dev.goatdb.core.value.Value;

/** What came of an evaluation. */
public sealed interface Result {
  /** A value. */
  record Given(Value value) implements Result {}

  /**
   * No value, for a reason that lies in the data.
   *
   * @param code what is wrong, the same on every platform: {@code no-such-key}
   * @param detail the same in words
   * @param line where in the source, from 1
   * @param column where in the line, in UTF-16 units from 1
   */
  record Failed(String code, String detail, int line, int column) implements Result {
    /** What failed and where, as a sentence without its end. */
    public String message() {
      return detail + " (line " + line + ", column " + column + ")";
    }
  }

  /** No value yet: the item at this path must be loaded, then the expression evaluated anew. */
  record Asks(String path) implements Result {}
}
