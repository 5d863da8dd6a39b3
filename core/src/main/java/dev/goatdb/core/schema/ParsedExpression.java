package dev.goatdb.core.schema;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.Program;
import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.error.Invariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An expression of a definition where the language itself is at hand. */
public final class ParsedExpression implements Computed {
  private static final Environment DEFAULTS =
      Environment.EMPTY.offering(Environment.NOW, Environment.NEW_ID);

  private final Expression expression;
  private final @Nullable Surroundings surroundings;
  private final @Nullable Program program;

  private ParsedExpression(
      Expression expression, @Nullable Surroundings surroundings, @Nullable Program program) {
    this.expression = expression;
    this.surroundings = surroundings;
    this.program = program;
  }

  /** Reads an expression; throws {@code InvalidDefinition} where it is none. */
  public static ParsedExpression parse(String source) {
    return of(Expression.parse(source));
  }

  /** An expression that was read before. */
  public static ParsedExpression of(Expression expression) {
    return new ParsedExpression(expression, null, null);
  }

  @Override
  public ParsedExpression in(Surroundings wanted) {
    return wanted.equals(surroundings)
        ? this
        : new ParsedExpression(expression, wanted, expression.check(environment(wanted)));
  }

  private static Environment environment(Surroundings surroundings) {
    return switch (surroundings.use()) {
      case DEFAULT -> DEFAULTS;
      case CONSTRAINT -> {
        List<Type> types = new ArrayList<>(surroundings.types().size());
        surroundings.types().forEach(type -> types.add(type.inExpressions()));
        yield Environment.EMPTY.with(surroundings.names(), types);
      }
      case UPGRADE -> {
        Map<String, Type> fields = new TreeMap<>();
        for (int i = 0; i < surroundings.names().size(); i++) {
          fields.put(surroundings.names().get(i), surroundings.types().get(i).inExpressions());
        }
        yield DEFAULTS.with(Surroundings.OLD, new Type.Fields(fields));
      }
    };
  }

  private Program program() {
    Invariant.check(program != null, "an expression is checked before it is used");
    return Objects.requireNonNull(program);
  }

  @Override
  public boolean fits(FieldType type) {
    return type.takes(program().type());
  }

  @Override
  public String typeName() {
    return program().type().name();
  }

  @Override
  public Result evaluate(Scope scope) {
    return program().evaluate(scope);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParsedExpression that && expression.equals(that.expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  @Override
  public String toString() {
    return expression.toString();
  }
}
