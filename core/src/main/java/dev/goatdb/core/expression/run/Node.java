package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Type;

/** A compiled part of an expression. */
public abstract sealed class Node
    permits Leaf, Call, Logic, Choice, Selection, Collection, Iteration, Match {
  /** Where it stands in the source, in UTF-16 units. */
  final int at;

  private final Type type;

  Node(int at, Type type) {
    this.at = at;
    this.type = type;
  }

  /** What the checker knows of its datum. */
  public final Type type() {
    return type;
  }

  public final int at() {
    return at;
  }

  /** Computes its datum, which may be a failure. */
  public abstract Datum eval(Frame frame);

  final Failure fail(Fault fault, String detail) {
    return new Failure(fault, at, detail);
  }

  /** The failure of a part that is of the wrong kind; or that failure it is. */
  final Failure wrong(Datum datum, Kind wanted) {
    return datum instanceof Failure failure
        ? failure
        : fail(
            Fault.NO_OVERLOAD,
            "a " + wanted.phrase() + " is needed, not a " + datum.kind().phrase());
  }
}
