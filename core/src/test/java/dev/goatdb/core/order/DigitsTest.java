package dev.goatdb.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.property.Property;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Numbers as text: one spelling each, which sorts like the number. */
class DigitsTest {
  @Test
  void textsSortLikeTheirNumbersAndReadBack() {
    Property.check(
        200,
        chance -> {
          TreeSet<Integer> numbers = new TreeSet<>();
          for (int edge : new int[] {-26, 25, -88, 87, -3932, 3931, Digits.LEAST, Digits.MOST, 0}) {
            for (int i = -2; i <= 2; i++) {
              numbers.add(within((long) edge + i));
            }
          }
          for (int i = 0; i < 100; i++) {
            numbers.add(within(chance.integer() >> 32));
          }
          String last = "";
          for (int number : numbers) {
            StringBuilder out = new StringBuilder();
            Digits.write(out, number);
            String text = out.toString();
            assertTrue(last.compareTo(text) < 0, last + " before " + text);
            assertEquals(number, Digits.value(text, 0), text);
            assertEquals(text.length(), Digits.width(text, 0), text);
            last = text;
          }
        });
  }

  @Test
  void everyTextOfTheRightWidthIsTheTextOfItsNumber() {
    Property.check(
        2_000,
        chance -> {
          StringBuilder spelled = new StringBuilder();
          for (int i = 0; i < 6; i++) {
            Digits.write(spelled, chance.below(62), 1);
          }
          String text = spelled.substring(0, Digits.width(spelled.toString(), 0));
          StringBuilder out = new StringBuilder();
          Digits.write(out, Digits.value(text, 0));
          assertEquals(text, out.toString());
        });
  }

  @Test
  void smallNumbersAreShort() {
    int[][] widths = {
      {-26, 1}, {25, 1}, {26, 2}, {-27, 2}, {87, 2}, {88, 3}, {3_931, 3}, {3_932, 4}
    };
    for (int[] pair : widths) {
      StringBuilder out = new StringBuilder();
      Digits.write(out, pair[0]);
      assertEquals(pair[1], out.length(), "digits of " + pair[0]);
    }
  }

  private static int within(long number) {
    return (int) Math.max(Digits.LEAST, Math.min(Digits.MOST, number));
  }
}
