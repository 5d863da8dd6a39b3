package dev.goatdb.core.schema;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.run.Scope;

/** An expression as a default. */
public record ExpressionDefault(Expression expression) implements Computed {
  /** What the expressions of defaults may use. */
  private static final Environment DEFAULTS =
      Environment.EMPTY.offering(Environment.NOW, Environment.NEW_ID);

  /** Reads and checks an expression; throws {@code InvalidDefinition} where it is none. */
  public static ExpressionDefault parse(String source) {
    return new ExpressionDefault(Expression.parse(source));
  }

  public ExpressionDefault {
    expression.check(DEFAULTS);
  }

  @Override
  public boolean fits(FieldType type) {
    return type.takes(expression.check(DEFAULTS).type());
  }

  @Override
  public String typeName() {
    return expression.check(DEFAULTS).type().name();
  }

  @Override
  public Result evaluate(Scope scope) {
    return expression.check(DEFAULTS).evaluate(scope);
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
