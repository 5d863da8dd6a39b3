package dev.goatdb.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.text.ListChange.Entry;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListChangeTest {
  @Test
  void theDifferenceLeadsFromOneListToTheOther() {
    Property.check(
        500,
        chance -> {
          List<Value> before = list(chance, 8);
          List<Value> after = list(chance, 8);
          ListChange change = ListChange.between(before, after);
          assertEquals(after, change.apply(before));
          if (!change.isEmpty()) {
            assertEquals(change, read(change::write));
          }
        });
  }

  @Test
  void whatChangedPlacesWasMovedAndNothingElse() {
    ListChange change = ListChange.between(letters("abcde"), letters("bcdae"));
    assertEquals(List.of(new ListChange.Part(4, 0, List.of(new Entry.Moved(0)))), change.parts());
    change = ListChange.between(letters("abcde"), letters("xabde"));
    assertEquals(
        List.of(
            new ListChange.Part(0, 0, List.of(new Entry.Fresh(Value.of("x")))),
            new ListChange.Part(2, 1, List.of())),
        change.parts());
  }

  @Test
  void twoChangesAreOne() {
    Property.check(
        500,
        chance -> {
          List<Value> before = list(chance, 30);
          ListChange first = ListChange.between(before, mixed(chance, before));
          List<Value> between = first.apply(before);
          ListChange second = ListChange.between(between, mixed(chance, between));
          assertEquals(second.apply(between), first.then(second).apply(before));
        });
  }

  /** Each keeps what it put there and deleted, and nothing is lost or there twice. */
  @Test
  void aChangeMovesOverAnother() {
    Property.check(
        500,
        chance -> {
          List<Value> before = distinct(chance.below(12));
          List<Value> mine = changed(chance, before, 100);
          List<Value> theirs = changed(chance, before, 200);
          ListChange moved =
              ListChange.between(before, mine)
                  .over(ListChange.between(before, theirs), before.size());
          List<Value> both = moved.apply(theirs);
          HashSet<Value> expected = new HashSet<>(mine);
          expected.addAll(theirs);
          expected.removeIf(
              one -> before.contains(one) && !(mine.contains(one) && theirs.contains(one)));
          assertEquals(expected, new HashSet<>(both));
          assertEquals(expected.size(), both.size());
        });
  }

  @Test
  void manyPartsBecomeOne() {
    List<Value> before = distinct(20_000);
    List<Value> after = new ArrayList<>(before);
    after.removeIf(value -> ((Value.Int) value).value() % 3 == 1);
    ListChange bounded = ListChange.between(before, after).bounded(before);
    assertEquals(1, bounded.parts().size());
    assertEquals(after, bounded.apply(before));
  }

  @Test
  void onlyTheCanonicalFormIsRead() {
    assertBad(out -> out.array(0));
    assertBad(out -> out.array(2).integer(0).integer(1));
    assertBad(out -> out.array(3).integer(0).integer(0).array(0));
    assertBad(out -> out.array(3).integer(0).integer(1 << 30).array(1));
    assertBad(out -> out.array(3).integer(0).integer(0).array(1).array(2).integer(2).integer(1));
    assertBad(out -> out.array(3).integer(0).integer(0).array(1).array(1).integer(0));
    Consumer<CborWriter> twice =
        out ->
            out.array(3)
                .integer(0)
                .integer(0)
                .array(2)
                .array(2)
                .integer(1)
                .integer(5)
                .array(2)
                .integer(1)
                .integer(5);
    assertBad(twice);
    assertBad(out -> out.array(3).integer(0).integer(9).array(1).array(2).integer(1).integer(5));
    assertEquals(
        ListChange.of(0, 5, List.of(new Entry.Moved(5))),
        read(out -> out.array(3).integer(0).integer(5).array(1).array(2).integer(1).integer(5)));
  }

  private static List<Value> letters(String letters) {
    return letters.chars().mapToObj(letter -> Value.of(String.valueOf((char) letter))).toList();
  }

  private static List<Value> distinct(int count) {
    List<Value> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(Value.of(i));
    }
    return list;
  }

  private static List<Value> list(Chance chance, int kinds) {
    List<Value> list = new ArrayList<>();
    for (int i = chance.below(12); i > 0; i--) {
      list.add(Value.of(chance.below(kinds)));
    }
    return list;
  }

  private static List<Value> mixed(Chance chance, List<Value> before) {
    List<Value> mixed = new ArrayList<>(chance.shuffled(before));
    mixed.removeIf(value -> chance.oneIn(4));
    mixed.addAll(list(chance, 30));
    return mixed;
  }

  private static List<Value> changed(Chance chance, List<Value> before, int fresh) {
    List<Value> changed = new ArrayList<>(chance.oneIn(2) ? chance.shuffled(before) : before);
    changed.removeIf(value -> chance.oneIn(4));
    for (int i = chance.below(3); i > 0; i--) {
      changed.add(chance.below(changed.size() + 1), Value.of(fresh + i));
    }
    return changed;
  }

  private static ListChange read(Consumer<CborWriter> writer) {
    CborWriter out = new CborWriter();
    writer.accept(out);
    CborReader in = new CborReader(out.octets());
    ListChange change = ListChange.read(in);
    in.end();
    return change;
  }

  private static void assertBad(Consumer<CborWriter> writer) {
    assertThrows(GoatException.Corrupted.class, () -> read(writer));
  }
}
