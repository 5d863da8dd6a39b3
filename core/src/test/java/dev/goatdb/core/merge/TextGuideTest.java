package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.property.Writers;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of the guide about concurrent edits of a text, each row of which is made. */
class TextGuideTest {
  private static final String FIELD = "notes";
  private static final Octets SALT = Octets.wrap(new byte[16]);

  @Test
  void concurrentEditsComeToWhatTheGuideSays() throws IOException {
    Path guide = Path.of("..", "docs", "guide", "text.md");
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(guide)) {
      if (line.startsWith("| ") && line.contains("`") && !line.startsWith("| case")) {
        rows.add(line);
      }
    }
    assertTrue(rows.size() >= 20, rows.size() + " rows");
    for (String row : rows) {
      String[] cells = row.split("\\|", -1);
      List<String> texts = new ArrayList<>();
      for (int i = 2; i < 6; i++) {
        String cell = cells[i].strip();
        texts.add(cell.substring(1, cell.length() - 1));
      }
      check(cells[1].strip(), texts);
    }
  }

  private static void check(String name, List<String> texts) {
    String before = texts.get(0);
    Commit root = Commits.above(List.of(), 1, SALT, change("", before));
    Commit one = Commits.above(List.of(root), 2, SALT, change(before, texts.get(1)));
    Commit other = Commits.above(List.of(root), 3, SALT, change(before, texts.get(2)));
    assertEquals(texts.get(3), merged(root, one, other), name);
    assertEquals(texts.get(3), merged(root, other, one), name);
  }

  private static List<Operation> change(String before, String after) {
    return Writers.operations(FIELD, TextChange.between(before, after));
  }

  private static String merged(Commit... commits) {
    Graph graph = new Graph(16, new MapLedger());
    for (Commit commit : commits) {
      graph.admit(commit, null);
    }
    Value.Dict defaults = Value.dictOf(Map.of(FIELD, Value.of("")));
    Value text =
        new Replay(schema -> View.plain(defaults))
            .value(graph.resident().iterator().next().heads())
            .field(FIELD)
            .orElseThrow();
    return ((Value.Str) text).value();
  }
}
