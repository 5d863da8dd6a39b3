package dev.goatdb.core.golden;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Storable;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions: a source is read with variables, each a name, a type and a value, printed, and
 * evaluated. The output is the print, the kind of the result, the result, and of a failure its
 * code, place and detail; or the message that refuses the source.
 */
final class ExpressionVector {
  private ExpressionVector() {}

  static Octets run(Description in) {
    Environment environment = Environment.EMPTY.offering("now", "newId", "item");
    List<Value> values = new ArrayList<>();
    for (Value variable : in.list("variables")) {
      List<Value> parts = Recipe.list(variable);
      environment = environment.with(Recipe.text(parts.get(0)), type(Recipe.text(parts.get(1))));
      values.add(Recipe.cook(parts.get(2)));
    }
    if (in.has("unchecked")) {
      environment = environment.unchecked();
    }
    CborWriter out = new CborWriter();
    Expression expression;
    Datum datum;
    try {
      expression = Expression.parse(in.text("source", ""));
      int cost = (int) in.integer("cost", Bounds.COST);
      datum = expression.check(environment).run(new Still(values), cost);
    } catch (GoatException.InvalidDefinition refused) {
      return out.array(1).text(refused.getMessage()).octets();
    }
    out.array(5).text(expression.toString());
    if (datum instanceof Failure failure) {
      out.text(failure.fault().code()).integer(failure.at()).text(failure.detail());
      return out.text(Expression.parse(expression.toString()).toString()).octets();
    }
    Value value = Storable.of(datum);
    out.text(datum.kind().word()).integer(-1).value(value == null ? Value.of("none") : value);
    return out.text(Expression.parse(expression.toString()).toString()).octets();
  }

  private static Type type(String word) {
    return switch (word) {
      case "int" -> Types.INT;
      case "double" -> Types.DOUBLE;
      case "string" -> Types.STRING;
      case "bool" -> Types.BOOL;
      case "timestamp" -> Types.TIMESTAMP;
      case "strings" -> Types.listOf(Types.STRING);
      case "map" -> Types.mapOf(Types.STRING, Types.DYN);
      default -> Types.DYN;
    };
  }

  /** Variables, a clock that stands still, chance that is always the same, and no items. */
  private record Still(List<Value> values) implements Scope {
    @Override
    public @Nullable Value variable(int place) {
      Value value = values.get(place);
      return value instanceof Value.Null ? null : value;
    }

    @Override
    public long nowMillis() {
      return 1_700_000_000_123L;
    }

    @Override
    public Octets random() {
      return Golden.id(1).prefix(16);
    }

    @Override
    public Lookup item(String path) {
      return path.startsWith("/far/") ? Lookup.UNKNOWN : Lookup.ABSENT;
    }
  }
}
