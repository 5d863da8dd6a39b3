package dev.goatdb.core.expression.pattern;

import java.util.List;

/** A part of a pattern as it was read. */
sealed interface Part {
  /** One character of a set: ranges of code points, first and last in turns. */
  record OneOf(int[] ranges) implements Part {}

  /** A place between characters: {@code ^ $ b B}, the last two at and not at borders of words. */
  record Place(char sort) implements Part {}

  /** Parts one after another. */
  record Row(List<Part> parts) implements Part {}

  /** One of these. */
  record Choice(List<Part> branches) implements Part {}

  /** A part from {@code least} to {@code most} times; -1 is without end. */
  record Repeat(Part part, int least, int most) implements Part {}
}
