package dev.goatdb.core.merge;

import dev.goatdb.core.commit.Commit;
import dev.goatdb.core.commit.CommitId;
import dev.goatdb.core.commit.Operation;
import dev.goatdb.core.text.Splice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text as the tree of "The Art of the Fugue" (FugueMax), of the complete history and without any
 * cleverness: every character is a node that keeps its place when it is deleted.
 */
public final class NaiveText {
  private final Map<CommitId, Set<CommitId>> seen = new HashMap<>();
  private final Letter root = new Letter(null, '-', null, null);

  /**
   * A character; among the right children of one, those come first before whose origin on the right
   * more stood.
   */
  private static final class Letter {
    final Commit by;
    final char character;
    final Letter rightOrigin;
    final Boolean isRight;
    final List<Letter> left = new ArrayList<>();
    final List<Letter> right = new ArrayList<>();
    final Set<CommitId> deletedBy = new HashSet<>();

    Letter(Commit by, char character, Letter rightOrigin, Boolean isRight) {
      this.by = by;
      this.character = character;
      this.rightOrigin = rightOrigin;
      this.isRight = isRight;
    }
  }

  private NaiveText() {}

  /** The text that all these commits come to, parents first, above a text that all of them saw. */
  public static String of(String base, String field, Collection<Commit> commits) {
    NaiveText text = new NaiveText();
    Letter last = text.root;
    for (char character : base.toCharArray()) {
      Letter letter = new Letter(null, character, null, true);
      last.right.add(letter);
      last = letter;
    }
    for (Commit commit : commits) {
      Set<CommitId> ancestors = new HashSet<>();
      for (CommitId parent : commit.header().parents()) {
        ancestors.add(parent);
        ancestors.addAll(text.seen.get(parent));
      }
      text.seen.put(commit.id(), ancestors);
      for (Operation operation : commit.operations()) {
        if (operation instanceof Operation.Alter alter && alter.path().equals(List.of(field))) {
          text.edit(commit, ancestors, alter.change().splices());
        }
      }
    }
    StringBuilder all = new StringBuilder();
    for (Letter letter : text.letters()) {
      all.append(letter.deletedBy.isEmpty() ? letter.character : "");
    }
    return all.toString();
  }

  private void edit(Commit by, Set<CommitId> ancestors, List<Splice> splices) {
    List<Letter> known = new ArrayList<>(letters());
    known.removeIf(letter -> letter.by != null && !ancestors.contains(letter.by.id()));
    List<Letter> shown = new ArrayList<>(known);
    shown.removeIf(letter -> !Collections.disjoint(letter.deletedBy, ancestors));
    int end = 0;
    for (Splice splice : splices) {
      end += splice.keep() + splice.delete();
    }
    for (int i = splices.size() - 1; i >= 0; i--) {
      Splice splice = splices.get(i);
      int from = place(shown, end - splice.delete());
      int to = place(shown, end);
      int behind = from;
      for (int at = from + 1; behind == from && at <= to; at++) {
        behind = place(shown, at);
      }
      Letter left = behind == 0 ? root : shown.get(behind - 1);
      for (char character : splice.insert().toCharArray()) {
        left = insert(by, known, left, character);
      }
      for (int at = from; at < to; at++) {
        shown.get(at).deletedBy.add(by.id());
      }
      end -= splice.delete() + splice.keep();
    }
  }

  private static int place(List<Letter> shown, int at) {
    int place = Math.min(at, shown.size());
    boolean within =
        place > 0 && place < shown.size() && Character.isLowSurrogate(shown.get(place).character);
    return within ? place - 1 : place;
  }

  /**
   * As a right child of what is before it, or where that has some, a left child of what is next.
   */
  private Letter insert(Commit by, List<Letter> known, Letter left, char character) {
    int next = left == root ? 0 : known.indexOf(left) + 1;
    Letter right = next < known.size() ? known.get(next) : null;
    boolean isRight = left.right.stream().noneMatch(known::contains);
    Letter letter = new Letter(by, character, right, isRight);
    List<Letter> siblings = isRight ? left.right : right.left;
    siblings.add(letter);
    known.add(next, letter);
    if (siblings.size() == 1) {
      return letter;
    }
    Map<Letter, Integer> order = new HashMap<>();
    letters().forEach(one -> order.put(one, order.size()));
    siblings.sort(
        Comparator.comparingInt((Letter one) ->
                !one.isRight || one.rightOrigin == null
                    ? Integer.MIN_VALUE
                    : -order.get(one.rightOrigin))
            .thenComparing(one -> one.by));
    return letter;
  }

  /** All letters in their order. */
  private List<Letter> letters() {
    List<Letter> letters = new ArrayList<>();
    collect(root, letters);
    letters.remove(root);
    return letters;
  }

  private static void collect(Letter letter, List<Letter> into) {
    // A long text is a long chain of right children: no recursion along it.
    letter.left.forEach(child -> collect(child, into));
    into.add(letter);
    Letter at = letter;
    while (at.right.size() == 1) {
      at = at.right.get(0);
      at.left.forEach(child -> collect(child, into));
      into.add(at);
    }
    at.right.forEach(child -> collect(child, into));
  }
}
