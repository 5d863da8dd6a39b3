package dev.goatdb.web;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.value.Base32;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A computed default in a page: {@code now()} and {@code newId()} by itself, anything else by the
 * module of expressions, where the page loaded it.
 */
final class WebDefault implements Computed {
  private static final String NOW = "now()";
  private static final String NEW_ID = "newId()";
  private static @Nullable ExpressionsPort module;

  private final String printed;
  private final String typeName;
  private final List<String> fields;

  private WebDefault(String printed, String typeName, List<String> fields) {
    this.printed = printed;
    this.typeName = typeName;
    this.fields = fields;
  }

  static void install(ExpressionsPort expressions) {
    module = expressions;
  }

  /** Reads a default; throws {@code InvalidDefinition} for what is none, or needs the module. */
  static Computed read(String source) {
    if (source.equals(NOW)) {
      return new WebDefault(NOW, "timestamp", List.of(FieldType.Scalar.INSTANT.phrase()));
    }
    if (source.equals(NEW_ID)) {
      return new WebDefault(NEW_ID, "string", List.of(FieldType.Scalar.STRING.phrase()));
    }
    CborReader in = new CborReader(Octets.wrap(module(source).read(source)));
    List<String> answer = new ArrayList<>();
    for (int left = in.array(); left > 0; left--) {
      answer.add(in.text());
    }
    if (answer.size() == 2) {
      throw new GoatException.InvalidDefinition(answer.get(0), answer.get(1));
    }
    return new WebDefault(answer.get(0), answer.get(1), answer.subList(3, answer.size()));
  }

  private static ExpressionsPort module(String source) {
    ExpressionsPort loaded = module;
    if (loaded == null) {
      throw new GoatException.InvalidDefinition(
          "The default " + source + " needs the module of expressions, which is not loaded.",
          "Run goat types again, or import '@goatdb/client/expressions' first.");
    }
    return loaded;
  }

  @Override
  public boolean fits(FieldType type) {
    return fields.contains(type.phrase());
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public Result evaluate(Scope scope) {
    if (printed.equals(NOW)) {
      return new Result.Given(new Value.Moment(scope.nowMillis()));
    }
    if (printed.equals(NEW_ID)) {
      return new Result.Given(Value.of(Base32.encode(scope.random())));
    }
    double now = (double) scope.nowMillis();
    byte[] answer = module(printed).evaluate(printed, now, scope.random().array());
    CborReader in = new CborReader(Octets.wrap(answer));
    return in.array() == 1
        ? new Result.Given(in.value())
        : new Result.Failed(in.text(), in.text(), (int) in.integer(), (int) in.integer());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebDefault that && printed.equals(that.printed);
  }

  @Override
  public int hashCode() {
    return printed.hashCode();
  }

  @Override
  public String toString() {
    return printed;
  }
}
