package dev.goatdb.core.expression.data;

import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as values that can be stored. */
public final class Storable {
  private static final double TWO_POW_53 = 0x1p53;

  private Storable() {}

  /**
   * The value of a datum, or null where there is none: for types, durations, NaN and infinities,
   * unsigned numbers of 2^63 and more, and maps with other keys than texts. Points in time lose
   * what is below a millisecond.
   */
  public static @Nullable Value of(Datum datum) {
    return switch (datum) {
      case Datum.Text text -> Value.of(text.value());
      case Datum.Bool bool -> Value.of(bool.value());
      case Datum.Int number -> Value.of(number.value());
      case Datum.UInt number -> number.value() < 0 ? null : Value.of(number.value());
      case Datum.Real real -> finite(real.value()) ? Value.of(real.value()) : null;
      case Datum.Nothing nothing -> Value.NULL;
      case Datum.Blob blob -> Value.of(blob.value());
      case Datum.Time time -> moment(time);
      case Sequence list -> array(list);
      case Mapping map -> dict(map);
      case Datum.Span span -> null;
      case Datum.TypeName type -> null;
      case Failure failure -> null;
    };
  }

  private static boolean finite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }

  private static @Nullable Value moment(Datum.Time time) {
    return Math.abs((double) time.seconds()) > TWO_POW_53 / 1000
        ? null
        : new Value.Moment(time.seconds() * 1000 + time.nanos() / 1_000_000);
  }

  private static @Nullable Value array(Sequence list) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Value value = of(list.at(i));
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return new Value.Array(values);
  }

  private static @Nullable Value dict(Mapping map) {
    Map<String, Value> entries = new HashMap<>();
    for (Datum key : map.keys()) {
      Datum found = map.find(key);
      Value value = found == null ? null : of(found);
      if (!(key instanceof Datum.Text text) || value == null) {
        return null;
      }
      entries.put(text.value(), value);
    }
    return new Value.Dict(entries);
  }
}
