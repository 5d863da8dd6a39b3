package dev.goatdb.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases of the CEL specification: all pass but those that are skipped for a reason. */
class ConformanceTest {
  private static final Path PAGE = Path.of("../docs/guide/expressions-conformance.md");
  private static final List<String> FILES =
      List.of(
          "basic",
          "comparisons",
          "conversions",
          "fields",
          "fp_math",
          "integer_math",
          "lists",
          "logic",
          "macros",
          "string",
          "timestamps");

  @TestFactory
  List<DynamicTest> everyCasePassesOrIsSkippedForAReason() throws IOException {
    Map<String, String> skipped = skipped();
    List<DynamicTest> tests = new ArrayList<>();
    for (ConformanceCase one : all()) {
      boolean skip = skipped.containsKey(one.name());
      tests.add(
          DynamicTest.dynamicTest(
              one.name(),
              () -> {
                if (skip) {
                  assertNotEquals("", one.complaint(), "passes: take it out of skipped.txt");
                } else {
                  assertEquals("", one.complaint(), one.text("expr"));
                }
              }));
    }
    return tests;
  }

  @Test
  void everySkippedCaseExistsAndHasAReason() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    all().forEach(one -> names.add(one.name()));
    skipped()
        .forEach((name, reason) -> {
          assertTrue(names.contains(name), "no case is called " + name);
          assertTrue(reason.length() > 20, "no reason: " + name);
        });
  }

  /** Run with -Dconformance.write=true to write the page anew. */
  @Test
  void thePageShowsWhatIsSkipped() throws IOException {
    if (Boolean.getBoolean("conformance.write")) {
      Files.writeString(PAGE, page());
    }
    assertEquals(page(), Files.readString(PAGE), "write it anew with -Dconformance.write=true");
  }

  private static List<ConformanceCase> all() throws IOException {
    List<ConformanceCase> all = new ArrayList<>();
    for (String file : FILES) {
      all.addAll(ConformanceCase.all(file));
    }
    return all;
  }

  private static Map<String, String> skipped() throws IOException {
    Map<String, String> skipped = new TreeMap<>();
    for (String line : Files.readAllLines(ConformanceCase.FOLDER.resolve("skipped.txt"))) {
      if (!line.startsWith("#")) {
        int end = line.indexOf(' ');
        skipped.put(line.substring(0, end), line.substring(end + 1));
      }
    }
    return skipped;
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Conformance of expressions

            [Expressions](expressions.md) are a subset of the Common Expression Language. The cases of its
            [specification](https://github.com/google/cel-spec) for what the subset covers run in every check, on the
            [data](../../core/src/test/resources/conformance/NOTICE) as it is published. This page is made from the list of
            skipped cases; a test keeps the two alike, and fails where a skipped case would pass.

            | file | cases | pass | skipped |
            |---|---|---|---|
            """);
    Map<String, String> skipped = skipped();
    Map<String, List<String>> reasons = new TreeMap<>();
    for (String file : FILES) {
      int left = 0;
      List<ConformanceCase> cases = ConformanceCase.all(file);
      for (ConformanceCase one : cases) {
        String reason = skipped.get(one.name());
        if (reason != null) {
          left++;
          reasons.computeIfAbsent(reason, key -> new ArrayList<>()).add(one.name());
        }
      }
      page.append(
          "| %s | %d | %d | %d |\n".formatted(file, cases.size(), cases.size() - left, left));
    }
    page.append("\n## Skipped, case by case\n");
    reasons.forEach((reason, names) -> {
      page.append("\nBecause ").append(reason).append(":\n\n");
      names.forEach(name -> page.append("- `").append(name).append("`\n"));
    });
    return page.toString();
  }
}
