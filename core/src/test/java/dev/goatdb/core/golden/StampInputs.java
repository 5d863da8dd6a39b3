package dev.goatdb.core.golden;

import static dev.goatdb.core.golden.Inputs.bytes;
import static dev.goatdb.core.golden.Inputs.with;

import dev.goatdb.core.host.Octets;
import dev.goatdb.core.host.Pure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The inputs of the vectors of kind {@code stamps}. */
final class StampInputs {
  private static final int START = -1;
  private static final int END = -2;
  private static final int FEW = 40;

  private StampInputs() {}

  static Inputs all() {
    Inputs inputs = new Inputs();
    for (int mark : new int[] {0, 1, 61, 62, 2_000, 3_843}) {
      inputs.add("first-mark" + mark, steps(step(START, END, 1, mark)));
    }
    for (int count : new int[] {0, 2, 3, 10, 33}) {
      inputs.add("at-once" + count, steps(step(START, END, count, 7)));
      inputs.add("at-once-between" + count, steps(step(START, END, 2, 7), step(0, 1, count, 7)));
    }
    inputs
        .add("appended", described(row(FEW, 1, (last, i) -> step(last, END, 1, 7))))
        .add("appended-in-turn", described(row(FEW, 1, (last, i) -> step(last, END, 1, 7 + i % 2))))
        .add("prepended", described(row(FEW, 1, (last, i) -> step(START, last, 1, 7))))
        .add(
            "prepended-in-turn",
            described(row(FEW, 1, (last, i) -> step(START, last, 1, 7 + i % 2))))
        .add("gap-upwards", described(row(FEW, 2, (last, i) -> step(i == 0 ? 0 : last, 1, 1, 8))))
        .add("gap-downwards", described(row(FEW, 2, (last, i) -> step(0, i == 0 ? 1 : last, 1, 8))))
        .add(
            "gap-in-turn",
            described(row(FEW, 2, (last, i) -> step(i == 0 ? 0 : last, 1, 1, 6 + i % 3))))
        .add("zigzag", described(zigzag(1)))
        .add("zigzag-in-turn", described(zigzag(3)));
    Map<String, Object> one = steps(step(START, END, 1, 99));
    inputs
        .add("chance-of-zeros", with(one, "chance", bytes(8, 0)))
        .add("chance-of-ones", with(one, "chance", bytes(8, 0xff)))
        .add("equal", steps(step(START, END, 1, 7), step(0, 0, 1, 7)))
        .add("wrong-way", steps(step(START, END, 2, 7), step(1, 0, 1, 7)))
        .add("behind-the-end", steps(step(START, END, 1, 7), step(END, 0, 1, 7)))
        .add("fewer-than-none", steps(step(START, END, -1, 7)));
    // Rounds and counts at their borders, the floor, and what is no stamp.
    String[] given = {
      "z" + "zzzzz" + "zz" + "z" + "zzzzz" + "zzz",
      "0" + "00000" + "00" + "0" + "00000" + "001",
      "0" + "00000" + "00" + "0" + "00000" + "000" + "V01V000",
      "V00V000",
      "V00V",
      "V00V00~",
      "0" + "00000" + "00" + "0" + "00000" + "000",
    };
    for (int i = 0; i < given.length; i++) {
      Map<String, Object> around = steps(step(START, 0, 2, 7), step(0, END, 2, 7));
      inputs.add("given" + i, with(around, "given", List.of(given[i])));
    }
    return inputs;
  }

  /** A step after others, from the number of the newest stamp and the number of the step. */
  private interface Next {
    List<Integer> after(int newest, int number);
  }

  private static List<List<Integer>> row(int count, int first, Next next) {
    List<List<Integer>> steps = new ArrayList<>();
    steps.add(step(START, END, first, 7));
    for (int i = 0; i < count; i++) {
      steps.add(next.after(first - 1 + i, i));
    }
    return steps;
  }

  private static List<List<Integer>> zigzag(int peers) {
    List<List<Integer>> steps = new ArrayList<>();
    steps.add(step(START, END, 2, 7));
    int low = 0;
    int high = 1;
    for (int i = 0; i < FEW; i++) {
      steps.add(step(low, high, 1, 7 + i % peers));
      if (i % 2 == 0) {
        low = i + 2;
      } else {
        high = i + 2;
      }
    }
    return steps;
  }

  private static List<Integer> step(int after, int before, int count, int mark) {
    return List.of(after, before, count, mark);
  }

  private static Map<String, Object> steps(Object... steps) {
    return described(List.of(steps));
  }

  private static Map<String, Object> described(List<?> steps) {
    byte[] chance = new byte[0];
    for (int i = 0; i < 12; i++) {
      Octets more = Pure.sha256(new byte[] {(byte) i});
      byte[] longer = Arrays.copyOf(chance, chance.length + more.size());
      more.copyTo(longer, chance.length);
      chance = longer;
    }
    return Map.of("steps", steps, "chance", Octets.wrap(chance));
  }
}
