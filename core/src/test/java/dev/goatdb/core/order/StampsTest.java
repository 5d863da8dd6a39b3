package dev.goatdb.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What stamps promise, over random walks of insertions by several peers. */
class StampsTest {
  @Test
  void aNewStampIsStrictlyBetweenItsNeighbours() {
    Property.check(
        150,
        chance -> {
          List<Peer> peers = peers(1 + chance.below(4), chance);
          List<String> list = new ArrayList<>();
          int habit = chance.below(4);
          for (int i = 0; i < 300; i++) {
            int size = list.size();
            int place = habit == 0 ? size : habit == 1 ? 0 : chance.below(size + 1);
            int count = chance.oneIn(10) ? 1 + chance.below(20) : 1;
            String after = place == 0 ? Stamps.START : list.get(place - 1);
            String before = place == size ? Stamps.END : list.get(place);
            List<String> made = chance.oneOf(peers).between(after, before, count);
            assertEquals(count, made.size());
            list.addAll(place, made);
            while (habit == 3 && list.size() > 8) {
              list.remove(chance.below(list.size()));
            }
            assertOrdered(list);
          }
        });
  }

  @Test
  void aStampReadsBackAsItself() {
    Property.check(
        100,
        chance -> {
          List<String> list = walk(chance, 100);
          for (String stamp : list) {
            assertEquals(stamp, Stamps.require(stamp));
            StringBuilder out = new StringBuilder();
            Level.parse(stamp).orElseThrow().forEach(level -> level.write(out));
            assertEquals(stamp, out.toString());
          }
        });
  }

  @Test
  void theOrderIsThatOfTheDatabase() {
    Property.check(
        50,
        chance -> {
          List<String> list = walk(chance, 100);
          for (int i = 1; i < list.size(); i++) {
            Octets low = utf8(list.get(i - 1));
            assertTrue(low.compareTo(utf8(list.get(i))) < 0);
          }
        });
  }

  @Test
  void peersThatShareNothingButTheStartNeverCollideAndAgreeOnOneOrder() {
    Property.check(
        50,
        chance -> {
          List<String> shared = walk(chance, 1 + chance.below(20));
          Set<String> everything = new TreeSet<>(shared);
          int made = shared.size();
          List<List<String>> views = new ArrayList<>();
          for (Peer peer : peers(5, chance)) {
            List<String> own = new ArrayList<>(shared);
            for (int i = 0; i < 100; i++) {
              peer.insert(own, chance.below(own.size() + 1));
            }
            made += 100;
            everything.addAll(own);
            views.add(own);
          }
          assertEquals(made, everything.size(), "stamps that are all different");
          for (List<String> view : views) {
            List<String> rest = new ArrayList<>(everything);
            rest.retainAll(new HashSet<>(view));
            assertEquals(view, rest, "the common order is that of each peer");
          }
        });
  }

  @Test
  void manyStampsForTheSameGapAreAllDifferent() {
    Peer peer = Peer.of(new Chance(3));
    List<String> ends = peer.between(Stamps.START, Stamps.END, 2);
    Set<String> stamps = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      stamps.add(peer.between(ends.get(0), ends.get(1)));
    }
    // Of a million pairs each is equal once in 60 million.
    assertEquals(1_000, stamps.size());
  }

  @Test
  void rowsThatPeersInsertIntoOneGapAtTheSameTimeStayTogether() {
    Property.check(
        300,
        chance -> {
          List<String> shared = walk(chance, chance.below(30));
          int place = chance.below(shared.size() + 1);
          List<List<String>> rows = new ArrayList<>();
          Set<Integer> marks = new HashSet<>();
          for (Peer peer : peers(3, chance)) {
            if (marks.add(peer.mark())) {
              rows.add(row(peer, shared, place, chance.oneIn(2), 1 + chance.below(60)));
            }
          }
          for (int a = 0; a < rows.size(); a++) {
            for (int b = 0; b < a; b++) {
              boolean apart =
                  rows.get(a).getLast().compareTo(rows.get(b).getFirst()) < 0
                      || rows.get(b).getLast().compareTo(rows.get(a).getFirst()) < 0;
              assertTrue(apart, rows.get(a) + " and " + rows.get(b));
            }
          }
        });
  }

  /** What a peer inserts one by one into a gap, downwards or each before the last one. */
  private static List<String> row(
      Peer peer, List<String> shared, int place, boolean backwards, int count) {
    List<String> list = new ArrayList<>(shared);
    for (int i = 0; i < count; i++) {
      peer.insert(list, backwards ? place : place + i);
    }
    return list.subList(place, place + count);
  }

  @Test
  void thereIsRoomBesideEveryTextThatIsAStamp() {
    Property.check(
        3_000,
        chance -> {
          Peer peer = Peer.of(chance);
          TreeSet<String> stamps = new TreeSet<>();
          for (int i = 0; i < 6; i++) {
            stamps.add(hostile(chance, stamps.isEmpty() ? "" : stamps.first()));
          }
          List<String> list = new ArrayList<>(stamps);
          for (int place = list.size(); place >= 0; place--) {
            for (int again = 0; again < 4; again++) {
              peer.insert(list, place);
            }
          }
          assertOrdered(list);
          list.forEach(Stamps::require);
        });
  }

  /** A stamp with levels at the borders of what can be written, often below another one. */
  private static String hostile(Chance chance, String start) {
    int[] numbers = {Digits.LEAST, Digits.LEAST + 1, 0, 25, Digits.MOST - 1, Digits.MOST};
    int[] marks = {0, 1, Stamps.MARKS - 1};
    StringBuilder out = new StringBuilder(chance.oneIn(2) ? start : "");
    for (int i = chance.below(3); i > 0; i--) {
      Level.FLOOR.write(out);
    }
    Level last =
        new Level(
            numbers[chance.below(numbers.length)],
            marks[chance.below(marks.length)],
            numbers[chance.below(numbers.length)],
            chance.oneIn(2) ? 0 : Level.CHANCES - 1);
    (last.equals(Level.FLOOR) ? new Level(0, 0, 0, 0) : last).write(out);
    return out.toString();
  }

  @Test
  void whatIsNoStampIsRefused() {
    StringBuilder floor = new StringBuilder();
    Level.FLOOR.write(floor);
    String stamp = Peer.of(new Chance(1)).between(Stamps.START, Stamps.END);
    List<String> bad =
        List.of(
            "",
            "~",
            " ",
            "-",
            stamp + " ",
            " " + stamp,
            stamp + "\0",
            stamp + "V",
            stamp.substring(1),
            stamp.substring(0, stamp.length() - 1),
            "é".repeat(7),
            "\ud800",
            floor.toString(),
            stamp + floor,
            "z".repeat(7),
            "0".repeat(7),
            "0".repeat(100_000));
    for (String text : bad) {
      GoatException.InvalidValue refused =
          assertThrows(GoatException.InvalidValue.class, () -> Stamps.require(text));
      assertTrue(refused.getMessage().contains("is no order stamp"), refused.getMessage());
      assertTrue(refused.getMessage().length() < 250, "short: " + refused.getMessage());
    }
  }

  @Test
  void theFirstMustComeBeforeTheSecond() {
    Peer peer = Peer.of(new Chance(2));
    List<String> two = peer.between(Stamps.START, Stamps.END, 2);
    refuse("There is nothing between '", () -> peer.between(two.get(1), two.get(0)));
    refuse("where two items have the same", () -> peer.between(two.get(0), two.get(0)));
    refuse("between the end and '", () -> peer.between(Stamps.END, two.get(0)));
    refuse("and the start", () -> peer.between(two.get(0), Stamps.START));
    refuse("between the end and the start", () -> peer.between(Stamps.END, Stamps.START));
    refuse("'x' is no order stamp", () -> peer.between("x", two.get(0)));
    refuse("'x' is no order stamp", () -> peer.between(two.get(0), "x"));
  }

  @Test
  void manyAtOnceAreInOrderAndNoneIsNone() {
    Peer peer = Peer.of(new Chance(2));
    List<String> two = peer.between(Stamps.START, Stamps.END, 2);
    assertEquals(List.of(), peer.between(two.get(0), two.get(1), 0));
    List<String> all = new ArrayList<>(two);
    all.addAll(1, peer.between(two.get(0), two.get(1), 100_000));
    assertOrdered(all);
    Octets none = Octets.EMPTY;
    String low = two.get(0);
    refuse("Ask for 0 to 1000000", () -> Stamps.between(low, Stamps.END, -1, 0, none));
    refuse(
        "Ask for 0 to 1000000",
        () -> Stamps.between(low, Stamps.END, Stamps.MOST_STAMPS + 1, 0, none));
  }

  @Test
  void aPlaceThatTakesTooManyCharactersIsRefusedWithARemedy() {
    List<Peer> peers = peers(3, new Chance(4));
    List<String> list = new ArrayList<>();
    GoatException.LimitExceeded refused =
        assertThrows(
            GoatException.LimitExceeded.class,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                peers.get(i % 3).insert(list, list.size() / 2);
              }
            });
    assertTrue(refused.remedy().contains("new stamps"), refused.remedy());
    assertTrue(list.size() > 500, "after " + list.size());
    assertOrdered(list);
  }

  @Test
  void theSameChanceGivesTheSameStampAndOtherChanceAnother() {
    Property.check(
        100,
        chance -> {
          List<String> list = walk(chance, 2 + chance.below(20));
          int at = chance.below(list.size() - 1);
          String low = list.get(at);
          String high = list.get(at + 1);
          Octets bytes = chance.octets(Stamps.CHANCE_BYTES);
          Octets others = chance.octets(Stamps.CHANCE_BYTES);
          int mark = chance.below(Stamps.MARKS);
          String stamp = Stamps.between(low, high, 1, mark, bytes).getFirst();
          assertEquals(stamp, Stamps.between(low, high, 1, mark, bytes).getFirst());
          assertNotEquals(stamp, Stamps.between(low, high, 1, mark, others).getFirst());
        });
  }

  private static List<String> walk(Chance chance, int count) {
    List<Peer> peers = peers(3, chance);
    List<String> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chance.oneOf(peers).insert(list, chance.below(list.size() + 1));
    }
    return list;
  }

  private static List<Peer> peers(int count, Chance chance) {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      peers.add(Peer.of(chance));
    }
    return peers;
  }

  private static void assertOrdered(List<String> list) {
    for (int i = 1; i < list.size(); i++) {
      String low = list.get(i - 1);
      String high = list.get(i);
      assertTrue(low.compareTo(high) < 0, low + " before " + high);
    }
  }

  private static void refuse(String message, Runnable call) {
    GoatException.InvalidValue refused = assertThrows(GoatException.InvalidValue.class, call::run);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }

  private static Octets utf8(String text) {
    return Octets.wrap(Objects.requireNonNull(Pure.encodeUtf8(text)));
  }
}
