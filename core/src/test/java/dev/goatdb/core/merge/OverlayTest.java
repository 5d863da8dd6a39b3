package dev.goatdb.core.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.ItemState;
import dev.goatdb.core.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final List<String> TAGS = List.of("tags");
  private static final Value RED = Value.of("red");
  private static final Operation ADD = new Operation.Include(TAGS, RED);
  private static final Operation REMOVE = new Operation.Exclude(TAGS, RED);
  private static final ItemState WITH = tags(RED);
  private static final ItemState WITHOUT = tags();

  @Test
  void anAdditionAfterARemovalStaysWhenOthersRemovedTooMeanwhile() {
    Overlay overlay = new Overlay();
    overlay.add(REMOVE);
    assertEquals(WITHOUT, overlay.over(WITH));
    overlay.add(ADD);
    assertEquals(WITH, overlay.over(WITHOUT));
    assertEquals(List.of(ADD), overlay.drain(WITHOUT));
  }

  @Test
  void whatChangesNothingInTheEndIsNotCommitted() {
    Overlay overlay = new Overlay();
    overlay.add(REMOVE);
    overlay.add(ADD);
    assertEquals(List.of(), overlay.drain(WITH));
    assertTrue(overlay.isEmpty());
  }

  @Test
  void anOperationMayChangeNothing() {
    assertFalse(Overlay.changes(WITH, ADD));
    assertTrue(Overlay.changes(WITH, REMOVE));
  }

  /** Each session has live edits of a text, and all move when that changes. */
  @Test
  void howTwoTextsDifferIsFoundOutOnceHoweverManyMove() {
    Moving moving = new Moving(note("one two"), note("zero one two!"));
    TextChange difference = moving.difference(List.of("note"));
    assertSame(difference, moving.difference(List.of("note")));
    assertEquals(
        new Operation.Alter(List.of("note"), TextChange.of(9, 3, "2")),
        moving.of(new Operation.Alter(List.of("note"), TextChange.of(4, 3, "2"))).orElseThrow());
  }

  private static ItemState note(String text) {
    return new ItemState(false, Value.dictOf(Map.of("note", Value.of(text))));
  }

  private static ItemState tags(Value... elements) {
    return new ItemState(false, Value.dictOf(Map.of("tags", Value.setOf(List.of(elements)))));
  }
}
