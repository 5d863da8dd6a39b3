package dev.goatdb.core.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it costs when somebody means to make it cost much. */
class WeaveTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** They all insert at one place; each goes behind those before it without a look at them all. */
  @Test
  void manySiblingsAtOnePlaceCostNoMoreThanElsewhere() {
    int many = 100_000;
    Weave weave = new Weave(1, number -> false);
    assertTimeoutPreemptively(
        LONG,
        () -> {
          for (int rank = 0; rank < many; rank++) {
            weave.see(weave.add(rank, TextChange.of(0, 0, "x")), false);
          }
        });
    List<Integer> order = new ArrayList<>();
    weave.forEachLeft((first, count) -> order.add(first));
    assertEquals(many + 1, order.size());
    for (int i = 0; i < many; i++) {
      assertEquals(i + 1, order.get(i));
    }
  }

  /** They have numbers side by side in the end: the base, and what was inserted all over it. */
  @Test
  void whatADeletionTookIsFewRangesHoweverManyPiecesItWasIn() {
    int places = 1_000;
    Weave weave = new Weave(4 * places, number -> false);
    weave.add(0, everywhere(places, 0, "x"));
    weave.add(1, everywhere(places, 1, ""));
    Weave.Footprint all = weave.add(2, TextChange.of(0, 5 * places, ""));
    assertEquals(1, all.deleted().size());
    assertArrayEquals(new int[] {0, 5 * places - 1}, all.deleted().get(0));
    weave.see(all, false);
    assertEquals(4 * places, weave.shown());
    weave.see(all, true);
    assertEquals(0, weave.shown());
    weave.forEachLeft((first, count) -> {
      throw new AssertionError(first + " is left");
    });
  }

  private static TextChange everywhere(int places, int delete, String insert) {
    List<Splice> splices = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      splices.add(new Splice(i == 0 ? 0 : 3, delete, insert));
    }
    return new TextChange(splices);
  }
}
