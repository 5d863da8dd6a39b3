package dev.goatdb.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an expression promises to those who load and evaluate it. */
class ExpressionTest {
  private static final Environment ENVIRONMENT =
      Environment.EMPTY
          .with("title", Types.STRING)
          .with("price", Types.DOUBLE)
          .with(
              "session",
              new Type.Fields(Map.of("user", Types.STRING, "roles", Types.listOf(Types.STRING))))
          .offering(Environment.NOW, Environment.NEW_ID, Environment.ITEM);

  private static Result evaluate(String source, Value... values) {
    List<Value> padded = Arrays.asList(Arrays.copyOf(values, 3));
    return Expression.parse(source).check(ENVIRONMENT).evaluate(new FixedScope(padded));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          size(titel) > 0            | column 6: 'titel' is not known          | Write 'title'.
          sesion.user == ''          | column 1: 'sesion' is not known         | Write 'session'.
          session.usr == ''          | column 9: there is no field 'usr'       | Write 'user'.
          title.startsWit('a')       | column 7: the function '.startsWit'     | Write 'startsWith'.
          sizes(title)               | column 1: the function 'sizes'          | Write 'size'.
          title + 1                  | column 7: '+' does not take string      | It takes: int and int
          title && true              | column 1: a side of '&&' is string      | Compare it
          title == 1                 | column 7: '==' does not take string     | It takes
          title.x                    | column 7: a string has no field 'x'     | Only maps
          title.matches('a(')        | column 15: a '(' is not closed          | See the guide
          title in                   | the expression ends where a value       | Complete
          for == 1                   | 'for' stands where a name that is not   | Complete
          has(title)                 | has() is not given one field            | has(item.field)
          [1].map(1, 2)              | column 9: map() needs a name            | with x in
          """)
  void whatCannotWorkIsRefusedWithThePlaceAndTheRemedy(String source, String what, String remedy) {
    GoatException refused =
        assertThrows(GoatException.InvalidDefinition.class, () -> evaluate(source));
    assertTrue(refused.getMessage().contains("line 1, "), refused.getMessage());
    assertTrue(refused.getMessage().contains(what), refused.getMessage());
    assertTrue(refused.remedy().contains(remedy), refused.remedy());
  }

  @Test
  void aFailureSaysLineAndColumn() {
    Result result = evaluate("title ==\n  'a' ||\n  1 / (size(title) - 1) > 0", Value.of("x"));
    Result.Failed failed = assertInstanceOf(Result.Failed.class, result);
    assertEquals("division-by-zero", failed.code());
    assertEquals("the divisor is 0 (line 3, column 5)", failed.message());
  }

  @Test
  void wholeNumbersOfAFieldOfNumbersAreDoubles() {
    assertEquals(
        new Result.Given(Value.of(1.5)), evaluate("price / 2.0", Value.of(""), Value.of(3)));
  }

  @Test
  void aDeclaredFieldWithoutAValueIsNull() {
    Value session = Value.dictOf(Map.of("user", Value.of("ada")));
    Value none = Value.of("");
    assertEquals(
        new Result.Given(Value.TRUE),
        evaluate("session.roles == null && !has(session.roles)", none, none, session));
    assertEquals(new Result.Given(Value.TRUE), evaluate("title == null"));
  }

  @Test
  void whatMustBeLoadedIsAskedForUnlessTheAnswerDoesNotDependOnIt() {
    Result.Asks asks = new Result.Asks("/far/a/b");
    assertEquals(asks, evaluate("item('/far/a/b').open"));
    assertEquals(asks, evaluate("1 / 0 == 1 || item('/far/a/b').open"));
    assertEquals(asks, evaluate("[1, 0].exists(x, 1 / x > 2 || item('/far/a/b').open)"));
    assertEquals(new Result.Given(Value.FALSE), evaluate("item('/far/a/b').open && false"));
    assertEquals(new Result.Given(Value.of("/known/a/b")), evaluate("item('/known/a/b').path"));
    assertEquals(new Result.Given(Value.TRUE), evaluate("item('/none/a/b') == null"));
  }

  @Test
  void aFailureDoesNotHold() {
    Program program = Expression.parse("1 / size(title) > 0").check(ENVIRONMENT);
    assertFalse(program.holds(new FixedScope(List.of(Value.of("")))));
    assertTrue(program.holds(new FixedScope(List.of(Value.of("a")))));
  }

  @Test
  void anEvaluationEndsWhenItsCostIsSpentWhateverStandsAround() {
    String loop = "[1,2,3,4,5,6,7,8,9,10]";
    String nested = "true";
    for (int i = 0; i < 12; i++) {
      nested = loop + ".all(x" + i + ", " + nested + ")";
    }
    for (String source : List.of(nested, nested + " || true", "!(" + nested + ") && false")) {
      Result.Failed failed = assertInstanceOf(Result.Failed.class, evaluate(source), source);
      assertEquals("too-costly", failed.code());
    }
  }

  @Test
  void expensiveTextsAreNotEvenBegun() {
    String longText = "a".repeat(200_000);
    FixedScope scope = new FixedScope(Arrays.asList(Value.of(longText), null, null));
    for (String source :
        List.of(
            "title.contains(title)",
            "title.matches('(a|b|c|d){20}x')",
            "[title, title].map(t, t + t + t + t + t + t + t + t).map(t, t + t + t + t) == []")) {
      Datum datum = Expression.parse(source).check(ENVIRONMENT).run(scope, Bounds.COST);
      assertEquals(Fault.COST, assertInstanceOf(Failure.class, datum).fault(), source);
    }
  }

  @Test
  void whatIsNoValueIsNotStorable() {
    for (String source :
        List.of("duration('1s')", "type(1)", "0.0 / 0.0", "18446744073709551615u", "{1: 2}")) {
      Result.Failed failed = assertInstanceOf(Result.Failed.class, evaluate(source), source);
      assertEquals("not-storable", failed.code());
    }
  }

  @Test
  void expressionsAreEqualIfTheySayTheSame() {
    assertEquals(Expression.parse("1+2"), Expression.parse("1 + (2)"));
    assertEquals("now()", Expression.parse(" now( ) ").toString());
    Expression expression = Expression.parse("title");
    assertSame(expression.check(ENVIRONMENT), expression.check(ENVIRONMENT));
  }

  @Test
  void nothingNestsDeeperThanTheLimit() {
    Expression.parse("(".repeat(199) + "1" + ")".repeat(199));
    Expression.parse("1" + " + 1".repeat(199));
    for (String source :
        List.of(
            "(".repeat(5000),
            "!".repeat(5000) + "true",
            "[".repeat(4000),
            "1" + "+1".repeat(300),
            "a" + ".b".repeat(300),
            "a" + "[0]".repeat(300),
            "1 ".repeat(5000))) {
      assertThrows(GoatException.InvalidDefinition.class, () -> Expression.parse(source));
    }
  }
}
