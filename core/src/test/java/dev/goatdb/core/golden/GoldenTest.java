package dev.goatdb.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays the golden vectors on the JVM. */
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @TestFactory
  List<DynamicTest> everyVectorComesOutAsWritten() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      String kind = file.getFileName().toString().replace(".txt", "");
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          tests.add(vector(kind, line));
        }
      }
    }
    assertFalse(tests.isEmpty(), "no golden vectors in " + FOLDER);
    return tests;
  }

  /** A line is {@code name input output}; an empty byte string is written as a dash. */
  private static DynamicTest vector(String kind, String line) {
    String[] parts = line.trim().split(" +");
    return DynamicTest.dynamicTest(
        kind + " " + parts[0],
        () -> {
          assertEquals(3, parts.length, "name, input and output in: " + line);
          byte[] output = Golden.run(kind, HexFormat.of().parseHex(parts[1].replace("-", "")));
          assertEquals(parts[2].replace("-", ""), HexFormat.of().formatHex(output));
        });
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }
}
