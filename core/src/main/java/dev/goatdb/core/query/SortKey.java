package dev.goatdb.core.query;

import dev.goatdb.core.value.FieldOrder;
import dev.goatdb.core.value.Value;
import java.util.Optional;

/**
 * A value to order by, looked at once instead of at each comparison; the order is {@link
 * FieldOrder}'s.
 */
public final class SortKey implements Comparable<SortKey> {
  private static final double EXACT = 0x1p53;

  private final Optional<Value> value;
  private final String text;
  private final double number;
  private final Kind kind;

  private enum Kind {
    NUMBER,
    MOMENT,
    TEXT,
    OTHER
  }

  private SortKey(Optional<Value> value, Kind kind, double number, String text) {
    this.value = value;
    this.kind = kind;
    this.number = number;
    this.text = text;
  }

  public static SortKey of(Optional<Value> value) {
    if (value.isEmpty()) {
      return new SortKey(value, Kind.OTHER, 0, "");
    }
    return switch (value.get()) {
      case Value.Moment moment -> new SortKey(value, Kind.MOMENT, (double) moment.millis(), "");
      case Value.Int whole -> new SortKey(value, Kind.NUMBER, (double) whole.value(), "");
      case Value.Num number -> new SortKey(value, Kind.NUMBER, number.value(), "");
      case Value.Str text -> new SortKey(value, Kind.TEXT, 0, text.value());
      case Value.Null nothing -> new SortKey(value, Kind.OTHER, 0, "");
      case Value.Bool flag -> new SortKey(value, Kind.OTHER, 0, "");
      case Value.Bytes bytes -> new SortKey(value, Kind.OTHER, 0, "");
      case Value.Array list -> new SortKey(value, Kind.OTHER, 0, "");
      case Value.Dict map -> new SortKey(value, Kind.OTHER, 0, "");
      case Value.Unique set -> new SortKey(value, Kind.OTHER, 0, "");
    };
  }

  @Override
  public int compareTo(SortKey other) {
    if (kind == other.kind && kind == Kind.TEXT) {
      return text.compareTo(other.text);
    }
    boolean exact = Math.abs(number) < EXACT && Math.abs(other.number) < EXACT;
    if (kind == other.kind && kind != Kind.OTHER && exact) {
      return number < other.number ? -1 : number > other.number ? 1 : 0;
    }
    return FieldOrder.compare(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortKey that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
