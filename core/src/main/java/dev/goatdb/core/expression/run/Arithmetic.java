package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Numbers;
import dev.goatdb.core.expression.data.Sequence;
import dev.goatdb.core.expression.time.Times;
import dev.goatdb.core.host.Octets;
import org.jspecify.annotations.Nullable;

/** The operators {@code + - * / %}; nothing wraps around: what is too large is a failure. */
final class Arithmetic {
  private Arithmetic() {}

  static Datum of(Op op, Datum x, Datum y, int at, Frame frame) {
    if (x instanceof Datum.Int a && y instanceof Datum.Int b) {
      return signed(op, a.value(), b.value(), at);
    }
    if (x instanceof Datum.Real a && y instanceof Datum.Real b && op != Op.REST) {
      return Datum.of(real(op, a.value(), b.value()));
    }
    if (x instanceof Datum.UInt a && y instanceof Datum.UInt b) {
      return unsigned(op, a.value(), b.value(), at);
    }
    Datum joined = op == Op.ADD ? join(x, y, frame) : null;
    if (joined != null) {
      return joined;
    }
    return op == Op.ADD || op == Op.SUBTRACT
        ? time(op, x, y, at)
        : Operations.mismatch(op, x, y, at);
  }

  static Datum negate(Datum x, int at) {
    return x instanceof Datum.Int a
        ? signed(Op.SUBTRACT, 0, a.value(), at)
        : x instanceof Datum.Real a ? Datum.of(-a.value()) : Operations.mismatch(Op.NEGATE, x, at);
  }

  private static Failure tooLarge(int at) {
    return new Failure(Fault.RANGE, at, "the result is out of range");
  }

  private static Failure byZero(int at) {
    return new Failure(Fault.DIVISION, at, "the divisor is 0");
  }

  private static double real(Op op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      default -> a / b;
    };
  }

  private static Datum signed(Op op, long a, long b, int at) {
    switch (op) {
      case ADD -> {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? tooLarge(at) : Datum.of(sum);
      }
      case SUBTRACT -> {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0 ? tooLarge(at) : Datum.of(difference);
      }
      case MULTIPLY -> {
        long product = a * b;
        boolean small = a == (int) a && b == (int) b;
        boolean wrapped = !small && a != 0 && (product / a != b || a == -1 && b == Long.MIN_VALUE);
        return wrapped ? tooLarge(at) : Datum.of(product);
      }
      default -> {
        if (b == 0) {
          return byZero(at);
        }
        if (b == -1) {
          return op == Op.REST ? Datum.of(0L) : signed(Op.SUBTRACT, 0, a, at);
        }
        return Datum.of(op == Op.DIVIDE ? a / b : a % b);
      }
    }
  }

  private static Datum unsigned(Op op, long a, long b, int at) {
    switch (op) {
      case ADD -> {
        long sum = a + b;
        return less(sum, a) ? tooLarge(at) : new Datum.UInt(sum);
      }
      case SUBTRACT -> {
        return less(a, b) ? tooLarge(at) : new Datum.UInt(a - b);
      }
      case MULTIPLY -> {
        boolean wraps = b != 0 && less(Numbers.quotient(-1, b), a);
        return wraps ? tooLarge(at) : new Datum.UInt(a * b);
      }
      default -> {
        if (b == 0) {
          return byZero(at);
        }
        long quotient = Numbers.quotient(a, b);
        return new Datum.UInt(op == Op.DIVIDE ? quotient : a - quotient * b);
      }
    }
  }

  private static boolean less(long a, long b) {
    return (a ^ Long.MIN_VALUE) < (b ^ Long.MIN_VALUE);
  }

  /** Texts, bytes or lists, one after the other; null for anything else. */
  private static @Nullable Datum join(Datum x, Datum y, Frame frame) {
    if (x instanceof Datum.Text a && y instanceof Datum.Text b) {
      frame.paysFor(a.value().length() + b.value().length());
      return Datum.of(a.value() + b.value());
    }
    if (x instanceof Datum.Blob a && y instanceof Datum.Blob b) {
      byte[] bytes = new byte[a.value().size() + b.value().size()];
      frame.paysFor(bytes.length);
      a.value().copyTo(bytes, 0);
      b.value().copyTo(bytes, a.value().size());
      return new Datum.Blob(Octets.wrap(bytes));
    }
    if (x instanceof Sequence a && y instanceof Sequence b) {
      Datum[] items = new Datum[a.size() + b.size()];
      frame.paysFor(items.length);
      for (int i = 0; i < items.length; i++) {
        items[i] = i < a.size() ? a.at(i) : b.at(i - a.size());
      }
      return new Sequence.Items(items);
    }
    return null;
  }

  private static Datum time(Op op, Datum x, Datum y, int at) {
    boolean plus = op == Op.ADD;
    Datum result;
    if (x instanceof Datum.Span a && y instanceof Datum.Span b) {
      Datum sum = signed(op, a.nanos(), b.nanos(), at);
      return sum instanceof Datum.Int nanos ? new Datum.Span(nanos.value()) : sum;
    } else if (x instanceof Datum.Time a && y instanceof Datum.Span b) {
      result = b.nanos() == Long.MIN_VALUE ? null : Times.plus(a, plus ? b.nanos() : -b.nanos());
    } else if (plus && x instanceof Datum.Span a && y instanceof Datum.Time b) {
      result = Times.plus(b, a.nanos());
    } else if (!plus && x instanceof Datum.Time a && y instanceof Datum.Time b) {
      result = Times.between(b, a);
    } else {
      return Operations.mismatch(op, x, y, at);
    }
    return result == null ? tooLarge(at) : result;
  }
}
