package dev.goatdb.core.expression;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.Base32;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;

/**
 * An expression: parsed once, evaluated against a {@link Scope}, printed back as it was written.
 */
public enum Expression {
  /** {@code now()}: the time at which the item was created. */
  NOW("now()"),
  /** {@code newId()}: a random text of 26 characters of a-z and 2-7. */
  NEW_ID("newId()");

  private final String text;

  Expression(String text) {
    this.text = text;
  }

  /** What an expression may ask for. */
  public interface Scope {
    long nowMillis();

    /** Sixteen random bytes. */
    Octets random();
  }

  /** Reads an expression; throws {@code InvalidDefinition} where it is not one. */
  public static Expression parse(String text) {
    for (Expression expression : values()) {
      if (expression.text.equals(text.trim())) {
        return expression;
      }
    }
    throw new GoatException.InvalidDefinition(
        "The expression '" + text + "' is unknown.", "Defaults may be now() or newId().");
  }

  /** The word for the type of field that can hold what this gives. */
  public String result() {
    return switch (this) {
      case NOW -> "instant";
      case NEW_ID -> "string";
    };
  }

  public Value evaluate(Scope scope) {
    return switch (this) {
      case NOW -> new Value.Moment(scope.nowMillis());
      case NEW_ID -> Value.of(Base32.encode(scope.random()));
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
