package dev.goatdb.web;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.core.schema.Surroundings;
import dev.goatdb.core.schema.Surroundings.Use;
import dev.goatdb.core.schema.file.PlainReader;
import dev.goatdb.core.value.Base32;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a definition in a page: {@code now()} and {@code newId()} by itself, anything
 * else by the module of expressions, where the page loaded it.
 */
final class WebExpression implements Computed {
  private static final String NOW = "now()";
  private static final String NEW_ID = "newId()";
  private static @Nullable ExpressionsPort module;

  private final String text;
  private final Surroundings surroundings;
  private final String typeName;

  private WebExpression(String text, Surroundings surroundings, String typeName) {
    this.text = text;
    this.surroundings = surroundings;
    this.typeName = typeName;
  }

  static void install(ExpressionsPort expressions) {
    module = expressions;
  }

  /**
   * The schemas of a definition file. The module of expressions, where it is loaded, says all that
   * is wrong with the file; the engine alone only what it cannot work with.
   */
  static Schemas schemas(String json) {
    if (module != null) {
      List<String> mistake = texts(module.check(json));
      if (!mistake.isEmpty()) {
        throw new GoatException.InvalidDefinition(mistake.get(0), mistake.get(1));
      }
    }
    return PlainReader.read(PageJson.read(json), WebExpression::read);
  }

  private static List<String> texts(byte[] told) {
    CborReader in = new CborReader(Octets.wrap(told));
    List<String> texts = new ArrayList<>();
    for (int left = in.array(); left > 0; left--) {
      texts.add(in.text());
    }
    return texts;
  }

  /** An expression that is not checked yet. */
  private static Computed read(String source) {
    return new WebExpression(source, Surroundings.OF_DEFAULTS, "");
  }

  @Override
  public Computed in(Surroundings wanted) {
    boolean checked = !typeName.isEmpty() && surroundings.equals(wanted);
    return checked ? this : check(text, wanted);
  }

  private static Computed check(String source, Surroundings wanted) {
    boolean timely = wanted.use() != Use.CONSTRAINT;
    if (timely && source.equals(NOW)) {
      return new WebExpression(NOW, wanted, "timestamp");
    }
    if (timely && source.equals(NEW_ID)) {
      return new WebExpression(NEW_ID, wanted, "string");
    }
    List<String> answer = texts(module(source).read(source, Spelling.of(wanted)));
    if (answer.size() > 2) {
      throw new GoatException.InvalidDefinition(answer.get(0), answer.get(1));
    }
    return new WebExpression(answer.get(0), wanted, answer.get(1));
  }

  private static ExpressionsPort module(String source) {
    ExpressionsPort loaded = module;
    if (loaded == null) {
      throw new GoatException.InvalidDefinition(
          "The expression " + source + " needs the module of expressions, which is not loaded.",
          "Run goat types again, or import '@goatdb/client/expressions' first.");
    }
    return loaded;
  }

  @Override
  public boolean fits(FieldType type) {
    if (isTimely(NOW)) {
      return type == FieldType.Scalar.INSTANT;
    }
    if (isTimely(NEW_ID)) {
      return type == FieldType.Scalar.STRING
          || type == FieldType.Scalar.REFERENCE
          || type == FieldType.Scalar.TEXT;
    }
    String where = Spelling.of(surroundings);
    return module(text).fits(text, where, Spelling.of(type));
  }

  /** Whether this is one of the two that the engine does alone. */
  private boolean isTimely(String which) {
    return text.equals(which) && surroundings.use() != Use.CONSTRAINT;
  }

  @Override
  public String typeName() {
    return typeName;
  }

  @Override
  public Result evaluate(Scope scope) {
    boolean timely = surroundings.use() != Use.CONSTRAINT;
    if (isTimely(NOW)) {
      return new Result.Given(new Value.Moment(scope.nowMillis()));
    }
    if (isTimely(NEW_ID)) {
      return new Result.Given(Value.of(Base32.encode(scope.random())));
    }
    byte[] answer =
        module(text)
            .evaluate(
                text,
                Spelling.of(surroundings),
                timely ? (double) scope.nowMillis() : 0,
                timely ? scope.random().array() : new byte[0],
                variables(scope));
    CborReader in = new CborReader(Octets.wrap(answer));
    return in.array() == 1
        ? new Result.Given(in.value())
        : new Result.Failed(in.text(), in.text(), (int) in.integer(), (int) in.integer());
  }

  /** Places and values, in turn, of the variables that the text may mention. */
  private byte[] variables(Scope scope) {
    List<String> names =
        surroundings.use() == Use.UPGRADE ? List.of(Surroundings.OLD) : surroundings.names();
    CborWriter out = new CborWriter();
    int count = 0;
    for (int place = 0; place < names.size(); place++) {
      Value value = text.contains(names.get(place)) ? scope.variable(place) : null;
      if (value != null) {
        out.integer(place).value(value);
        count += 2;
      }
    }
    return new CborWriter().array(count).raw(out.octets()).octets().array();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
