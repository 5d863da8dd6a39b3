package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Mapping;
import dev.goatdb.core.expression.data.Numbers;
import dev.goatdb.core.expression.data.Sequence;
import dev.goatdb.core.expression.data.Stored;

/** Carries out operators and functions, whatever kinds of data they are given. */
@SuppressWarnings("ReferenceEquality") // There is one datum of each truth value.
final class Operations {
  private Operations() {}

  static Datum unary(Op op, Datum x, int at, Frame frame) {
    return switch (op) {
      case NOT ->
          x == Datum.TRUE ? Datum.FALSE : x == Datum.FALSE ? Datum.TRUE : mismatch(op, x, at);
      case NEGATE -> Arithmetic.negate(x, at);
      case SIZE -> size(x, at, frame);
      case TYPE_OF -> new Datum.TypeName(x.kind());
      case DYN -> x;
      case ITEM ->
          x instanceof Datum.Text path ? item(path.value(), at, frame) : mismatch(op, x, at);
      case TO_BOOL, TO_INT, TO_UINT, TO_DOUBLE, TO_STRING, TO_BYTES, TO_TIMESTAMP, TO_DURATION ->
          Conversion.of(op, x, at, frame);
      default -> Calendar.show(op, x, null, at);
    };
  }

  static Datum binary(Op op, Datum x, Datum y, int at, Frame frame) {
    return switch (op) {
      case EQUAL -> Datum.of(Comparison.equal(x, y, frame));
      case UNEQUAL -> Datum.of(!Comparison.equal(x, y, frame));
      case LESS, AT_MOST, MORE, AT_LEAST -> Comparison.order(op, x, y, at, frame);
      case IN -> in(x, y, at, frame);
      case INDEX -> index(x, y, at, frame);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, REST -> Arithmetic.of(op, x, y, at, frame);
      case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES -> text(op, x, y, at, frame);
      default -> Calendar.show(op, x, y, at);
    };
  }

  /** The failure of a call that has no meaning for this datum. */
  static Failure mismatch(Op op, Datum x, int at) {
    return new Failure(
        Fault.NO_OVERLOAD, at, "'" + op.word() + "' does not take a " + x.kind().phrase());
  }

  /** The failure of a call that has no meaning for these data. */
  static Failure mismatch(Op op, Datum x, Datum y, int at) {
    return new Failure(
        Fault.NO_OVERLOAD,
        at,
        "'" + op.word() + "' does not take a " + x.kind().phrase() + " and a " + y.kind().phrase());
  }

  private static Datum size(Datum x, int at, Frame frame) {
    if (x instanceof Datum.Text text) {
      String value = text.value();
      frame.paysFor(value.length());
      int count = value.length();
      for (int i = 0; i < value.length(); i++) {
        // A pair of surrogates is one character.
        count -= (value.charAt(i) & 0xfc00) == 0xdc00 ? 1 : 0;
      }
      return Datum.of(count);
    }
    return x instanceof Sequence list
        ? Datum.of(list.size())
        : x instanceof Mapping map
            ? Datum.of(map.size())
            : x instanceof Datum.Blob blob
                ? Datum.of(blob.value().size())
                : mismatch(Op.SIZE, x, at);
  }

  private static Datum item(String path, int at, Frame frame) {
    if (!frame.pays(Bounds.LOOKUP)) {
      return Frame.tooCostly(at);
    }
    Scope.Lookup lookup = frame.scope.item(path);
    return lookup.known()
        ? Stored.of(lookup.value(), lookup.type())
        : new Failure(Fault.ASKS, at, path);
  }

  private static Datum in(Datum x, Datum y, int at, Frame frame) {
    if (y instanceof Mapping map) {
      frame.paysFor(map.size());
      return Datum.of(map.find(x) != null);
    }
    if (!(y instanceof Sequence list)) {
      return mismatch(Op.IN, x, y, at);
    }
    for (int i = 0; i < list.size(); i++) {
      if ((i & 15) == 15 && !frame.pays(1)) {
        return Frame.tooCostly(at);
      }
      if (Comparison.equal(x, list.at(i), frame)) {
        return Datum.TRUE;
      }
    }
    return Datum.FALSE;
  }

  private static Datum index(Datum x, Datum y, int at, Frame frame) {
    if (x instanceof Mapping map) {
      frame.paysFor(map.size());
      Datum found = map.find(y);
      return found != null ? found : Selection.noKey(at, y);
    }
    if (!(x instanceof Sequence list) || !y.kind().isNumber()) {
      return mismatch(Op.INDEX, x, y, at);
    }
    double index = Numbers.real(y);
    return index >= 0 && index < list.size() && index == (int) index
        ? list.at((int) index)
        : new Failure(Fault.NO_INDEX, at, "there is no such index in a list of " + list.size());
  }

  private static Datum text(Op op, Datum x, Datum y, int at, Frame frame) {
    if (!(x instanceof Datum.Text a) || !(y instanceof Datum.Text b)) {
      return mismatch(op, x, y, at);
    }
    String text = a.value();
    String part = b.value();
    if (op == Op.MATCHES) {
      return Match.of(text, part, at, frame);
    }
    if (op == Op.CONTAINS) {
      return frame.paysFor(text.length()) && frame.paysFor(text.length(), part.length())
          ? Datum.of(text.indexOf(part) >= 0)
          : Frame.tooCostly(at);
    }
    frame.paysFor(part.length());
    return Datum.of(op == Op.STARTS_WITH ? text.startsWith(part) : text.endsWith(part));
  }
}
