package dev.goatdb.core.expression.syntax;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Numbers;
import dev.goatdb.core.expression.decimal.Digits;
import dev.goatdb.core.expression.decimal.Reading;
import dev.goatdb.core.expression.syntax.Lexer.Token;
import dev.goatdb.core.host.Octets;

/** Literals: tokens as data, and data as text. */
@SuppressWarnings("ReferenceEquality") // There is one null datum.
final class Literals {
  private static final long TENTH = 0x1999999999999999L;

  private Literals() {}

  static Datum of(String source, int at, Token token, String text, boolean negative) {
    return switch (token) {
      case STRING -> Datum.of(text);
      case BYTES -> new Datum.Blob(bytes(text));
      case DOUBLE -> {
        double size = Reading.number(text);
        if (size > Double.MAX_VALUE) {
          throw tooLarge(source, at, "a double");
        }
        yield Datum.of(negative ? -size : size);
      }
      case UINT -> new Datum.UInt(natural(source, at, text, "a uint"));
      case INT, NAME, QUOTED_NAME, SYMBOL, END -> {
        long size = natural(source, at, text, "an int");
        if (size < 0 && !(negative && size == Long.MIN_VALUE)) {
          throw tooLarge(source, at, "an int");
        }
        yield Datum.of(negative ? -size : size);
      }
    };
  }

  private static RuntimeException tooLarge(String source, int at, String what) {
    return Problem.at(source, at, "the number is too large for " + what, "Write a smaller one.");
  }

  private static long natural(String source, int at, String text, String what) {
    boolean hex = text.length() > 1 && (text.charAt(1) | 32) == 'x';
    long number = 0;
    boolean good = !hex || text.length() > 2;
    for (int i = hex ? 2 : 0; i < text.length(); i++) {
      int digit = Quotes.hexDigit(text.charAt(i));
      // Below the tenth, another digit always fits; at it, the digits up to 5 do.
      good =
          good
              && (hex
                  ? number >>> 60 == 0
                  : number >= 0 && (number < TENTH || number == TENTH && digit <= 5));
      number = number * (hex ? 16 : 10) + digit;
    }
    if (!good) {
      throw tooLarge(source, at, what);
    }
    return number;
  }

  private static Octets bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return Octets.wrap(bytes);
  }

  static void print(StringBuilder out, Datum value) {
    switch (value) {
      case Datum.Int number -> out.append(Long.toString(number.value()));
      case Datum.UInt number -> out.append(Numbers.text(number.value())).append('u');
      case Datum.Real number -> {
        String digits = Digits.of(number.value());
        boolean whole = digits.indexOf('.') < 0 && digits.indexOf('e') < 0;
        out.append(digits).append(whole ? ".0" : "");
      }
      case Datum.Text text -> Quotes.write(out, text.value(), false);
      case Datum.Blob blob -> {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < blob.value().size(); i++) {
          bytes.append((char) blob.value().at(i));
        }
        Quotes.write(out.append('b'), bytes.toString(), true);
      }
      default -> out.append(value == Datum.NULL ? "null" : value == Datum.TRUE ? "true" : "false");
    }
  }
}
