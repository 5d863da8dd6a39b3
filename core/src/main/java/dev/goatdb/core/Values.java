package dev.goatdb.core;

import dev.goatdb.core.value.CborReader;
import dev.goatdb.core.value.CborWriter;
import java.util.Optional;

/**
 * What items with long histories show, so that somebody who only looks need not replay them. It is
 * derived, and kept with the index.
 */
interface Values {
  /** Nothing is kept, for there is no index to keep it with. */
  Values NONE = new Values() {};

  default boolean isEmpty() {
    return true;
  }

  /** What an item shows whose newest commit has that number. */
  default Optional<Shown> find(String item, int number) {
    return Optional.empty();
  }

  default void keep(String item, int number, Shown shown) {}

  /** Commits were taken out: numbers do not say any more what an item shows. */
  default void clear() {}

  /** Writes those of commits below a number. */
  default void write(CborWriter out, int below) {}

  default void read(CborReader in) {}
}
