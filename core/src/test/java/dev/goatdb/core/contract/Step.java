package dev.goatdb.core.contract;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Value;
import java.util.List;

/** A change of a store, or a look at it and what is to be seen. */
public sealed interface Step {
  /** Adds bytes to the end of a log. */
  record Append(String log, Octets bytes) implements Step {}

  /** Puts bytes in place of a log. */
  record Replace(String log, Octets bytes) implements Step {}

  /** Cuts a log. */
  record Truncate(String log, long length) implements Step {}

  /** Makes a log survive a loss of power. */
  record Sync(String log) implements Step {}

  /** Closes one log. */
  record Release(String log) implements Step {}

  /** Writes into the index of a log. */
  record Derive(String log, long offset, Octets bytes) implements Step {}

  /** Ends the store in order. */
  record Close() implements Step {}

  /** Ends the store in order, unless that was done, and opens it where it was. */
  record Reopen() implements Step {}

  /** A step that fails with this code, or with {@code bug}. */
  record Refused(String code, Step step) implements Step {}

  /** Looks at a whole log. */
  record Holds(String log, Octets bytes) implements Step {}

  /** Looks at a whole index. */
  record Index(String log, Octets bytes) implements Step {}

  /** Looks at a part of a log. */
  record Reads(String log, long offset, int length, Octets bytes) implements Step {}

  /** Looks at the names of all logs. */
  record Lists(List<String> logs) implements Step {}

  /** Whether a store is only looked at. */
  default boolean looks() {
    return this instanceof Holds
        || this instanceof Index
        || this instanceof Reads
        || this instanceof Lists;
  }

  /** Reads a step as it is written in the file: its verb, and what belongs to that. */
  static Step parse(Value written) {
    List<Value> parts = items(written);
    return switch (text(parts.get(0))) {
      case "append" -> new Append(text(parts.get(1)), bytes(parts.get(2)));
      case "replace" -> new Replace(text(parts.get(1)), bytes(parts.get(2)));
      case "truncate" -> new Truncate(text(parts.get(1)), number(parts.get(2)));
      case "sync" -> new Sync(text(parts.get(1)));
      case "release" -> new Release(text(parts.get(1)));
      case "derive" -> new Derive(text(parts.get(1)), number(parts.get(2)), bytes(parts.get(3)));
      case "close" -> new Close();
      case "reopen" -> new Reopen();
      case "refused" -> new Refused(text(parts.get(1)), parse(parts.get(2)));
      case "holds" -> new Holds(text(parts.get(1)), bytes(parts.get(2)));
      case "index" -> new Index(text(parts.get(1)), bytes(parts.get(2)));
      case "reads" ->
          new Reads(
              text(parts.get(1)),
              number(parts.get(2)),
              (int) number(parts.get(3)),
              bytes(parts.get(4)));
      case "lists" -> new Lists(items(parts.get(1)).stream().map(Step::text).toList());
      default -> throw new AssertionError("what does this mean: " + written);
    };
  }

  /** A part of the endless pattern 1, 2, ... 251, 1, 2, ... */
  static Octets pattern(long from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (1 + (from + i) % 251);
    }
    return Octets.wrap(bytes);
  }

  private static Octets bytes(Value written) {
    if (written instanceof Value.Dict part) {
      return pattern(
          number(part.entries().get("from")), (int) number(part.entries().get("length")));
    }
    List<Value> numbers = items(written);
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) number(numbers.get(i));
    }
    return Octets.wrap(bytes);
  }

  private static List<Value> items(Value array) {
    return ((Value.Array) array).items();
  }

  private static String text(Value text) {
    return ((Value.Str) text).value();
  }

  private static long number(Value number) {
    return ((Value.Int) number).value();
  }
}
