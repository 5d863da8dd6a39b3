package dev.goatdb.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.goatdb.core.property.Property;
import org.junit.jupiter.api.Test;

class StrTest {
  private static final LongText LONG = LongText.of("The goat. ".repeat(1_000));

  /** Versions of a text stay with commits: what somebody read of each must not stay with them. */
  @Test
  void aLongTextDoesNotKeepWhatSomebodyReadOfIt() {
    Value.Str before = (Value.Str) Value.of(LONG);
    Value.Str after = (Value.Str) Value.of(LONG.splice(5, 0, "good "));
    String read = before.value();
    assertSame(read, before.value());
    assertEquals(read.length() + 5, after.value().length());
    assertEquals(read, before.value());
    assertNotSame(read, before.value());
  }

  @Test
  void aLongStringThatWasChangedOnceStaysInPieces() {
    Value.Str text = new Value.Str(LONG.toString());
    assertSame(text.text(), text.text());
    assertEquals(LONG.toString(), text.value());
  }

  @Test
  void textsAreEqualInWhateverPieces() {
    Property.check(
        200,
        chance -> {
          String whole = "abc".repeat(chance.below(3_000));
          LongText pieces = LongText.EMPTY;
          for (int at = 0; at < whole.length(); ) {
            int end = Math.min(whole.length(), at + 1 + chance.below(3_000));
            pieces = pieces.splice(at, 0, whole.substring(at, end));
            at = end;
          }
          assertEquals(Value.of(whole), Value.of(pieces));
          assertEquals(Value.of(LongText.of(whole)), Value.of(pieces));
          if (!whole.isEmpty()) {
            LongText other = pieces.splice(chance.below(whole.length()), 1, "x");
            assertNotEquals(Value.of(other), Value.of(pieces));
            assertNotEquals(Value.of(other), Value.of(whole));
          }
        });
  }
}
