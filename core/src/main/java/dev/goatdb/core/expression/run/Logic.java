package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Types;

/**
 * {@code &&} and {@code ||}: where one side decides, the failure of the other does not matter,
 * whichever comes first.
 */
@SuppressWarnings("ReferenceEquality") // There is one datum of each truth value.
public final class Logic extends Node {
  private final Node left;
  private final Node right;

  /** The side's datum that decides alone: false for and, true for or. */
  private final Datum decides;

  private final Datum otherwise;

  public Logic(boolean and, Node left, Node right, int at) {
    super(at, Types.BOOL);
    this.left = left;
    this.right = right;
    this.decides = Datum.of(!and);
    this.otherwise = Datum.of(and);
  }

  @Override
  public Datum eval(Frame frame) {
    if (!frame.pays(1)) {
      return Frame.tooCostly(at);
    }
    Datum first = left.eval(frame);
    if (first == decides) {
      return first;
    }
    Datum second = right.eval(frame);
    if (second == decides || first == otherwise && second == otherwise) {
      return second;
    }
    if (first == otherwise) {
      return wrong(second, Kind.BOOL);
    }
    Failure failure = wrong(first, Kind.BOOL);
    return second == otherwise ? failure : Failure.of(failure, wrong(second, Kind.BOOL));
  }
}
