package dev.goatdb;

import static dev.goatdb.OrderStamp.between;
import static dev.goatdb.OrderStamp.end;
import static dev.goatdb.OrderStamp.from;
import static dev.goatdb.OrderStamp.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.error.GoatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Order stamps as applications use them. */
class OrderStampTest {
  private static final Field<String> TEXT = Field.string("text").required();
  private static final Field<String> ORDER = Field.string("order").required();
  private static final Schema CARD = Schema.of("card", 1, TEXT, ORDER);

  @Test
  void aListIsSortedByItsStampsAndAMoveIsOneSet() {
    try (GoatDB db = GoatDB.inMemory(CARD)) {
      Query board = db.query("/data/board").schema(CARD).orderBy(ORDER).open();
      List<OrderStamp> stamps = between(start(), end(), 3);
      Item one = card(db, "one", stamps.get(0));
      Item two = card(db, "two", stamps.get(1));
      Item three = card(db, "three", stamps.get(2));
      assertEquals("one two three", texts(board));

      move(three, List.of(one, two), 0);
      assertEquals("three one two", texts(board));
      move(one, List.of(three, two), 2);
      assertEquals("three two one", texts(board));
      Item card = card(db, "four", between(from(three.get(ORDER)), from(two.get(ORDER))));
      assertEquals("three four two one", texts(board));
      move(two, List.of(three, card, one), 1);
      assertEquals("three two four one", texts(board));
      board.close();
    }
  }

  /** Moves a card to a place among the others; 0 is before the first one. */
  static void move(Item card, List<Item> others, int place) {
    OrderStamp after =
        place == 0 ? OrderStamp.start() : OrderStamp.from(others.get(place - 1).get(ORDER));
    OrderStamp before =
        place == others.size() ? OrderStamp.end() : OrderStamp.from(others.get(place).get(ORDER));
    card.set(ORDER, OrderStamp.between(after, before).text());
  }

  private static Item card(GoatDB db, String text, OrderStamp order) {
    return db.create("/data/board", CARD, Map.of("text", text, "order", order.text()));
  }

  private static String texts(Query cards) {
    return String.join(" ", cards.results().stream().map(card -> card.get(TEXT)).toList());
  }

  @Test
  void theGuideShowsWhatThisTestRuns() throws IOException {
    String here = Files.readString(Path.of("src/test/java/dev/goatdb/OrderStampTest.java"));
    String page = Files.readString(Path.of("../docs/guide/order.md"));
    int start = page.indexOf("```java\n") + 8;
    String[] pieces = page.substring(start, page.indexOf("```", start)).split("\n\n");
    assertEquals(3, pieces.length);
    for (String piece : pieces) {
      assertTrue(dense(here).contains(dense(piece)), "not run: " + piece);
    }
  }

  private static String dense(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void stampsCompareAsTheirTextsDoAndReadBack() {
    List<OrderStamp> stamps = between(start(), end(), 100);
    assertEquals(stamps, List.copyOf(new TreeSet<>(stamps)));
    assertTrue(start().compareTo(stamps.getFirst()) < 0);
    assertTrue(end().compareTo(stamps.getLast()) > 0);
    for (int i = 1; i < 100; i++) {
      assertTrue(stamps.get(i - 1).text().compareTo(stamps.get(i).text()) < 0);
      assertEquals(stamps.get(i), from(stamps.get(i).text()));
      assertEquals(stamps.get(i).hashCode(), from(stamps.get(i).toString()).hashCode());
    }
  }

  @Test
  void threadsThatPutSomethingInOnePlaceGetDifferentStamps() throws InterruptedException {
    List<OrderStamp> two = between(start(), end(), 2);
    Set<OrderStamp> made = ConcurrentHashMap.newKeySet();
    Runnable work =
        () -> {
          for (int i = 0; i < 25; i++) {
            made.add(between(two.get(0), two.get(1)));
          }
        };
    List<Thread> threads = List.of(new Thread(work), new Thread(work));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(50, made.size());
  }

  @Test
  void boundsAreNotStored() {
    for (OrderStamp bound : List.of(start(), end())) {
      var refused = assertThrows(GoatException.InvalidValue.class, bound::text);
      assertTrue(refused.getMessage().contains("OrderStamp." + bound + " is a bound"));
      assertThrows(GoatException.InvalidValue.class, () -> from(bound.toString()));
    }
  }

  @Test
  void whatIsWrongIsSaidWithARemedy() {
    OrderStamp stamp = between(start(), end());
    var equal = assertThrows(GoatException.InvalidValue.class, () -> between(stamp, stamp));
    assertTrue(equal.remedy().contains("give one a new one"), equal.remedy());
    var text = assertThrows(GoatException.InvalidValue.class, () -> from("1"));
    assertEquals("invalid-value", text.code());
    assertEquals(List.of(), between(start(), end(), 0));
    for (int count : new int[] {-1, 1_000_001, Integer.MAX_VALUE}) {
      var many = assertThrows(GoatException.InvalidValue.class, () -> between(stamp, end(), count));
      assertTrue(many.remedy().contains("1000000"), many.remedy());
    }
  }
}
