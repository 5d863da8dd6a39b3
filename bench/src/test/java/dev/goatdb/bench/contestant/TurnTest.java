package dev.goatdb.bench.contestant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {
  @TempDir Path folder;

  @Test
  void commandsAreAnsweredWithNumbers() throws Exception {
    Turn turn = new Turn(Engine.SQLITE);
    assertEquals(1, answer(turn, "open " + folder + " buffered 0").length);
    assertEquals(3, answer(turn, "create 3 100").length);
    assertEquals(50, answer(turn, "finish 50").length);
    assertEquals(2, answer(turn, "read 2 10 64").length);
    String[] poured = answer(turn, "pour 1");
    assertEquals(2, poured.length);
    int count = 300 + Integer.parseInt(poured[0]);
    turn.take("fill 5");
    assertEquals(Integer.toString(count + 5), answer(turn, "all")[1]);
    turn.take("close");
    turn.take("settle");
    assertEquals(1, answer(turn, "visit " + folder + " " + count).length);
  }

  @Test
  void whatIsNotACommandIsRefused() {
    Turn turn = new Turn(Engine.SQLITE);
    assertThrows(IllegalArgumentException.class, () -> turn.take("dance"));
    assertThrows(IllegalStateException.class, () -> turn.take("all"));
  }

  private static String[] answer(Turn turn, String command) throws Exception {
    return turn.take(command).split(" ", -1);
  }
}
