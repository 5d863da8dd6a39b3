package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Numbers;
import dev.goatdb.core.expression.decimal.Digits;
import dev.goatdb.core.expression.decimal.Reading;
import dev.goatdb.core.expression.time.Spans;
import dev.goatdb.core.expression.time.Times;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import org.jspecify.annotations.Nullable;

/** The functions that make a datum of another kind, named like the kind. */
@SuppressWarnings("ReferenceEquality") // There is one null datum.
final class Conversion {
  private static final String TRUE = " 1 t true TRUE True ";
  private static final String FALSE = " 0 f false FALSE False ";
  private static final double TWO_POW_63 = 0x1p63;
  private static final Datum LARGEST_TENTH = new Datum.UInt(0x1999999999999999L);
  private static final int LONGEST_SHOWN = 40;

  private Conversion() {}

  static Datum of(Op op, Datum x, int at, Frame frame) {
    Kind wanted = Op.kind(op.signatures()[0].charAt(0));
    if (x.kind() == wanted) {
      return x;
    }
    if (x instanceof Datum.Text text) {
      frame.paysFor(text.value().length());
      Datum read = read(op, text.value());
      return read == null
          ? failure(Fault.CONVERSION, at, "'" + shorten(text.value()) + "' is no ", wanted)
          : read == Datum.NULL ? failure(Fault.RANGE, at, "it is out of range for ", wanted) : read;
    }
    Datum made =
        switch (op) {
          case TO_STRING -> text(x, frame);
          case TO_INT -> toInt(x);
          case TO_UINT -> toUInt(x);
          case TO_DOUBLE -> x.kind().isNumber() ? Datum.of(Numbers.real(x)) : null;
          case TO_TIMESTAMP ->
              x instanceof Datum.Int i
                  ? Times.inRange(i.value()) ? new Datum.Time(i.value(), 0) : Datum.NULL
                  : null;
          default -> null;
        };
    if (made == Datum.NULL && x instanceof Datum.Blob) {
      return failure(Fault.CONVERSION, at, "the bytes are no UTF-8, so no ", wanted);
    }
    return made == null
        ? Operations.mismatch(op, x, at)
        : made == Datum.NULL ? failure(Fault.RANGE, at, "it is out of range for ", wanted) : made;
  }

  private static Failure failure(Fault fault, int at, String what, Kind wanted) {
    return new Failure(fault, at, what + wanted.phrase());
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_SHOWN ? text : "the text";
  }

  /** What a text spells; null where it spells none, and the null datum where it is out of range. */
  private static @Nullable Datum read(Op op, String text) {
    return switch (op) {
      case TO_BOOL ->
          text.isEmpty() || text.indexOf(' ') >= 0
              ? null
              : TRUE.contains(" " + text + " ")
                  ? Datum.TRUE
                  : FALSE.contains(" " + text + " ") ? Datum.FALSE : null;
      case TO_INT, TO_UINT -> whole(text, op == Op.TO_INT);
      case TO_DOUBLE -> real(text);
      case TO_BYTES -> {
        byte[] bytes = Pure.encodeUtf8(text);
        yield bytes == null ? null : new Datum.Blob(Octets.wrap(bytes));
      }
      case TO_TIMESTAMP -> Times.parse(text);
      case TO_DURATION -> Spans.parse(text);
      default -> null;
    };
  }

  private static @Nullable Datum whole(String text, boolean signed) {
    boolean negative = signed && text.startsWith("-");
    int from = negative || signed && text.startsWith("+") ? 1 : 0;
    long number = 0;
    boolean tooLarge = false;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return null;
      }
      tooLarge = tooLarge || Numbers.compare(new Datum.UInt(number), LARGEST_TENTH) > 0;
      long next = number * 10 + digit;
      tooLarge = tooLarge || (next ^ Long.MIN_VALUE) < (number * 10 ^ Long.MIN_VALUE);
      number = next;
    }
    if (from == text.length()) {
      return null;
    }
    if (!signed) {
      return tooLarge ? Datum.NULL : new Datum.UInt(number);
    }
    boolean fits = !tooLarge && (number >= 0 || negative && number == Long.MIN_VALUE);
    return fits ? Datum.of(negative ? -number : number) : Datum.NULL;
  }

  private static @Nullable Datum real(String text) {
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    double size =
        unsigned.equals("Infinity")
            ? Double.POSITIVE_INFINITY
            : unsigned.startsWith("-") || unsigned.startsWith("+")
                ? Double.NaN
                : Reading.number(unsigned);
    if (Double.isNaN(size) && !text.equals("NaN")) {
      return null;
    }
    return Datum.of(text.startsWith("-") ? -size : size);
  }

  private static @Nullable Datum text(Datum x, Frame frame) {
    if (x instanceof Datum.Blob blob) {
      frame.paysFor(blob.value().size());
      Octets bytes = blob.value();
      String text = Pure.decodeUtf8(bytes.backing(), bytes.offset(), bytes.size());
      return text == null ? Datum.NULL : Datum.of(text);
    }
    return switch (x) {
      case Datum.Int i -> Datum.of(Long.toString(i.value()));
      case Datum.UInt u -> Datum.of(Numbers.text(u.value()));
      case Datum.Real d -> Datum.of(Digits.of(d.value()));
      case Datum.Bool b -> Datum.of(b.value() ? "true" : "false");
      case Datum.Time t -> Times.inRange(t.seconds()) ? Datum.of(Times.text(t)) : Datum.NULL;
      case Datum.Span s -> Datum.of(Spans.text(s.nanos()));
      default -> null;
    };
  }

  private static @Nullable Datum toInt(Datum x) {
    return switch (x) {
      case Datum.UInt u -> u.value() < 0 ? Datum.NULL : Datum.of(u.value());
      case Datum.Real d ->
          Math.abs(d.value()) < TWO_POW_63 ? Datum.of((long) d.value()) : Datum.NULL;
      case Datum.Time t -> Datum.of(t.seconds());
      default -> null;
    };
  }

  private static @Nullable Datum toUInt(Datum x) {
    return switch (x) {
      case Datum.Int i -> i.value() < 0 ? Datum.NULL : new Datum.UInt(i.value());
      case Datum.Real d ->
          d.value() >= 0 && d.value() < 2 * TWO_POW_63
              ? new Datum.UInt(Numbers.toUnsigned(Math.floor(d.value())))
              : Datum.NULL;
      default -> null;
    };
  }
}
