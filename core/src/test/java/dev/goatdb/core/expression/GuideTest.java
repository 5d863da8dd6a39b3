package dev.goatdb.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Failure;
import dev.goatdb.core.expression.run.Op;
import dev.goatdb.core.schema.file.GoatFile;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of docs/guide/expressions.md do what the page says. */
class GuideTest {
  private static final Path PAGE = Path.of("../docs/guide/expressions.md");
  private static final FixedScope SCOPE = new FixedScope(List.of());

  @TestFactory
  List<DynamicTest> everyExampleGivesWhatThePageSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    String head = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| example |")) {
        head = line;
      } else if (!line.startsWith("|")) {
        head = "";
      } else if (!head.isEmpty() && line.startsWith("| `")) {
        // A bar within a table is written with a backslash.
        String[] cells = line.replace("\\|", "\u0000").split("\\|");
        String source = cell(cells[1]);
        String wanted = cell(cells[2]);
        boolean stored = head.contains("is stored as");
        tests.add(DynamicTest.dynamicTest(source, () -> run(source, wanted, stored)));
      }
    }
    assertTrue(tests.size() > 30, "few examples");
    return tests;
  }

  private static String cell(String cell) {
    String text = cell.trim().replace('\u0000', '|');
    return text.startsWith("`") ? text.substring(1, text.length() - 1) : text;
  }

  private static void run(String source, String wanted, boolean stored) {
    if (stored) {
      assertEquals(wanted, Expression.parse(source).toString());
    } else if (wanted.equals("is refused")) {
      assertThrows(GoatException.InvalidDefinition.class, () -> evaluate(source));
    } else if (wanted.startsWith("fails: ")) {
      Failure failure = (Failure) evaluate(source);
      assertEquals(wanted.substring(7), failure.fault().code());
    } else {
      assertEquals(
          ConformanceCase.words(evaluate(wanted)), ConformanceCase.words(evaluate(source)));
    }
  }

  private static Datum evaluate(String source) {
    return Expression.parse(source).check(Environment.EMPTY).run(SCOPE, Bounds.COST);
  }

  @Test
  void theDefaultOfThePageIsGoodAndSoIsItsRule() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```json\n") + 8;
    String field = page.substring(start, page.indexOf("```", start));
    String file =
        "{\"schemas\": {\"a\": [{\"version\": 1, \"fields\": {\"due\": " + field + "}}]}}";
    assertEquals(List.of(), GoatFile.mistakes(file));
    int rule = page.indexOf("A rule such as `") + 16;
    String source = page.substring(rule, page.indexOf('`', rule));
    assertEquals(source, Expression.parse(source).toString());
  }

  @Test
  void thePageNamesEveryOperatorAndFunction() throws IOException {
    String page = Files.readString(PAGE);
    for (Op op : Op.values()) {
      String shown = op.isOperator() ? op.word() : op.word() + "(";
      assertTrue(page.contains(shown), "the page does not show " + shown);
    }
  }

  @Test
  void thePageGivesTheLimits() throws IOException {
    String page = Files.readString(PAGE);
    for (int limit : new int[] {Bounds.SOURCE, Bounds.COST, Bounds.PATTERN}) {
      assertTrue(page.contains("%,d".formatted(limit).replace('.', ',')), "limit " + limit);
    }
    assertTrue(page.contains("| " + Bounds.NESTING + " |"));
  }
}
