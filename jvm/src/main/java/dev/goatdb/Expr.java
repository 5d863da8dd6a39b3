package dev.goatdb;

import dev.goatdb.core.expression.Expression;

/**
 * An expression: a computed default such as {@code now()}, evaluated once by whoever creates the
 * item.
 */
public final class Expr {
  private final Expression expression;

  private Expr(Expression expression) {
    this.expression = expression;
  }

  /**
   * Reads an expression: {@code now()} or {@code newId()}. Throws {@link
   * dev.goatdb.error.GoatException.InvalidDefinition} for anything else.
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
