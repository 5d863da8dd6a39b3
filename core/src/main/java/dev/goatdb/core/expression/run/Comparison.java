package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Mapping;
import dev.goatdb.core.expression.data.Numbers;
import dev.goatdb.core.expression.data.Sequence;

/** Equality, which every two data have, and order. */
@SuppressWarnings("ReferenceEquality") // There is one datum of each truth value.
final class Comparison {
  private Comparison() {}

  /** Whether two data are equal; numbers of different kinds are, where they are as large. */
  static boolean equal(Datum x, Datum y, Frame frame) {
    if (x instanceof Datum.Text a) {
      return y instanceof Datum.Text b
          && a.value().length() == b.value().length()
          && frame.paysFor(a.value().length())
          && a.value().equals(b.value());
    }
    if (x.kind().isNumber()) {
      return y.kind().isNumber() && Numbers.compare(x, y) == 0;
    }
    if (x == y || x.kind() != y.kind()) {
      return x == y;
    }
    return switch (x) {
      case Datum.Blob a -> y instanceof Datum.Blob b && compare(a, b, frame) == 0;
      case Datum.Time a ->
          y instanceof Datum.Time b && a.seconds() == b.seconds() && a.nanos() == b.nanos();
      case Datum.Span a -> y instanceof Datum.Span b && a.nanos() == b.nanos();
      case Datum.TypeName a -> y instanceof Datum.TypeName b && a.named() == b.named();
      case Datum.Nothing nothing -> true;
      case Sequence a -> y instanceof Sequence b && equal(a, b, frame);
      case Mapping a -> y instanceof Mapping b && equal(a, b, frame);
      default -> false;
    };
  }

  private static boolean equal(Sequence a, Sequence b, Frame frame) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!frame.pays(1) || !equal(a.at(i), b.at(i), frame)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(Mapping a, Mapping b, Frame frame) {
    if (a.size() != b.size() || !frame.paysFor(a.size(), a.size())) {
      return false;
    }
    for (Datum key : a.keys()) {
      Datum mine = a.find(key);
      Datum other = b.find(key);
      if (!frame.pays(1) || mine == null || other == null || !equal(mine, other, frame)) {
        return false;
      }
    }
    return true;
  }

  static Datum order(Op op, Datum x, Datum y, int at, Frame frame) {
    int order;
    if (x.kind().isNumber() && y.kind().isNumber()) {
      order = Numbers.compare(x, y);
    } else if (x instanceof Datum.Text a && y instanceof Datum.Text b) {
      order = compare(a.value(), b.value(), frame);
    } else if (x instanceof Datum.Time a && y instanceof Datum.Time b) {
      order =
          a.seconds() != b.seconds() ? (a.seconds() < b.seconds() ? -1 : 1) : a.nanos() - b.nanos();
    } else if (x instanceof Datum.Span a && y instanceof Datum.Span b) {
      order = a.nanos() < b.nanos() ? -1 : a.nanos() > b.nanos() ? 1 : 0;
    } else if (x instanceof Datum.Blob a && y instanceof Datum.Blob b) {
      order = compare(a, b, frame);
    } else if (x instanceof Datum.Bool a && y instanceof Datum.Bool b) {
      order = (a.value() ? 1 : 0) - (b.value() ? 1 : 0);
    } else {
      return Operations.mismatch(op, x, y, at);
    }
    if (order == Numbers.UNORDERED && x.kind().isNumber()) {
      return Datum.FALSE;
    }
    return Datum.of(
        switch (op) {
          case LESS -> order < 0;
          case AT_MOST -> order <= 0;
          case MORE -> order > 0;
          default -> order >= 0;
        });
  }

  private static int compare(Datum.Blob a, Datum.Blob b, Frame frame) {
    frame.paysFor(Math.min(a.value().size(), b.value().size()));
    return a.value().compareTo(b.value());
  }

  /** The order of code points, in which surrogates stand for the largest. */
  private static int compare(String a, String b, Frame frame) {
    int common = Math.min(a.length(), b.length());
    frame.paysFor(common);
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean pairs = x >= 0xd800 && x <= 0xdfff;
        boolean others = y >= 0xd800 && y <= 0xdfff;
        return pairs == others ? x - y : pairs ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }
}
