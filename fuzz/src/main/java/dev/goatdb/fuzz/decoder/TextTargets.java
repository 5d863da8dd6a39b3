package dev.goatdb.fuzz.decoder;

import static dev.goatdb.fuzz.decoder.Target.require;
import static dev.goatdb.fuzz.decoder.Target.succeeds;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.Trees;
import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.pattern.Pattern;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.expression.syntax.Printer;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.schema.file.Definitions;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.core.schema.file.JsonReader;
import dev.goatdb.core.schema.file.Mistake;
import dev.goatdb.core.value.Canonical;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import dev.goatdb.server.importer.ItemReader;
import dev.goatdb.server.importer.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people write: expressions, patterns, JSON, definition files, lines to import. */
final class TextTargets {
  private static final Set<String> INVALID = Set.of("invalid-definition");
  private static final Environment VARIABLES =
      Environment.EMPTY
          .with("x", Types.DYN)
          .with("y", Types.DYN)
          .with("tags", Types.DYN)
          .offering(Environment.NOW, Environment.NEW_ID, Environment.ITEM);

  private TextTargets() {}

  static List<Target<?>> all() {
    return List.of(
        Target.of(
                "expression",
                INVALID,
                bytes -> Expression.parse(Shapes.text(bytes)),
                (expression, bytes) -> check(expression),
                TextTargets::expressions)
            .within(500, 1 << 20),
        Target.of(
                "pattern",
                Set.of(),
                TextTargets::matches,
                (found, bytes) -> {},
                () -> Seeds.texts(PATTERNS))
            .within(500, 1 << 20),
        Target.of(
            "json",
            INVALID,
            bytes -> JsonReader.parse(Shapes.text(bytes)),
            (value, bytes) ->
                require(
                    Canonical.decode(Canonical.encode(value).array()).equals(value),
                    "has a value without a canonical form"),
            TextTargets::json),
        Target.of(
                "definition",
                INVALID,
                bytes -> GoatFile.parse(Shapes.text(bytes)),
                TextTargets::checkDefinition,
                TextTargets::definitions)
            .within(4_000, 4 << 20),
        Target.of(
                "import",
                Set.of(),
                TextTargets::lines,
                (count, bytes) -> {},
                () -> Seeds.texts(LINES))
            .within(200, 1 << 20));
  }

  private static List<Octets> expressions() {
    List<Octets> expressions = new ArrayList<>();
    for (int seed = 1; seed <= 60; seed++) {
      Trees trees = new Trees(new Chance(seed));
      expressions.add(
          Shapes.utf8(Printer.print(seed % 2 == 0 ? trees.any(3) : trees.bool(3, false))));
    }
    for (Octets vector : Seeds.vectors("expressions")) {
      if (Seeds.value(vector).orElse(Value.NULL) instanceof Value.Dict dict
          && dict.entries().get("source") instanceof Value.Str source) {
        expressions.add(Shapes.utf8(source.value()));
      }
    }
    return expressions;
  }

  /** What is printed says the same, and an evaluation gives something. */
  private static void check(Expression expression) {
    String printed = expression.toString();
    if (printed.length() <= Bounds.SOURCE) {
      Expression again = Expression.parse(printed);
      require(again.toString().equals(printed), "is printed as " + again + " the second time");
      require(again.equals(expression), "differs from what is printed");
    }
    Scope scope = new EmptyScope();
    succeeds("invalid-definition", () -> expression.check(VARIABLES).evaluate(scope));
    expression.check(VARIABLES.unchecked()).evaluate(scope);
  }

  /** A scope with values of three kinds. */
  private record EmptyScope() implements Scope {
    private static final List<Value> VALUES =
        List.of(
            Value.of(7L),
            Value.of("a text"),
            Value.setOf(List.of(Value.of("a"), Value.of(2L), Value.NULL)));

    @Override
    public Value variable(int place) {
      return VALUES.get(place);
    }

    @Override
    public long nowMillis() {
      return 1_700_000_000_123L;
    }

    @Override
    public Octets random() {
      return Octets.wrap(new byte[16]);
    }

    @Override
    public Lookup item(String path) {
      return path.length() % 2 == 0 ? Lookup.ABSENT : Lookup.UNKNOWN;
    }
  }

  private static final List<String> PATTERNS =
      List.of(
          "(a+)+$\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
          "^(\\w+\\s?)*$\nsome words and then a sign?",
          "[a-z0-9._%+-]+@[a-z]{2,6}\nnobody@example.org",
          "(a|b|ab)*c|x{3,5}y?\nababababac",
          "(?i)\\bgoat\\b\nThe Goat.",
          "[^\\d\\s]{10,20}(x?){50}\nabcdefghijklmnop");

  /** The first line is the pattern, all others are the text. */
  private static Optional<Boolean> matches(Octets bytes) {
    String text = Shapes.text(bytes);
    int end = text.indexOf('\n');
    Pattern pattern = Pattern.of(end < 0 ? text : text.substring(0, end));
    return pattern.problem().isEmpty()
        ? Optional.of(pattern.findsIn(text.substring(end + 1)))
        : Optional.empty();
  }

  private static List<Octets> json() {
    List<Octets> json = new ArrayList<>(definitions());
    json.addAll(
        Seeds.texts(
            List.of(
                "[1, -0, 1.5e3, 9223372036854775807, 1e-400, 0.1]",
                "{\"a\": [true, false, null], \"\\u00e4\\n\": \"\\ud83d\\ude00\"}",
                "123456789012345678901234567890.5e-10")));
    return json;
  }

  private static List<Octets> definitions() {
    List<Octets> definitions =
        new ArrayList<>(
            Seeds.random(12, chance -> Shapes.utf8(new Definitions(chance).file().toJson())));
    definitions.addAll(Seeds.pieces("/definitions/good.txt"));
    definitions.addAll(Seeds.pieces("/definitions/bad.txt"));
    return definitions;
  }

  private static void checkDefinition(GoatFile file, Octets bytes) {
    String json = Shapes.text(bytes);
    List<Mistake> mistakes = GoatFile.mistakes(json);
    require(mistakes.isEmpty(), "has mistakes all the same: " + mistakes);
    String written = file.toJson();
    GoatFile again = GoatFile.parse(written);
    require(again.toJson().equals(written), "is written in two ways");
    require(again.schemas().all().equals(file.schemas().all()), "differs from what is written");
    require(
        Definitions.plainly(json).all().equals(file.schemas().all()), "is another one in a page");
  }

  private static final List<String> LINES =
      List.of(
          "{\"text\": \"milk\", \"done\": true, \"n\": 3}\n\n{\"tags\": [\"a\", \"b\"]}",
          "{\"at\": \"2024-02-29T12:00:00Z\", \"icon\": \"AAEC_w\", \"x\": 1.5e300}",
          "{\"by\": {\"a\": 1}, \"to\": \"/data/todos/milk\", \"votes\": -2, \"text\": null}",
          "{\"n\": 9007199254740993, \"deep\": {\"a\": [[1], []]}}\n[1]\nnull\n\"a\"");

  private static final ItemReader READER =
      new ItemReader(
          dev.goatdb.GoatFile.parse(
                  "{\"schemas\": {\"all\": [{\"version\": 1, \"fields\": {"
                      + "\"text\": {\"type\": \"string\"}, \"done\": {\"type\": \"boolean\"},"
                      + "\"n\": {\"type\": \"integer\"}, \"x\": {\"type\": \"number\"},"
                      + "\"at\": {\"type\": \"instant\"}, \"icon\": {\"type\": \"bytes\"},"
                      + "\"to\": {\"type\": \"reference\"}, \"votes\": {\"type\": \"counter\"},"
                      + "\"tags\": {\"type\": \"set\", \"of\": \"string\"},"
                      + "\"by\": {\"type\": \"map\", \"of\": \"integer\"},"
                      + "\"deep\": {\"type\": \"map\","
                      + " \"of\": {\"type\": \"set\", \"of\": {\"type\": \"set\", \"of\": \"integer\"}}}"
                      + "}}]}}")
              .schema("all"));

  /** How many lines can be imported; what is wrong with the others is said. */
  private static int lines(Octets bytes) {
    JsonLines lines = new JsonLines(new ByteArrayInputStream(bytes.array()));
    int good = 0;
    try {
      while (lines.next()) {
        try {
          READER.read(lines.object());
          good++;
        } catch (GoatException.InvalidValue | GoatException.LimitExceeded wrong) {
          require(!wrong.getMessage().isEmpty(), "says nothing");
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return good;
  }
}
