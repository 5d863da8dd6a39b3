package dev.goatdb.core.expression.pattern;

import dev.goatdb.core.expression.data.Bounds;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern as instructions for a {@link Machine}: read a character of a set, fork, jump, be at a
 * place, match.
 */
public final class Pattern {
  static final int FORK = -1;
  static final int JUMP = -2;
  static final int PLACE = -3;
  static final int MATCH = -4;

  private static final int MOST_WRITTEN = 8 * Bounds.PATTERN;

  /** For each instruction: the index of a set, or one of the constants above. */
  private final int[] operations = new int[Bounds.PATTERN];

  /** Where a fork or jump leads, or the sort of a place. */
  private final int[] first = new int[Bounds.PATTERN];

  private final int[] second = new int[Bounds.PATTERN];
  private final List<int[]> sets = new ArrayList<>();
  private final String problem;
  private int size;
  private int written;
  private boolean tooLarge;

  private Pattern(String text) {
    Reader reader = new Reader(text);
    Part whole = reader.whole();
    if (reader.problem().isEmpty()) {
      write(whole);
      add(MATCH, 0, 0);
    }
    this.problem =
        tooLarge
            ? "the pattern takes more than " + Bounds.PATTERN + " instructions"
            : reader.problem();
  }

  /** Reads a pattern; if it is wrong, {@link #problem} says so and it must not be matched. */
  public static Pattern of(String text) {
    return new Pattern(text);
  }

  /** What is wrong with the pattern, or nothing. */
  public String problem() {
    return problem;
  }

  /** How many instructions it has. */
  public int size() {
    return size;
  }

  /** Whether it matches a part of the text. */
  public boolean findsIn(String text) {
    return new Machine(this).findsIn(text);
  }

  int operation(int at) {
    return operations[at];
  }

  int first(int at) {
    return first[at];
  }

  int second(int at) {
    return second[at];
  }

  int[] set(int index) {
    return sets.get(index);
  }

  private int add(int operation, int to, int or) {
    if (size == operations.length) {
      tooLarge = true;
      return 0;
    }
    operations[size] = operation;
    first[size] = to;
    second[size] = or;
    return size++;
  }

  private void write(Part part) {
    // Repetitions of nothing add no instructions, and yet must end.
    tooLarge = tooLarge || ++written > MOST_WRITTEN;
    if (tooLarge) {
      return;
    }
    switch (part) {
      case Part.OneOf one -> {
        add(sets.size(), 0, 0);
        sets.add(one.ranges());
      }
      case Part.Place place -> add(PLACE, place.sort(), 0);
      case Part.Row row -> row.parts().forEach(this::write);
      case Part.Choice choice -> writeChoice(choice);
      case Part.Repeat repeat -> writeRepeat(repeat);
    }
  }

  private void writeChoice(Part.Choice choice) {
    int last = choice.branches().size() - 1;
    int[] jumps = new int[last];
    for (int i = 0; i < last; i++) {
      int fork = add(FORK, size + 1, 0);
      write(choice.branches().get(i));
      jumps[i] = add(JUMP, 0, 0);
      second[fork] = size;
    }
    write(choice.branches().get(last));
    for (int jump : jumps) {
      first[jump] = size;
    }
  }

  private void writeRepeat(Part.Repeat repeat) {
    for (int i = 0; i < repeat.least() && !tooLarge; i++) {
      write(repeat.part());
    }
    if (repeat.most() < 0) {
      int fork = add(FORK, size + 1, 0);
      write(repeat.part());
      add(JUMP, fork, 0);
      second[fork] = size;
    } else {
      writeOptional(repeat.part(), repeat.most() - repeat.least());
    }
  }

  /** Up to {@code count} times more, with one way out of each. */
  private void writeOptional(Part part, int count) {
    int[] forks = new int[count];
    for (int i = 0; i < count && !tooLarge; i++) {
      forks[i] = add(FORK, size + 1, 0);
      write(part);
    }
    for (int fork : forks) {
      second[fork] = tooLarge ? 0 : size;
    }
  }
}
