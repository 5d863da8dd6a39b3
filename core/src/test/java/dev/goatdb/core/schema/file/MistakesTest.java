package dev.goatdb.core.schema.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.core.schema.Schemas;
import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The good and the bad files of the tests, kept as data. Every bad one has all its mistakes beside
 * it: the place, what is wrong and what to do.
 */
class MistakesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "definitions");

  /** A file, under the line that says what it is about. */
  private record Case(String name, String file) {}

  private static List<Case> cases(String resource) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String block : Files.readString(FOLDER.resolve(resource)).split("(?m)^=== ")) {
      int end = block.indexOf('\n');
      if (end > 0) {
        cases.add(new Case(block.substring(0, end), block.substring(end + 1)));
      }
    }
    return cases;
  }

  @Test
  void goodFilesHaveNoMistakesAndAreTheSameOnceWritten() throws IOException {
    for (Case good : cases("good.txt")) {
      assertEquals(List.of(), GoatFile.mistakes(good.file()), good.name());
      GoatFile file = GoatFile.parse(good.file());
      GoatFile again = GoatFile.parse(file.toJson());
      assertEquals(file.schemas().all(), again.schemas().all(), good.name());
      assertEquals(file.rules(), again.rules(), good.name());
      Schemas plain = PlainReader.read(JsonReader.read(good.file()), ParsedExpression::parse);
      assertEquals(file.schemas().all(), plain.all(), good.name());
    }
  }

  @Test
  void theShortWayRefusesNoBadFileInAnyOtherWay() throws IOException {
    List<String> taken = new ArrayList<>();
    for (Case bad : cases("bad.txt")) {
      try {
        PlainReader.read(JsonReader.read(bad.file()), ParsedExpression::parse);
        taken.add(bad.name());
      } catch (GoatException.InvalidDefinition refused) {
        assertTrue(!refused.problem().isEmpty(), bad.name());
      }
    }
    for (String name : taken) {
      boolean leftAlone =
          name.startsWith("rules")
              || name.contains("upgrade")
              || name.contains("without a version");
      assertTrue(leftAlone || name.equals("a field dropped twice"), name);
    }
  }

  @Test
  void everyMistakeOfABadFileIsNamed() throws IOException {
    StringBuilder found = new StringBuilder();
    for (Case bad : cases("bad.txt")) {
      List<Mistake> mistakes = GoatFile.mistakes(bad.file());
      assertTrue(!mistakes.isEmpty(), bad.name());
      found.append("=== ").append(bad.name()).append('\n');
      for (Mistake mistake : mistakes) {
        found.append(mistake.line()).append(':').append(mistake.column()).append(' ');
        found.append(mistake.what()).append(' ').append(mistake.remedy()).append('\n');
      }
      GoatException error =
          assertThrows(GoatException.InvalidDefinition.class, () -> GoatFile.parse(bad.file()));
      Mistake first = mistakes.get(0);
      String place = "Line " + first.line() + ", column " + first.column() + ": ";
      assertTrue(error.getMessage().startsWith(place + first.what()), error.getMessage());
    }
    String expected = Files.readString(FOLDER.resolve("mistakes.txt"));
    assertEquals(expected, found.toString());
  }
}
