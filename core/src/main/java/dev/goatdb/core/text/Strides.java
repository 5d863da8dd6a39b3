package dev.goatdb.core.text;

import java.util.List;

/**
 * A way through a {@link TextChange} in steps as short as somebody likes: what is kept, inserted
 * and deleted one after another, and after the end everything is kept.
 */
final class Strides {
  /** What a step does. */
  enum Kind {
    KEEP,
    INSERT,
    DELETE
  }

  private static final int ENDLESS = Integer.MAX_VALUE;

  private final List<Splice> splices;
  private int next;
  private Kind kind = Kind.KEEP;
  private int left;
  private String insert = "";

  Strides(TextChange change) {
    splices = change.splices();
    left = splices.isEmpty() ? ENDLESS : splices.get(0).keep();
    settle();
  }

  Kind kind() {
    return kind;
  }

  boolean isAtEnd() {
    return next == splices.size();
  }

  /** How far the step goes on. */
  int left() {
    return left;
  }

  /** Goes on by so much of the step, which is no insertion, or all of it. */
  void skip(int count) {
    if (left != ENDLESS) {
      left -= count;
      settle();
    }
  }

  /** Goes on by so much of an insertion: what is inserted there. */
  String take(int count) {
    int from = insert.length() - left;
    String taken = insert.substring(from, from + count);
    skip(count);
    return taken;
  }

  private void settle() {
    while (left == 0) {
      Splice splice = splices.get(next);
      switch (kind) {
        case KEEP -> {
          kind = Kind.INSERT;
          insert = splice.insert();
          left = insert.length();
        }
        case INSERT -> {
          kind = Kind.DELETE;
          left = splice.delete();
        }
        case DELETE -> {
          kind = Kind.KEEP;
          next++;
          left = isAtEnd() ? ENDLESS : splices.get(next).keep();
        }
      }
    }
  }
}
