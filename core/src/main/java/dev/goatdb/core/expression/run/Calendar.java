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
    Times.Shown shown = shown(op);
    if (shown == null) {
      return Operations.mismatch(op, time, at);
    }
    if (time instanceof Datum.Span span && zone == null && ofSpans(shown)) {
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

  private static Times.@Nullable Shown shown(Op op) {
    return switch (op) {
      case YEAR -> Times.Shown.YEAR;
      case MONTH -> Times.Shown.MONTH;
      case DATE -> Times.Shown.DATE;
      case DAY_OF_MONTH -> Times.Shown.DAY_OF_MONTH;
      case DAY_OF_WEEK -> Times.Shown.DAY_OF_WEEK;
      case DAY_OF_YEAR -> Times.Shown.DAY_OF_YEAR;
      case HOURS -> Times.Shown.HOURS;
      case MINUTES -> Times.Shown.MINUTES;
      case SECONDS -> Times.Shown.SECONDS;
      case MILLISECONDS -> Times.Shown.MILLISECONDS;
      default -> null;
    };
  }

  private static boolean ofSpans(Times.Shown shown) {
    return switch (shown) {
      case HOURS, MINUTES, SECONDS, MILLISECONDS -> true;
      case YEAR, MONTH, DATE, DAY_OF_MONTH, DAY_OF_WEEK, DAY_OF_YEAR -> false;
    };
  }
}
