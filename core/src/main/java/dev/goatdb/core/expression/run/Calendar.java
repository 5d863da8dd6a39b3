package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.time.Spans;
import dev.goatdb.core.expression.time.Times;
import org.jspecify.annotations.Nullable;

/**
 * The functions that show a part of a point or length of time: {@code getFullYear} and its like.
 */
final class Calendar {
  private Calendar() {}

  static Datum show(Op op, Datum time, @Nullable Datum zone, int at) {
    int which = op.ordinal() - Op.YEAR.ordinal();
    Times.Shown[] all = Times.Shown.values();
    if (which < 0 || which >= all.length) {
      return Operations.mismatch(op, time, at);
    }
    Times.Shown shown = all[which];
    if (time instanceof Datum.Span span && zone == null && which >= Times.Shown.HOURS.ordinal()) {
      return Datum.of(Spans.show(shown, span.nanos()));
    }
    if (!(time instanceof Datum.Time point)) {
      return Operations.mismatch(op, time, at);
    }
    if (!Times.inRange(point.seconds())) {
      return new Failure(Fault.RANGE, at, "the time is out of range");
    }
    int offset = 0;
    if (zone != null) {
      if (!(zone instanceof Datum.Text name)) {
        return Operations.mismatch(op, time, zone, at);
      }
      offset = Times.offset(name.value());
      if (offset == Times.NO_OFFSET) {
        return new Failure(
            Fault.CONVERSION, at, "'" + name.value() + "' is no time zone like '+02:00' or 'UTC'");
      }
    }
    return Datum.of(Times.show(shown, point, offset));
  }
}
