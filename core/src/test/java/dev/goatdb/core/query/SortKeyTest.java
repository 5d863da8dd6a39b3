package dev.goatdb.core.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.goatdb.core.value.FieldOrder;
import dev.goatdb.core.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys to sort by, against the order they stand for. */
class SortKeyTest {
  @Test
  void keysAreInTheOrderOfTheirFields() {
    List<Optional<Value>> values = new ArrayList<>();
    values.add(Optional.empty());
    for (long whole :
        new long[] {0, 1, -1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      values.add(Optional.of(Value.of(whole)));
      values.add(Optional.of(new Value.Moment(whole)));
    }
    for (double number : new double[] {0.5, -0.5, 0x1p60, 1e300}) {
      values.add(Optional.of(Value.of(number)));
    }
    for (String text : List.of("", "a", "b", "B", "ab")) {
      values.add(Optional.of(Value.of(text)));
    }
    values.add(Optional.of(Value.TRUE));
    values.add(Optional.of(Value.FALSE));
    values.add(Optional.of(Value.setOf(List.of(Value.of("a")))));
    values.add(Optional.of(Value.dictOf(Map.of("a", Value.TRUE))));
    for (Optional<Value> a : values) {
      for (Optional<Value> b : values) {
        assertEquals(
            Integer.signum(FieldOrder.compare(a, b)),
            Integer.signum(SortKey.of(a).compareTo(SortKey.of(b))),
            a + " and " + b);
      }
    }
  }
}
