package dev.goatdb.core.sync;

import dev.goatdb.core.commit.Numbers;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.ArrayList;
import java.util.List;

/** Which commits a round of a cycle is about. */
public sealed interface Scope {
  /** The most spans that a scope names. */
  int MOST_SPANS = 64;

  /** All there are. */
  record All() implements Scope {}

  /**
   * What is not agreed yet: commits without a receipt, or with one that the other side lacks. What
   * both know to be receipted, both hold.
   */
  record Tail() implements Scope {}

  /** Those with a clock in one of these spans, which are in order. */
  record Within(List<Span> spans) implements Scope {
    Numbers of(Holdings holdings) {
      Numbers found = new Numbers();
      holdings
          .all()
          .forEach(number -> {
            if (covers(holdings.clock(number))) {
              found.add(number);
            }
          });
      return found;
    }

    private boolean covers(long clock) {
      for (Span span : spans) {
        if (clock >= span.from() && clock < span.before()) {
          return true;
        }
      }
      return false;
    }
  }

  /** Clocks from one on, and before another. */
  record Span(long from, long before) {}

  /** Writes it as an array. */
  static CborWriter write(Scope scope, CborWriter out) {
    return switch (scope) {
      case All all -> out.array(1).integer(0);
      case Tail tail -> out.array(1).integer(1);
      case Within within -> writeSpans(within.spans(), out.array(2).integer(2));
    };
  }

  static CborWriter writeSpans(List<Span> spans, CborWriter out) {
    out.array(2 * spans.size());
    spans.forEach(span -> out.integer(span.from()).integer(span.before()));
    return out;
  }

  /** Throws {@code Corrupted} for anything malformed. */
  static Scope read(CborReader in) {
    int length = in.array();
    int kind = in.integer(0, 2);
    if (length != (kind == 2 ? 2 : 1)) {
      throw in.bad("a scope has a wrong number of parts");
    }
    return switch (kind) {
      case 0 -> new All();
      case 1 -> new Tail();
      default -> new Within(readSpans(in));
    };
  }

  static List<Span> readSpans(CborReader in) {
    List<Span> spans = new ArrayList<>();
    int length = in.array();
    if (length % 2 != 0 || length > 2 * MOST_SPANS) {
      throw in.bad("a scope has a wrong number of spans");
    }
    long last = 0;
    for (int i = 0; i < length / 2; i++) {
      Span span = new Span(in.integer(), in.integer());
      if (span.from() < last || span.before() <= span.from()) {
        throw in.bad("spans are out of order");
      }
      last = span.before();
      spans.add(span);
    }
    return List.copyOf(spans);
  }
}
