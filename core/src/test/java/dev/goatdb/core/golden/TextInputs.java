package dev.goatdb.core.golden;

import java.util.Map;

/** The inputs of the vectors of kinds {@code texts} and {@code lists}. */
final class TextInputs {
  private static final int VECTORS = 20;
  private static final int EACH = 5;

  private TextInputs() {}

  static Inputs all() {
    Inputs inputs = new Inputs();
    for (int i = 0; i < VECTORS; i++) {
      inputs.add("seeds-" + i * EACH, Map.of("seed", i * EACH, "count", EACH));
    }
    return inputs;
  }
}
