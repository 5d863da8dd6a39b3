package dev.goatdb.core;

import dev.goatdb.core.commit.AtomicMark;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.host.Octets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which commits of a repository belong together: those of one atomic pack. */
final class Units {
  private final History history;
  private final Map<Integer, Open> open = new HashMap<>();
  private long asked;
  private boolean atomic;

  /**
   * Own commits that belong together and are not sealed yet.
   *
   * @param flags those that their seal will have
   */
  record Open(int flags, List<Integer> numbers) {}

  Units(History history) {
    this.history = history;
  }

  /** Own commits belong together. */
  void add(int flags, List<Integer> numbers) {
    Open unit = new Open(flags, List.copyOf(numbers));
    numbers.forEach(number -> open.put(number, unit));
  }

  /** Those that a commit belongs to and that are not sealed yet, if there are any. */
  Optional<Open> open(int number) {
    return open.isEmpty() ? Optional.empty() : Optional.ofNullable(open.get(number));
  }

  /** What a log says before the first of own commits that belong together and are not sealed. */
  Optional<AtomicMark> mark(int number) {
    return open(number)
        .filter(unit -> unit.numbers().get(0) == number)
        .map(unit -> new AtomicMark(unit.flags(), unit.numbers().size()));
  }

  /** Commits are sealed: from now on the seal says it. */
  void sealed(List<Integer> numbers) {
    if (!open.isEmpty()) {
      numbers.forEach(open::remove);
    }
  }

  /** Whether a commit was edited atomically, be it alone. */
  boolean isAtomic(int number) {
    return open(number).isPresent() || history.isSealed(number) && isUnderAtomicSeal(number);
  }

  /** Asked of many commits under one seal, one after another. */
  private boolean isUnderAtomicSeal(int number) {
    long at = history.index().sealOffset(number);
    if (at != asked) {
      asked = at;
      atomic = history.seal(number).isAtomic();
    }
    return atomic;
  }

  /** All that are here of those that a commit belongs to; it alone where it belongs to none. */
  List<Integer> of(int number) {
    Optional<Open> unsealed = open(number);
    if (unsealed.isPresent()) {
      return unsealed.get().numbers();
    }
    if (!history.isSealed(number) || !isUnderAtomicSeal(number)) {
      return List.of(number);
    }
    List<Integer> numbers = new ArrayList<>();
    for (Octets id : history.piece(number).tree().present()) {
      int one = history.find(new CommitId(id));
      if (one >= 0) {
        numbers.add(one);
      }
    }
    return numbers;
  }
}
