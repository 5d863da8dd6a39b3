package dev.goatdb;

import dev.goatdb.core.expression.Expression;

/**
 * An expression: a computed default such as {@code now()}, a constraint such as {@code size(value)
 * > 0}, or what an upgrade sets, such as {@code old.title}.
 */
public final class Expr {
  private final Expression expression;

  private Expr(Expression expression) {
    this.expression = expression;
  }

  /**
   * Reads an expression, such as {@code now() + duration('24h')}; docs/guide/expressions.md says
   * what there is. Throws {@link dev.goatdb.error.GoatException.InvalidDefinition} with line and
   * column where it is none; names and types are checked where it is used.
   */
  public static Expr expr(String text) {
    return new Expr(Expression.parse(text));
  }

  Expression expression() {
    return expression;
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
