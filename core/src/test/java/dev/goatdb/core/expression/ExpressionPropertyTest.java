package dev.goatdb.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Sequence;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.decimal.Digits;
import dev.goatdb.core.expression.decimal.Reading;
import dev.goatdb.core.expression.pattern.Pattern;
import dev.goatdb.core.expression.syntax.Parser;
import dev.goatdb.core.expression.syntax.Printer;
import dev.goatdb.core.expression.syntax.Tree;
import dev.goatdb.core.expression.time.Times;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Claims about expressions that hold for every seed. */
class ExpressionPropertyTest {
  private static final Environment ENVIRONMENT =
      Environment.EMPTY
          .with("x", Types.DYN)
          .with("y", Types.INT)
          .with("tags", Types.listOf(Types.STRING))
          .with("_a1", Types.mapOf(Types.STRING, Types.DYN))
          .with("root", Types.DOUBLE)
          .offering(Environment.NOW, Environment.NEW_ID, Environment.ITEM);

  @Test
  void whatIsPrintedReadsBackAsTheSameTree() {
    Property.check(
        3000,
        chance -> {
          Tree tree = new Trees(chance).any(chance.below(5));
          String printed = Printer.print(tree);
          Tree read = Parser.parse(printed);
          assertEquals(Trees.words(tree), Trees.words(read), printed);
          assertEquals(printed, Printer.print(read));
        });
  }

  @Test
  void whateverIsEvaluatedEndsWithADatum() {
    Property.check(
        3000,
        chance -> {
          Expression expression =
              Expression.parse(Printer.print(new Trees(chance).any(chance.below(6))));
          List<Value> values = new ArrayList<>();
          for (int i = 0; i < ENVIRONMENT.names().size(); i++) {
            values.add(chance.oneIn(4) ? null : chance.value(3));
          }
          FixedScope scope = new FixedScope(values);
          int cost = chance.oneIn(3) ? chance.below(30) : 20_000;
          Datum first = expression.check(ENVIRONMENT.unchecked()).run(scope, cost);
          Datum again = expression.check(ENVIRONMENT.unchecked()).run(scope, cost);
          assertEquals(ConformanceCase.words(first), ConformanceCase.words(again));
          try {
            expression.check(ENVIRONMENT).evaluate(scope);
          } catch (GoatException.InvalidDefinition refused) {
            assertTrue(refused.getMessage().contains("line 1, column "), refused.getMessage());
          }
        });
  }

  @Test
  void evaluationEqualsThatOfADumbTwin() {
    Property.check(
        5000,
        chance -> {
          Trees trees = new Trees(chance);
          int depth = 1 + chance.below(4);
          Tree tree = chance.oneIn(2) ? trees.bool(depth, false) : trees.list(depth, false);
          Optional<Object> wanted = Twin.value(tree, List.of());
          Datum given =
              Expression.parse(Printer.print(tree))
                  .check(Environment.EMPTY)
                  .run(new FixedScope(List.of()), Bounds.COST);
          if (given instanceof Failure failure && failure.fault() == Fault.COST) {
            return;
          }
          assertEquals(wanted, plain(given), Printer.print(tree));
        });
  }

  private static Optional<Object> plain(Datum datum) {
    return switch (datum) {
      case Datum.Int number -> Optional.of(BigInteger.valueOf(number.value()));
      case Datum.Bool bool -> Optional.of(bool.value());
      case Sequence list -> {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          items.add(plain(list.at(i)).orElseThrow());
        }
        yield Optional.of(items);
      }
      default -> Optional.empty();
    };
  }

  @Test
  void noSourceLeadsToAnotherErrorThanARefusal() {
    String letters = "a1 .,()[]{}'\"\\+-*/%<>=!?:&|`eux0\n";
    Property.check(
        5000,
        chance -> {
          StringBuilder source = new StringBuilder();
          for (int i = chance.below(12); i >= 0; i--) {
            source.append(letters.charAt(chance.below(letters.length())));
          }
          try {
            Expression.parse(source.toString()).check(ENVIRONMENT);
          } catch (GoatException.InvalidDefinition refused) {
            assertTrue(refused.getMessage().contains(" column "), refused.getMessage());
          }
        });
  }

  @Test
  void doublesAreTheNearestOnesAndTheirTextIsTheShortest() {
    Property.check(
        20_000,
        chance -> {
          double number = chance.number();
          String text = Digits.of(number);
          assertEquals(number, Double.parseDouble(text), text);
          assertEquals(number, Reading.number(text), text);
          assertEquals(
              new BigDecimal(Double.toString(number)).stripTrailingZeros(),
              new BigDecimal(text).stripTrailingZeros());
          String other = digits(chance) + "." + digits(chance) + "e" + (chance.below(700) - 350);
          assertEquals(Double.parseDouble(other), Reading.number(other), other);
        });
  }

  private static String digits(Chance chance) {
    StringBuilder digits = new StringBuilder("0");
    for (int i = chance.below(25); i > 0; i--) {
      digits.append(chance.below(10));
    }
    return digits.toString();
  }

  @Test
  void halfwayBetweenTwoDoublesTheEvenOneIsRead() {
    Property.check(
        2000,
        chance -> {
          double low = Math.abs(chance.number());
          double high = Math.nextUp(low);
          if (Double.isInfinite(high)) {
            return;
          }
          BigDecimal half =
              new BigDecimal(low).add(new BigDecimal(high)).divide(BigDecimal.valueOf(2));
          assertEquals(half.doubleValue(), Reading.number(half.toString()), half.toString());
        });
  }

  @Test
  void patternsMatchAsThoseOfThePlatform() {
    Property.check(
        5000,
        chance -> {
          String pattern = pattern(chance, 3);
          Pattern own = Pattern.of(pattern);
          assertEquals("", own.problem(), pattern);
          java.util.regex.Pattern other = java.util.regex.Pattern.compile(pattern);
          for (int i = 0; i < 10; i++) {
            String text = letters(chance);
            assertEquals(other.matcher(text).find(), own.findsIn(text), pattern + " in " + text);
          }
        });
  }

  private static String letters(Chance chance) {
    StringBuilder text = new StringBuilder();
    for (int i = chance.below(8); i > 0; i--) {
      text.append("abc1 _".charAt(chance.below(6)));
    }
    return text.toString();
  }

  private static String pattern(Chance chance, int depth) {
    if (depth == 0) {
      List<String> atoms =
          List.of("a", "b", ".", "[ab]", "[^a]", "\\d", "\\W", "\\b", "\\B", "[b-c1]", "^", "1");
      return chance.oneOf(atoms);
    }
    String first = pattern(chance, depth - 1);
    return switch (chance.below(5)) {
      case 0 -> "(" + first + "|" + pattern(chance, depth - 1) + ")";
      case 1 -> "(?:" + first + ")" + chance.oneOf(List.of("*", "+", "?", "*?"));
      case 2 -> "(" + first + "){" + chance.below(3) + "," + (2 + chance.below(2)) + "}";
      default -> first + pattern(chance, depth - 1);
    };
  }

  @Test
  void timesAreThoseOfThePlatformsCalendar() {
    Property.check(
        5000,
        chance -> {
          long seconds = Math.floorMod(chance.integer(), 315_537_897_600L) - 62_135_596_800L;
          int nanos = chance.oneIn(2) ? 0 : chance.below(1_000_000_000);
          Datum.Time time = new Datum.Time(seconds, nanos);
          ZonedDateTime other = Instant.ofEpochSecond(seconds, nanos).atZone(ZoneOffset.UTC);
          String text = Times.text(time);
          assertEquals(other.toInstant(), Instant.parse(text));
          assertEquals(time, Times.parse(text), text);
          assertEquals(other.getYear(), Times.show(Times.Shown.YEAR, time, 0));
          assertEquals(other.getMonthValue() - 1, Times.show(Times.Shown.MONTH, time, 0));
          assertEquals(other.getDayOfMonth(), Times.show(Times.Shown.DATE, time, 0));
          assertEquals(other.getDayOfYear() - 1, Times.show(Times.Shown.DAY_OF_YEAR, time, 0));
          assertEquals(
              other.getDayOfWeek().getValue() % 7, Times.show(Times.Shown.DAY_OF_WEEK, time, 0));
        });
  }
}
