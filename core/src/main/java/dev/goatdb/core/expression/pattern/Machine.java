package dev.goatdb.core.expression.pattern;

/**
 * Runs a pattern over a text: all places where the pattern may be move together, one character at a
 * time. Each place is held once, so a step costs at most the size of the pattern.
 */
final class Machine {
  private final Pattern pattern;

  /** Where the pattern is before the character at hand. */
  private int[] here;

  private int[] next;

  /** When each place was last reached: a position of the text, plus one. */
  private final int[] reached;

  private final int[] waiting;
  private int count;
  private boolean matched;

  Machine(Pattern pattern) {
    this.pattern = pattern;
    here = new int[pattern.size()];
    next = new int[pattern.size()];
    reached = new int[pattern.size()];
    waiting = new int[pattern.size() + 1];
  }

  boolean findsIn(String text) {
    int at = 0;
    int before = -1;
    int active = 0;
    while (true) {
      int point = at < text.length() ? text.codePointAt(at) : -1;
      // A match may begin anywhere.
      count = active;
      reach(0, at + 1, before, point);
      if (matched || point < 0) {
        return matched;
      }
      active = count;
      count = 0;
      int following = at + (point > 0xffff ? 2 : 1);
      int after = following < text.length() ? text.codePointAt(following) : -1;
      int[] places = here;
      here = next;
      for (int i = 0; i < active; i++) {
        if (contains(pattern.set(pattern.operation(places[i])), point)) {
          reach(places[i] + 1, following + 1, point, after);
        }
      }
      next = places;
      active = count;
      at = following;
      before = point;
    }
  }

  /** Adds a place, and all that can be reached from it without reading. */
  private void reach(int from, int time, int before, int after) {
    int depth = 0;
    waiting[depth++] = from;
    while (depth > 0) {
      int place = waiting[--depth];
      if (reached[place] == time) {
        continue;
      }
      reached[place] = time;
      switch (pattern.operation(place)) {
        case Pattern.MATCH -> matched = true;
        case Pattern.JUMP -> waiting[depth++] = pattern.first(place);
        case Pattern.FORK -> {
          waiting[depth++] = pattern.second(place);
          waiting[depth++] = pattern.first(place);
        }
        case Pattern.PLACE -> {
          if (isAt(pattern.first(place), before, after)) {
            waiting[depth++] = place + 1;
          }
        }
        default -> here[count++] = place;
      }
    }
  }

  private static boolean isAt(int sort, int before, int after) {
    return switch (sort) {
      case '^' -> before < 0;
      case '$' -> after < 0;
      case 'b' -> isWord(before) != isWord(after);
      default -> isWord(before) == isWord(after);
    };
  }

  private static boolean isWord(int point) {
    return point >= 'a' && point <= 'z'
        || point >= 'A' && point <= 'Z'
        || point >= '0' && point <= '9'
        || point == '_';
  }

  private static boolean contains(int[] ranges, int point) {
    int low = 0;
    int high = ranges.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      if (point < ranges[2 * middle]) {
        high = middle - 1;
      } else if (point > ranges[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
