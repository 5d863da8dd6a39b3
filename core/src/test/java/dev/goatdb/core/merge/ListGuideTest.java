package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.Graph;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Commits;
import dev.goatdb.core.property.MapLedger;
import dev.goatdb.core.text.ListChange;
import dev.goatdb.core.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the guide about concurrent edits of a list, each row of which is made. */
class ListGuideTest {
  private static final String FIELD = "steps";
  private static final Octets SALT = Octets.wrap(new byte[16]);

  @Test
  void concurrentEditsComeToWhatTheGuideSays() throws IOException {
    int rows = 0;
    for (String line : Files.readAllLines(Path.of("..", "docs", "guide", "list.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 7 && cells[2].contains("`")) {
        rows++;
        check(cells[1].strip(), List.of(cells).subList(2, 6));
      }
    }
    assertTrue(rows >= 20, rows + " rows");
  }

  private static void check(String name, List<String> cells) {
    List<List<Value>> lists = new ArrayList<>();
    cells.forEach(cell -> lists.add(list(cell.strip())));
    List<Value> before = lists.get(0);
    Commit root = Commits.above(List.of(), 1, SALT, change(List.of(), before));
    Commit one = Commits.above(List.of(root), 2, SALT, change(before, lists.get(1)));
    Commit other = Commits.above(List.of(root), 3, SALT, change(before, lists.get(2)));
    assertEquals(words(lists.get(3)), merged(root, one, other), name);
    assertEquals(words(lists.get(3)), merged(root, other, one), name);
  }

  private static List<Value> list(String cell) {
    return Stream.of(cell.substring(1, cell.length() - 1).split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> Value.of(word))
        .toList();
  }

  private static String words(List<Value> list) {
    return list.stream().map(item -> ((Value.Str) item).value()).collect(Collectors.joining(" "));
  }

  private static List<Operation> change(List<Value> before, List<Value> after) {
    ListChange change = ListChange.between(before, after);
    return change.isEmpty() ? List.of() : List.of(new Operation.Arrange(List.of(FIELD), change));
  }

  private static String merged(Commit... commits) {
    Graph graph = new Graph(16, new MapLedger());
    for (Commit commit : commits) {
      graph.admit(commit, null);
    }
    Value.Dict defaults = Value.dictOf(Map.of(FIELD, Value.arrayOf()));
    Value list =
        new Replay(schema -> View.plain(defaults))
            .value(graph.resident().iterator().next().heads())
            .field(FIELD)
            .orElseThrow();
    return words(((Value.Array) list).items());
  }
}
