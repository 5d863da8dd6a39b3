package dev.goatdb.web;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.ExpressionDefault;
import dev.goatdb.core.schema.FieldType;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/**
 * What the module of expressions exports. Answers are CBOR, for the two modules share no objects;
 * the engine asks through {@link ExpressionsPort}.
 */
public final class ExpressionsModule {
  private static @Nullable ExpressionDefault last;

  private ExpressionsModule() {}

  /**
   * Reads and checks a default: what is wrong and its remedy; or its print, the type of its result
   * in words, an empty text, and the phrases of the field types that it fits.
   */
  @JSExport
  @JSByRef
  public static byte[] read(String source) {
    List<String> answer = new ArrayList<>();
    try {
      ExpressionDefault read = ExpressionDefault.parse(source);
      last = read;
      answer.add(read.toString());
      answer.add(read.typeName());
      answer.add("");
      for (FieldType.Scalar scalar : FieldType.Scalar.values()) {
        addIfFits(answer, read, scalar);
        addIfFits(answer, read, new FieldType.SetOf(scalar));
        addIfFits(answer, read, new FieldType.MapOf(scalar));
      }
    } catch (GoatException.InvalidDefinition refused) {
      answer.clear();
      answer.add(refused.getMessage());
      answer.add(refused.remedy());
    }
    CborWriter out = new CborWriter().array(answer.size());
    answer.forEach(out::text);
    return out.octets().array();
  }

  private static void addIfFits(List<String> answer, ExpressionDefault read, FieldType type) {
    if (read.fits(type)) {
      answer.add(type.phrase());
    }
  }

  /**
   * Evaluates a default from its print: its value; or the code of its failure, the detail, line and
   * column.
   */
  @JSExport
  @JSByRef
  public static byte[] evaluate(
      String printed, double nowMillis, @JSByRef(optional = true) byte[] random) {
    ExpressionDefault read = last;
    if (read == null || !read.toString().equals(printed)) {
      read = ExpressionDefault.parse(printed);
      last = read;
    }
    CborWriter out = new CborWriter();
    switch (read.evaluate(new Moment((long) nowMillis, Octets.of(random)))) {
      case Result.Given given -> out.array(1).value(given.value());
      case Result.Failed failed ->
          out.array(4)
              .text(failed.code())
              .text(failed.detail())
              .integer(failed.line())
              .integer(failed.column());
      case Result.Asks asks -> throw new IllegalStateException("A default asks for an item.");
    }
    return out.octets().array();
  }

  /** What a default may ask for. */
  private record Moment(long nowMillis, Octets random) implements Scope {
    @Override
    public @Nullable Value variable(int place) {
      return null;
    }

    @Override
    public Lookup item(String path) {
      return Lookup.ABSENT;
    }
  }
}
