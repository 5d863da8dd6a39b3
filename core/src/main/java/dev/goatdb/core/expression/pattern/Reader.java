package dev.goatdb.core.expression.pattern;

import dev.goatdb.core.expression.data.Bounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the text of a pattern into parts; {@link #problem} says what is wrong with it, if anything.
 */
final class Reader {
  private static final int LAST = 0x10ffff;
  private static final int[] DIGITS = {'0', '9'};
  private static final int[] WORD = {'0', '9', 'A', 'Z', '_', '_', 'a', 'z'};
  private static final int[] SPACE = {'\t', '\n', '\f', '\r', ' ', ' '};
  private static final int[] ALL_BUT_NEWLINE = {0, '\n' - 1, '\n' + 1, LAST};
  private static final String PLAIN_ESCAPES = "\\.+*?()|[]{}^$/-\"'`,:;!#%&~@=<> ";

  private final String text;
  private int at;
  private int depth;
  private String problem = "";

  Reader(String text) {
    this.text = text;
  }

  /** What is wrong, or nothing. */
  String problem() {
    return problem;
  }

  Part whole() {
    Part part = choice();
    if (at < text.length()) {
      fail("')' closes nothing");
    }
    return part;
  }

  private void fail(String what) {
    if (problem.isEmpty()) {
      problem = what + " at character " + (at + 1) + " of the pattern";
    }
    at = text.length();
  }

  private boolean sees(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean takes(char c) {
    if (sees(c)) {
      at++;
      return true;
    }
    return false;
  }

  private int codePoint() {
    int point = text.codePointAt(at);
    at += point > 0xffff ? 2 : 1;
    return point;
  }

  private Part choice() {
    List<Part> branches = new ArrayList<>();
    if (++depth > Bounds.NESTING) {
      fail("the parentheses nest too deep");
    }
    do {
      branches.add(row());
    } while (takes('|'));
    depth--;
    return branches.size() == 1 ? branches.get(0) : new Part.Choice(branches);
  }

  private Part row() {
    List<Part> parts = new ArrayList<>();
    while (at < text.length() && !sees('|') && !sees(')')) {
      parts.add(repeated(atom()));
    }
    return new Part.Row(parts);
  }

  private Part repeated(Part part) {
    if (at == text.length()) {
      return part;
    }
    Part repeated;
    if (takes('*')) {
      repeated = new Part.Repeat(part, 0, -1);
    } else if (takes('+')) {
      repeated = new Part.Repeat(part, 1, -1);
    } else if (takes('?')) {
      repeated = new Part.Repeat(part, 0, 1);
    } else if (sees('{')) {
      repeated = counted(part);
    } else {
      return part;
    }
    // A lazy repetition matches the same texts.
    takes('?');
    if (sees('*') || sees('+') || sees('?') || sees('{')) {
      fail("a repetition is repeated");
    }
    return repeated;
  }

  private Part counted(Part part) {
    at++;
    int least = count();
    int most = least;
    if (takes(',')) {
      most = sees('}') ? -1 : count();
    }
    if (!takes('}') || least < 0 || most >= 0 && most < least) {
      fail("a count is none: write {2}, {2,} or {2,5}");
    }
    if (Math.max(least, most) > Bounds.REPETITIONS) {
      fail("a count is above " + Bounds.REPETITIONS);
    }
    return new Part.Repeat(part, least, most);
  }

  private int count() {
    int count = -1;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      count = Math.min(Math.max(count, 0) * 10 + text.charAt(at++) - '0', 1_000_000);
    }
    return count == -1 ? -2 : count;
  }

  private Part atom() {
    int point = codePoint();
    return switch (point) {
      case '(' -> group();
      case '[' -> new Part.OneOf(set());
      case '.' -> new Part.OneOf(ALL_BUT_NEWLINE);
      case '^', '$' -> new Part.Place((char) point);
      case '\\' -> escaped();
      case '*', '+', '?' -> {
        fail("nothing stands before '" + (char) point + "'");
        yield new Part.Place('^');
      }
      default -> one(point);
    };
  }

  private static Part one(int point) {
    return new Part.OneOf(new int[] {point, point});
  }

  private Part group() {
    if (takes('?') && !takes(':')) {
      fail("of groups there are (...) and (?:...) only");
    }
    Part part = choice();
    if (!takes(')')) {
      fail("a '(' is not closed");
    }
    return part;
  }

  private Part escaped() {
    if (at == text.length()) {
      fail("a '\\' ends the pattern");
      return one('\\');
    }
    char c = text.charAt(at);
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z') {
      at++;
      return new Part.Place(c == 'A' ? '^' : c == 'z' ? '$' : c);
    }
    return new Part.OneOf(escape());
  }

  /** The set that an escape stands for, within brackets or without. */
  private int[] escape() {
    int point = at < text.length() ? codePoint() : ' ';
    return switch (point) {
      case 'd' -> DIGITS;
      case 'D' -> others(DIGITS);
      case 'w' -> WORD;
      case 'W' -> others(WORD);
      case 's' -> SPACE;
      case 'S' -> others(SPACE);
      case 't' -> new int[] {'\t', '\t'};
      case 'n' -> new int[] {'\n', '\n'};
      case 'r' -> new int[] {'\r', '\r'};
      case 'f' -> new int[] {'\f', '\f'};
      case 'v' -> new int[] {0x0b, 0x0b};
      default -> {
        if (point > 127 || PLAIN_ESCAPES.indexOf(point) < 0) {
          at--;
          fail("'\\" + (char) point + "' is not known");
        }
        yield new int[] {point, point};
      }
    };
  }

  private int[] set() {
    boolean negated = takes('^');
    List<int[]> ranges = new ArrayList<>();
    boolean first = true;
    while (at < text.length() && (first || !sees(']'))) {
      first = false;
      int[] low = member();
      if (sees('-') && at + 1 < text.length() && text.charAt(at + 1) != ']') {
        at++;
        int[] high = member();
        if (low.length > 2 || high.length > 2 || low[0] != low[1] || low[0] > high[0]) {
          fail("a range is none");
        }
        ranges.add(new int[] {low[0], high[1]});
      } else {
        for (int i = 0; i < low.length; i += 2) {
          ranges.add(new int[] {low[i], low[i + 1]});
        }
      }
    }
    if (!takes(']')) {
      fail("a '[' is not closed");
    }
    int[] sorted = sorted(ranges);
    return negated ? others(sorted) : sorted;
  }

  private int[] member() {
    if (takes('\\')) {
      return escape();
    }
    if (sees('[') && at + 1 < text.length() && text.charAt(at + 1) == ':') {
      fail("named sets such as [:alpha:] are not known");
    }
    int point = at < text.length() ? codePoint() : 0;
    return new int[] {point, point};
  }

  /** The ranges in order, those that touch joined. */
  private static int[] sorted(List<int[]> ranges) {
    ranges.sort((a, b) -> a[0] - b[0]);
    int[] sorted = new int[2 * ranges.size()];
    int count = 0;
    for (int[] range : ranges) {
      if (count > 0 && range[0] <= sorted[count - 1] + 1) {
        sorted[count - 1] = Math.max(sorted[count - 1], range[1]);
      } else {
        sorted[count++] = range[0];
        sorted[count++] = range[1];
      }
    }
    return Arrays.copyOf(sorted, count);
  }

  /** All code points that are not in these sorted ranges. */
  private static int[] others(int[] ranges) {
    int[] others = new int[ranges.length + 2];
    int count = 0;
    int next = 0;
    for (int i = 0; i < ranges.length; i += 2) {
      if (ranges[i] > next) {
        others[count++] = next;
        others[count++] = ranges[i] - 1;
      }
      next = ranges[i + 1] + 1;
    }
    if (next <= LAST) {
      others[count++] = next;
      others[count++] = LAST;
    }
    return Arrays.copyOf(others, count);
  }
}
