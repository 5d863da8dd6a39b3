package dev.goatdb.core.expression.data;

import dev.goatdb.core.value.Value;
import org.jspecify.annotations.Nullable;

/** Stored values seen as data: what holds others is looked through, not copied. */
public final class Stored {
  private Stored() {}

  /**
   * A value of a declared type; whole numbers are doubles where the type says so. What is absent is
   * null.
   */
  public static Datum of(@Nullable Value value, Type type) {
    if (value instanceof Value.Str text) {
      return new Datum.Text(text.value());
    }
    if (value instanceof Value.Bool bool) {
      return Datum.of(bool.value());
    }
    if (value instanceof Value.Int number) {
      return whole(number.value(), type.kind());
    }
    if (value == null) {
      return Datum.NULL;
    }
    return rare(value, type);
  }

  /** Kinds that are not stored are whole numbers: unsigned ones, and nanoseconds of a duration. */
  private static Datum whole(long number, Kind kind) {
    return kind == Kind.DOUBLE
        ? new Datum.Real((double) number)
        : kind == Kind.UINT
            ? new Datum.UInt(number)
            : kind == Kind.DURATION ? new Datum.Span(number) : new Datum.Int(number);
  }

  private static Datum rare(Value value, Type type) {
    return switch (value) {
      case Value.Num number -> new Datum.Real(number.value());
      case Value.Bytes bytes -> new Datum.Blob(bytes.value());
      case Value.Moment moment -> time(moment.millis());
      case Value.Array array -> new Sequence.Values(array.items(), type.value());
      case Value.Unique set -> new Sequence.Values(set.elements(), type.value());
      case Value.Dict dict -> new Mapping.Fields(dict.entries(), type);
      case Value.Null nothing -> Datum.NULL;
      case Value.Str text -> new Datum.Text(text.value());
      case Value.Bool bool -> Datum.of(bool.value());
      case Value.Int number -> new Datum.Int(number.value());
    };
  }

  /** A point in time of so many milliseconds since 1970. */
  public static Datum time(long millis) {
    long seconds = Math.floorDiv(millis, 1000L);
    return new Datum.Time(seconds, (int) (millis - seconds * 1000) * 1_000_000);
  }
}
