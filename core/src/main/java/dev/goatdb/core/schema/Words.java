package dev.goatdb.core.schema;

import dev.goatdb.core.host.Pure;
import dev.goatdb.core.value.Value;

/** Values in words, for messages. */
final class Words {
  private static final int MOST_CHARACTERS = 40;

  private Words() {}

  static String of(Value value) {
    return switch (value) {
      case Value.Null nothing -> "null";
      case Value.Bool b -> "the boolean " + b.value();
      case Value.Int i -> "the integer " + i.value();
      case Value.Num n -> "a fractional number";
      case Value.Str s ->
          Pure.isUnicode(s.value())
              ? "the string '" + shorten(s.value()) + "'"
              : "a string with half of a surrogate pair";
      case Value.Bytes b -> b.value().size() + " bytes";
      case Value.Moment m -> "an instant";
      case Value.Array a -> "a list of " + a.items().size();
      case Value.Dict d -> "a map of " + d.entries().size();
      case Value.Unique u -> "a set of " + u.elements().size();
    };
  }

  private static String shorten(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
