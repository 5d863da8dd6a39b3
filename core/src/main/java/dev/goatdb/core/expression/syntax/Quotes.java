package dev.goatdb.core.expression.syntax;

import dev.goatdb.core.host.Pure;

/** Text and bytes in quotes: what escapes spell, and how to write them. */
final class Quotes {
  private static final String ESCAPES = "abfnrtv\\?\"'`";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\?\"'`";
  private static final String HEX = "0123456789abcdef";

  private Quotes() {}

  /** The value of a hexadecimal digit, or -1. */
  static int hexDigit(int c) {
    return c < 0 || c > 127 ? -1 : HEX.indexOf(c >= 'A' && c <= 'F' ? c + 32 : c);
  }

  /** What the source from {@code from} to {@code end} spells; of bytes one character for each. */
  static String read(String source, int from, int end, boolean raw, boolean bytes) {
    StringBuilder text = new StringBuilder();
    int at = from;
    while (at < end) {
      char c = source.charAt(at);
      if (c == '\\' && !raw) {
        at = escape(source, at, end, bytes, text);
      } else {
        int point = source.codePointAt(at);
        if (point >= 0xd800 && point <= 0xdfff) {
          throw Problem.at(source, at, "half a character stands here", "Write the whole one.");
        }
        int length = point > 0xffff ? 2 : 1;
        append(text, source.substring(at, at + length), bytes);
        at += length;
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String character, boolean bytes) {
    byte[] encoded = bytes ? Pure.encodeUtf8(character) : null;
    if (encoded == null) {
      text.append(character);
      return;
    }
    for (byte b : encoded) {
      text.append((char) (b & 0xff));
    }
  }

  /** Appends what one escape spells, and gives where it ends. */
  private static int escape(String source, int at, int end, boolean bytes, StringBuilder text) {
    char c = at + 1 < end ? source.charAt(at + 1) : ' ';
    int known = ESCAPES.indexOf(c);
    if (known >= 0) {
      text.append(MEANINGS.charAt(known));
      return at + 2;
    }
    boolean octal = c >= '0' && c <= '3';
    int count = octal ? 3 : c == 'x' || c == 'X' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    int first = octal ? at + 1 : at + 2;
    int last = first + count;
    int point = count == 0 || last > end || bytes && count > 3 ? -1 : 0;
    for (int i = first; i < last && point >= 0; i++) {
      int digit = hexDigit(source.charAt(i));
      boolean good = digit >= 0 && (!octal || digit < 8) && point < 0x10000000;
      point = good ? point * (octal ? 8 : 16) + digit : -1;
    }
    if (point < 0 || point > 0x10ffff || point >= 0xd800 && point <= 0xdfff) {
      throw Problem.at(
          source,
          at,
          "the escape is none",
          "Known are \\\\ \\' \\\" \\` \\? \\a \\b \\f \\n \\r \\t \\v, \\xHH and \\OOO,"
              + " in text also \\uHHHH and \\UHHHHHHHH; r'...' takes a backslash as it is.");
    }
    text.appendCodePoint(point);
    return last;
  }

  /** Text as a literal in single quotes. */
  static void write(StringBuilder out, String text, boolean bytes) {
    out.append('\'');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int named = c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c;
      if (c == '\'' || c == '\\' || named != c) {
        out.append('\\').append((char) named);
      } else if (c < ' ' || c == 0x7f || bytes && c > 0x7f) {
        out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
    out.append('\'');
  }
}
