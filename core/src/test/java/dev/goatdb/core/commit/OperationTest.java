package dev.goatdb.core.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.property.Chance;
import dev.goatdb.core.property.Property;
import dev.goatdb.core.value.Value;
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

  private static Operation operation(Chance chance) {
    List<String> path =
        switch (chance.below(3)) {
          case 0 -> List.of();
          case 1 -> List.of(name(chance));
          default -> List.of(name(chance), name(chance));
        };
    return switch (chance.below(5)) {
      case 0 -> new Operation.Put(path, Value.of(chance.below(9)));
      case 1 -> new Operation.Remove(path);
      case 2 -> new Operation.Increase(path, chance.below(9));
      case 3 -> new Operation.Include(path, element(chance));
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
