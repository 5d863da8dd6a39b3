package dev.goatdb.core.order;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.property.Chance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** How long stamps get: the table of docs/guide/order.md is what this measures. */
class LengthTest {
  private static final Path PAGE = Path.of("../docs/guide/order.md");
  private static final int MANY = 10_000;

  @Test
  void theGuideGivesTheLengthsThatAreMeasured() throws IOException {
    String page = Files.readString(PAGE);
    Chance where = new Chance(5);
    List<String> rows =
        List.of(
            row("10 at once into an empty list", atOnce(10)),
            row("10,000 at once into an empty list", atOnce(MANY)),
            row("10 one by one at the end", grow(1, 10, size -> size)),
            row("10,000 one by one at the end", grow(1, MANY, size -> size)),
            row("10,000 one by one at the start", grow(1, MANY, size -> 0)),
            row("10,000 at the end, two peers in turn", grow(2, MANY, size -> size)),
            row(
                "10,000 into one gap, each behind the last",
                grow(1, MANY, size -> Math.max(size - 1, 0))),
            row(
                "10,000 into one gap, each before the last",
                grow(1, MANY, size -> Math.min(size, 1))),
            row("1,000 at random places", grow(1, 1_000, size -> where.below(size + 1))),
            row(
                "1,000 at random places, five peers",
                grow(5, 1_000, size -> where.below(size + 1))),
            row("100 items, moved 10,000 times by five peers", moves()),
            row("300 always between the last two", grow(1, 300, size -> size / 2)),
            row("300 always between the last two, three peers", grow(3, 300, size -> size / 2)));
    for (String row : rows) {
      assertTrue(page.contains(row), "the guide lacks\n" + String.join("\n", rows));
    }
    assertTrue(page.contains(String.format(Locale.ROOT, "%,d characters", Stamps.MOST_CHARACTERS)));
    assertTrue(page.contains(String.format(Locale.ROOT, "%,d stamps", Stamps.MOST_STAMPS)));
  }

  private static String row(String name, List<String> stamps) {
    double mean = stamps.stream().mapToInt(String::length).average().orElseThrow();
    int most = stamps.stream().mapToInt(String::length).max().orElseThrow();
    for (int i = 1; i < stamps.size(); i++) {
      assertTrue(stamps.get(i - 1).compareTo(stamps.get(i)) < 0);
    }
    return String.format(Locale.ROOT, "| %s | %d | %d |", name, Math.round(mean), most);
  }

  private static List<String> atOnce(int count) {
    return Peer.of(new Chance(1)).between(Stamps.START, Stamps.END, count);
  }

  /** Insertions by peers in turn, at places that depend on how many there are. */
  private static List<String> grow(int peers, int count, IntUnaryOperator place) {
    Chance chance = new Chance(count);
    List<Peer> all = peers(peers, chance);
    List<String> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.get(i % peers).insert(list, place.applyAsInt(list.size()));
    }
    return list;
  }

  private static List<String> moves() {
    Chance chance = new Chance(9);
    List<Peer> all = peers(5, chance);
    List<String> list = new ArrayList<>(all.getFirst().between(Stamps.START, Stamps.END, 100));
    for (int i = 0; i < MANY; i++) {
      list.remove(chance.below(list.size()));
      chance.oneOf(all).insert(list, chance.below(list.size() + 1));
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
}
