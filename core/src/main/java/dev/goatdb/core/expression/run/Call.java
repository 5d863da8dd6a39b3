package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Type;
import org.jspecify.annotations.Nullable;

/** An operator or function of one or two parts; a failure of a part is that of the whole. */
public final class Call extends Node {
  private final Op op;
  private final Node first;
  private final @Nullable Node second;

  public Call(Op op, Node first, @Nullable Node second, int at, Type type) {
    super(at, type);
    this.op = op;
    this.first = first;
    this.second = second;
  }

  @Override
  public Datum eval(Frame frame) {
    if (!frame.pays(1)) {
      return Frame.tooCostly(at);
    }
    Datum x = first.eval(frame);
    if (x instanceof Failure) {
      return x;
    }
    if (second == null) {
      return Operations.unary(op, x, at, frame);
    }
    Datum y = second.eval(frame);
    return y instanceof Failure ? y : Operations.binary(op, x, y, at, frame);
  }
}
