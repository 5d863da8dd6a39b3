package dev.goatdb.core.commit;

import dev.goatdb.error.GoatException;
import java.util.List;

/** What a commit must have in common with its parents. */
final class Descent {
  private Descent() {}

  /** Throws {@code Corrupted} where a commit contradicts its parents. */
  static void check(Header header, List<Node> parents) {
    int generation = 0;
    for (Node parent : parents) {
      Header above = parent.header();
      generation = Math.max(generation, above.generation());
      boolean sameItem = above.item().equals(header.item());
      boolean later = header.clock() > above.clock();
      boolean sameSchema =
          above.schema().namespace().equals(header.schema().namespace())
              && above.schema().version() <= header.schema().version();
      if (!sameItem || !later || !sameSchema) {
        throw contradiction(
            header.item(), !sameItem ? "item" : !later ? "order of clocks" : "schema");
      }
    }
    if (header.generation() != generation + 1) {
      throw new GoatException.Corrupted(
          "A commit of the item '" + header.item() + "' has a wrong generation.",
          "Its author's program is faulty.");
    }
  }

  static GoatException contradiction(String item, String what) {
    return new GoatException.Corrupted(
        "A commit of the item '" + item + "' contradicts its parent: another " + what + ".",
        "Its author's program is faulty.");
  }
}
