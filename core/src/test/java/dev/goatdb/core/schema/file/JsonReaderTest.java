package dev.goatdb.core.schema.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.property.Property;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON in, values out; errors name line and column. */
class JsonReaderTest {
  @Test
  void everythingOfJsonIsRead() {
    Value expected =
        Value.dictOf(
            Map.of(
                "a", Value.arrayOf(Value.of(1L), Value.of(-2.5), Value.of(0L)),
                "b", Value.dictOf(Map.of()),
                "", Value.arrayOf(Value.TRUE, Value.FALSE, Value.NULL),
                "t", Value.of("\"\\/\b\f\n\r\té🐐é")));
    String json =
        """
        { "a" : [1, -2.5e0, -0], "b": {}, "": [true,false,null],
          "t": "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\udc10é" }
        """;
    assertEquals(expected, JsonReader.parse(json));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1",
    "1e3, 1000",
    "1E+2, 100",
    "1.5e1, 15",
    "100e-2, 1",
    "999999999999999999, 999999999999999999",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9007199254740993, 9007199254740993",
    "1.0, 1"
  })
  void wholeNumbersAreIntegers(String json, long expected) {
    assertEquals(Value.of(expected), JsonReader.parse(json));
  }

  @Test
  void fractionsAreReadAsTheJdkReadsThem() {
    Property.check(
        5_000,
        chance -> {
          String text =
              (chance.oneIn(2) ? "-" : "")
                  + chance.below(1_000_000)
                  + "."
                  + chance.below(1_000_000_000)
                  + chance.below(1_000_000_000)
                  + (chance.oneIn(2) ? "" : "e" + (chance.below(600) - 310));
          double expected = Double.parseDouble(text);
          if (Double.isFinite(expected)) {
            assertEquals(Value.of(expected), JsonReader.parse(text));
          }
        });
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    Property.check(
        5_000,
        chance -> {
          Value value =
              switch (chance.below(4)) {
                case 0 -> Value.of(chance.number());
                case 1 -> Value.of(chance.integer());
                case 2 -> Value.of(chance.text(20));
                default ->
                    Value.dictOf(Map.of(chance.text(5), Value.arrayOf(Value.TRUE, Value.NULL)));
              };
          assertEquals(value, JsonReader.parse(JsonWriter.write(value)));
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "^^ | 1 | 1 | ends too early",
        "[1,~  x] | 2 | 3 | a value was expected",
        "{~~ \"a\" 1} | 3 | 6 | ':' was expected",
        "{\"a\":1,} | 1 | 8 | a key in double quotes",
        "{a:1} | 1 | 2 | a key in double quotes",
        "[1 2] | 1 | 4 | ',' was expected",
        "[1,] | 1 | 4 | a value was expected",
        "1 1 | 1 | 3 | something follows",
        "\"a | 1 | 3 | ends too early",
        "\"a~b\" | 1 | 3 | control character",
        "\"\\x\" | 1 | 4 | not an escape",
        "\"\\u12g4\" | 1 | 6 | hexadecimal",
        "\"\\u\u0663\u0663\u0663\u0663\" | 1 | 4 | hexadecimal",
        "\"\\ud800\" | 1 | 9 | surrogate",
        "\"\\udc00\\ud800\" | 1 | 15 | surrogate",
        "01 | 1 | 3 | a zero too many",
        "-00.5 | 1 | 4 | a zero too many",
        "- | 1 | 2 | a value was expected",
        "1. | 1 | 3 | digits of a fraction",
        ".5 | 1 | 1 | a value was expected",
        "+1 | 1 | 1 | a value was expected",
        "1e | 1 | 3 | exponent",
        "1e+ | 1 | 4 | exponent",
        "1e309 | 1 | 6 | too large",
        "-1e9999999999 | 1 | 14 | too large",
        "tru | 1 | 1 | a value was expected",
        "nul | 1 | 1 | a value was expected",
        "NaN | 1 | 1 | a value was expected",
        "{\"a\":1,\"a\":2} | 1 | 8 | stands twice"
      })
  void whatIsWrongIsNamedWithLineAndColumn(String json, int line, int column, String what) {
    String message = refusal(json.replace('~', '\n')).getMessage();
    assertTrue(message.startsWith("Line " + line + ", column " + column + ": "), message);
    assertTrue(message.contains(what), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void whatNestsTooDeepIsRefused(String opening) {
    assertTrue(refusal(opening.repeat(20_000)).getMessage().contains("too deep"));
  }

  @Test
  void brokenTextGivesNothingButOneKindOfError() {
    String good = "{\"a\": [1, -2.5e3, true, \"x\\u00e9\\n\"], \"b\": {\"c\": null}}";
    List<Character> ends =
        List.of('{', '}', '[', ']', '"', ',', ':', '\\', '-', 'e', '.', '0', 'u');
    Property.check(
        20_000,
        chance -> {
          StringBuilder text = new StringBuilder(good);
          for (int i = chance.below(4); i >= 0; i--) {
            text.setCharAt(chance.below(text.length()), chance.oneOf(ends));
          }
          try {
            JsonReader.parse(text.toString());
          } catch (GoatException.InvalidDefinition refused) {
            assertTrue(refused.getMessage().startsWith("Line 1, column "), refused.getMessage());
          }
        });
  }

  private static GoatException refusal(String json) {
    return assertThrows(GoatException.InvalidDefinition.class, () -> JsonReader.parse(json));
  }
}
