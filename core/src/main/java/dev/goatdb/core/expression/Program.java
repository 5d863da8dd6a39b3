package dev.goatdb.core.expression;

import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Storable;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.run.Frame;
import dev.goatdb.core.expression.run.Node;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.expression.syntax.Problem;
import dev.goatdb.core.value.Value;

/**
 * An expression that was checked: it can be evaluated in any scope of its environment, at the same
 * time by several threads.
 */
public final class Program {
  private final String source;
  private final Environment environment;
  private final Node root;
  private final int locals;

  Program(String source, Environment environment, Node root, int locals) {
    this.source = source;
    this.environment = environment;
    this.root = root;
    this.locals = locals;
  }

  Environment environment() {
    return environment;
  }

  /** What every result is, as far as that is known before. */
  public Type type() {
    return root.type();
  }

  /** Evaluates within the cost that is everybody's limit; never throws. */
  public Result evaluate(Scope scope) {
    Datum datum = run(scope, Bounds.COST);
    if (datum instanceof Failure failure) {
      return failed(failure);
    }
    Value value = Storable.of(datum);
    return value != null
        ? new Result.Given(value)
        : failed(
            new Failure(
                Fault.NOT_STORABLE,
                root.at(),
                "the result, a " + datum.kind().phrase() + ", is nothing that can be stored"));
  }

  /** Whether it gives true; whatever else it gives, and every failure, is a no. */
  public boolean holds(Scope scope) {
    return run(scope, Bounds.COST) instanceof Datum.Bool decision && decision.value();
  }

  /** Evaluates within a cost of so many units; a failure is a datum as well. */
  public Datum run(Scope scope, int cost) {
    Frame frame = new Frame(scope, locals, cost);
    Datum datum = root.eval(frame);
    return frame.exhausted()
        ? new Failure(Fault.COST, root.at(), "the evaluation costs more than " + cost + " units")
        : datum;
  }

  private Result failed(Failure failure) {
    return failure.fault() == Fault.ASKS
        ? new Result.Asks(failure.detail())
        : new Result.Failed(
            failure.fault().code(),
            failure.detail(),
            Problem.line(source, failure.at()),
            Problem.column(source, failure.at()));
  }
}
