package dev.goatdb.web;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;

/**
 * What the module of expressions exports. Answers are CBOR, for the two modules share no objects;
 * the engine asks through {@link ExpressionsPort}.
 */
public final class ExpressionsModule {
  /** What was checked, by surroundings and text: as many as the definitions of a page have. */
  private static final Map<String, ParsedExpression> CHECKED = new HashMap<>();

  private ExpressionsModule() {}

  /** Checks a definition file: the first mistake and its remedy, or nothing. */
  @JSExport
  @JSByRef
  public static byte[] check(String definition) {
    List<String> answer = new ArrayList<>();
    try {
      GoatFile.parse(definition);
    } catch (GoatException.InvalidDefinition wrong) {
      refuse(answer, wrong);
    }
    return texts(answer);
  }

  /**
   * Reads and checks an expression: its print and the type of its result in words; or what is
   * wrong, its remedy, and an empty text.
   */
  @JSExport
  @JSByRef
  public static byte[] read(String source, String surroundings) {
    List<String> answer = new ArrayList<>();
    try {
      ParsedExpression read = checked(source, surroundings);
      answer.add(read.toString());
      answer.add(read.typeName());
    } catch (GoatException.InvalidDefinition refused) {
      refuse(answer, refused);
      answer.add("");
    }
    return texts(answer);
  }

  private static void refuse(List<String> answer, GoatException refused) {
    String message = refused.getMessage();
    int end = message.length() - refused.remedy().length() - 1;
    answer.add(message.substring(0, end));
    answer.add(refused.remedy());
  }

  private static byte[] texts(List<String> texts) {
    CborWriter out = new CborWriter().array(texts.size());
    texts.forEach(out::text);
    return out.octets().array();
  }

  private static ParsedExpression checked(String source, String surroundings) {
    String key = surroundings + '\n' + source;
    ParsedExpression known = CHECKED.get(key);
    if (known == null) {
      known = ParsedExpression.parse(source).in(Spelling.read(surroundings));
      CHECKED.put(key, known);
    }
    return known;
  }

  /**
   * Whether what an expression gives may be written to a field of a type, which is spelled as in
   * surroundings.
   */
  @JSExport
  public static boolean fits(String printed, String surroundings, String type) {
    return checked(printed, surroundings).fits(Spelling.type(type));
  }

  /**
   * Evaluates an expression from its print: its value; or the code of its failure, the detail, line
   * and column. The variables are an array of places and values, in turn.
   */
  @JSExport
  @JSByRef
  public static byte[] evaluate(
      String printed,
      String surroundings,
      double nowMillis,
      @JSByRef(optional = true) byte[] random,
      @JSByRef(optional = true) byte[] variables) {
    Map<Integer, Value> values = new HashMap<>();
    CborReader in = new CborReader(Octets.of(variables));
    for (int left = in.array(); left > 0; left -= 2) {
      values.put((int) in.integer(), in.value());
    }
    Moment scope = new Moment((long) nowMillis, Octets.of(random), values);
    CborWriter out = new CborWriter();
    switch (checked(printed, surroundings).evaluate(scope)) {
      case Result.Given given -> out.array(1).value(given.value());
      case Result.Failed failed ->
          out.array(4)
              .text(failed.code())
              .text(failed.detail())
              .integer(failed.line())
              .integer(failed.column());
      case Result.Asks asks -> throw new IllegalStateException("A definition asks for an item.");
    }
    return out.octets().array();
  }

  /** What an expression of a definition may ask for. */
  private record Moment(long nowMillis, Octets random, Map<Integer, Value> values)
      implements Scope {
    @Override
    public @Nullable Value variable(int place) {
      return values.get(place);
    }

    @Override
    public Lookup item(String path) {
      return Lookup.ABSENT;
    }
  }
}
