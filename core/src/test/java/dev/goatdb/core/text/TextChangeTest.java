package dev.goatdb.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.property.Writers;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.LongText;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextChangeTest {
  @Test
  void aChangeIsOneWayThroughTheText() {
    TextChange change =
        TextChange.of(4, 1, "h").then(TextChange.of(0, 3, "A")).then(TextChange.of(9, 0, "!"));
    assertEquals("A hat sat!", change.apply(LongText.of("The cat sat")).toString());
    assertEquals(
        List.of(new Splice(0, 3, "A"), new Splice(1, 1, "h"), new Splice(6, 0, "!")),
        change.splices());
  }

  @Test
  void twoChangesAreOne() {
    Property.check(
        500,
        chance -> {
          String text = text(chance);
          TextChange first = Writers.change(chance, text);
          LongText between = first.apply(LongText.of(text));
          TextChange second = Writers.change(chance, between.toString());
          TextChange both = first.then(second);
          assertEquals(second.apply(between).toString(), both.apply(LongText.of(text)).toString());
          if (!both.isEmpty()) {
            assertEquals(both, read(both::write));
          }
        });
  }

  @Test
  void theDifferenceLeadsFromOneTextToTheOther() {
    Property.check(
        500,
        chance -> {
          String before = text(chance);
          String after =
              chance.oneIn(3)
                  ? text(chance)
                  : Writers.change(chance, before).apply(LongText.of(before)).toString();
          TextChange change = TextChange.between(before, after);
          assertEquals(after, change.apply(LongText.of(before)).toString());
          for (Splice splice : change.splices()) {
            assertTrue(Pure.isUnicode(splice.insert()));
          }
          assertEquals(before.equals(after), change.isEmpty());
        });
  }

  @Test
  void theDifferenceIsSmall() {
    String before = "The quick brown goat jumps over the lazy dog. ".repeat(2_000);
    String after =
        before.substring(0, 100) + "XY" + before.substring(100, 80_000) + before.substring(80_010);
    TextChange change = TextChange.between(before, after);
    assertTrue(change.inserted() <= 4 && change.deleted() <= 12, change.toString());
    assertEquals(
        List.of(new Splice(4, 3, "dog")),
        TextChange.between("The cat sat", "The dog sat").splices());
  }

  /**
   * Both sides of a concurrent change keep what they inserted, and neither brings anything back.
   */
  @Test
  void aChangeMovesOverAnother() {
    Property.check(
        500,
        chance -> {
          LongText text = LongText.of(text(chance));
          TextChange mine = Writers.change(chance, text.toString());
          TextChange theirs = Writers.change(chance, text.toString());
          TextChange moved = mine.over(theirs);
          LongText both = moved.apply(theirs.apply(text));
          int gone = text.length() - both.length() + mine.inserted() + theirs.inserted();
          assertTrue(gone >= Math.max(mine.deleted(), theirs.deleted()));
          assertTrue(gone <= mine.deleted() + theirs.deleted());
          assertEquals(mine.inserted(), moved.inserted());
          assertTrue(Pure.isUnicode(both.toString()));
        });
  }

  @Test
  void manySplicesBecomeAsManyAsACommitHolds() {
    Property.check(
        10,
        chance -> {
          LongText text = LongText.of("goat".repeat(20_000));
          List<Splice> splices = new ArrayList<>();
          for (int i = 0; i < 10_000; i++) {
            int delete = chance.below(3);
            splices.add(new Splice(1 + chance.below(5), delete, delete == 0 ? "xy" : ""));
          }
          TextChange change = new TextChange(splices);
          TextChange bounded = change.bounded(text);
          assertEquals(TextChange.MOST_SPLICES, bounded.splices().size());
          assertEquals(change.apply(text).toString(), bounded.apply(text).toString());
          assertEquals(bounded, read(bounded::write));
          TextChange few = new TextChange(splices.subList(0, TextChange.MOST_SPLICES));
          assertSame(few, few.bounded(text));
        });
  }

  @Test
  void onlyTheCanonicalFormIsRead() {
    List<Splice> splices = Collections.nCopies(TextChange.MOST_SPLICES + 1, new Splice(1, 1, ""));
    assertBad(new TextChange(splices)::write);
    assertBad(out -> out.array(0));
    assertBad(out -> out.array(2).integer(0).integer(1));
    assertBad(out -> out.array(3).integer(0).integer(0).text(""));
    assertBad(out -> out.array(3).integer(-1).integer(0).text("a"));
    assertBad(out -> out.array(3).integer(0).integer(1 << 30).integer(1));
    assertBad(out -> out.array(6).integer(0).integer(1).text("").integer(0).integer(1).text(""));
    assertBad(
        out -> out.array(6).integer(5).integer(1).text("").integer(1 << 30).integer(1).text(""));
    assertEquals(
        new TextChange(List.of(new Splice(0, 1, ""), new Splice(1, 0, "b"))),
        read(out -> out.array(6).integer(0).integer(1).text("").integer(1).integer(0).text("b")));
  }

  @Test
  void aLongTextIsOneText() {
    Property.check(
        50,
        chance -> {
          StringBuilder twin = new StringBuilder();
          LongText text = LongText.EMPTY;
          for (int i = 0; i < 200; i++) {
            int at = chance.below(twin.length() + 1);
            int delete = chance.below(Math.min(chance.oneIn(9) ? 9000 : 5, twin.length() - at) + 1);
            String insert = "x".repeat(chance.below(3)) + "yz".repeat(chance.oneIn(9) ? 3000 : 0);
            twin.replace(at, at + delete, insert);
            text = text.splice(at, delete, insert);
            assertEquals(twin.length(), text.length());
          }
          assertEquals(twin.toString(), text.toString());
          if (text.length() > 0) {
            int at = chance.below(text.length());
            assertEquals(twin.charAt(at), text.charAt(at));
          }
        });
  }

  private static String text(Chance chance) {
    String text = "";
    for (int i = chance.below(6); i > 0; i--) {
      text = Writers.change(chance, text).apply(LongText.of(text)).toString();
    }
    return text;
  }

  private interface Writing {
    void write(CborWriter out);
  }

  private static TextChange read(Writing writing) {
    CborWriter out = new CborWriter();
    writing.write(out);
    Octets bytes = out.octets();
    CborReader in = new CborReader(bytes);
    TextChange change = TextChange.read(in);
    in.end();
    return change;
  }

  private static void assertBad(Writing writing) {
    assertThrows(GoatException.Corrupted.class, () -> read(writing));
  }
}
