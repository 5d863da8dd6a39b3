package dev.goatdb.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.text.TextChange;
import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operations and their places. */
class OperationTest {
  private static final List<String> NAMES =
      List.of("a", "b", "ab", "\u00e4", "zzz", "\ud83d\udc10");

  @Test
  void theOrderOfPlacesNeedsNoEncoding() {
    Property.check(
        2_000,
        chance -> {
          Operation a = operation(chance);
          Operation b = operation(chance);
          assertEquals(
              Integer.signum(a.place().compareTo(b.place())),
              Integer.signum(Operation.compareByPlace(a, b)));
        });
  }

  @Test
  void aPathHasANameForEachLevelAtTheMost() {
    List<String> longest = Collections.nCopies(Operation.MOST_NAMES, "name");
    assertEquals(5, longest.size());
    Operation fits = new Operation.Put(longest, Value.of(1));
    assertEquals(fits, read(fits));
    Operation longer = new Operation.Remove(Collections.nCopies(6, "name"));
    assertThrows(GoatException.Corrupted.class, () -> read(longer));
  }

  @Test
  void whatIsWrittenOrRemovedAsAWholeCoversWhatIsWithin() {
    Operation whole = new Operation.Put(List.of("map", "a"), Value.EMPTY_DICT);
    assertTrue(whole.covers(new Operation.Remove(List.of("map", "a", "b"))));
    assertTrue(whole.covers(new Operation.Include(List.of("map", "a"), Value.of(1))));
    assertFalse(whole.covers(new Operation.Remove(List.of("map", "a"))));
    assertFalse(whole.covers(new Operation.Remove(List.of("map", "b", "a"))));
    assertFalse(new Operation.Include(List.of("map", "a"), Value.of(1)).covers(whole));
    assertFalse(
        new Operation.Put(List.of("map"), Value.of(1)).covers(whole), "a field is no entry");
  }

  @Test
  void anOperationIsReadAsItWasWritten() {
    Property.check(
        200,
        chance -> {
          Operation operation = operation(chance);
          assertEquals(operation, read(operation));
        });
  }

  private static Operation read(Operation operation) {
    CborWriter out = new CborWriter();
    operation.write(out);
    return Operation.read(new CborReader(out.octets()));
  }

  private static Operation operation(Chance chance) {
    List<String> path =
        switch (chance.below(4)) {
          case 0 -> List.of();
          case 1 -> List.of(name(chance));
          case 2 -> List.of(name(chance), name(chance));
          default -> List.of(name(chance), name(chance), name(chance));
        };
    return switch (chance.below(6)) {
      case 0 -> new Operation.Put(path, Value.of(chance.below(9)));
      case 1 -> new Operation.Remove(path);
      case 2 -> new Operation.Increase(path, chance.below(9));
      case 3 -> new Operation.Include(path, element(chance));
      case 4 -> new Operation.Alter(path, TextChange.of(chance.below(9), 1, name(chance)));
      default -> new Operation.Exclude(path, element(chance));
    };
  }

  private static String name(Chance chance) {
    return NAMES.get(chance.below(NAMES.size()));
  }

  private static Value element(Chance chance) {
    return switch (chance.below(4)) {
      case 0 -> Value.of(name(chance));
      case 1 -> Value.of((long) chance.below(1_000) - 500);
      case 2 -> Value.of(chance.oneIn(2));
      default -> new Value.Moment(chance.below(1_000_000));
    };
  }
}
