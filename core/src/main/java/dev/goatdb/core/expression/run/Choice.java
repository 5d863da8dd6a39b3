package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Type;

/** {@code condition ? yes : no}, of which one side is evaluated. */
@SuppressWarnings("ReferenceEquality") // There is one datum of each truth value.
public final class Choice extends Node {
  private final Node condition;
  private final Node yes;
  private final Node no;

  public Choice(Node condition, Node yes, Node no, int at, Type type) {
    super(at, type);
    this.condition = condition;
    this.yes = yes;
    this.no = no;
  }

  @Override
  public Datum eval(Frame frame) {
    if (!frame.pays(1)) {
      return Frame.tooCostly(at);
    }
    Datum decision = condition.eval(frame);
    return decision == Datum.TRUE
        ? yes.eval(frame)
        : decision == Datum.FALSE ? no.eval(frame) : wrong(decision, Kind.BOOL);
  }
}
