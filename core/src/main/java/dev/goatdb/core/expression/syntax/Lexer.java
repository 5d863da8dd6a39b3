package dev.goatdb.core.expression.syntax;

/** Cuts a source into tokens, one at a time; comments and white space go. */
final class Lexer {
  private static final String PAIRS = "&& || == != <= >= ";
  private static final String SINGLES = "+-*/%<>!?:.,()[]{}";

  private final String source;

  /** What the token at hand is. */
  Token token = Token.END;

  /** Where it begins. */
  int at;

  /** Its text; of literals in quotes what they spell, of bytes one character for each byte. */
  String text = "";

  private int end;

  Lexer(String source) {
    this.source = source;
    next();
  }

  /** What a token is. */
  enum Token {
    END,
    NAME,
    /** A name in backticks. */
    QUOTED_NAME,
    INT,
    UINT,
    DOUBLE,
    STRING,
    BYTES,
    SYMBOL
  }

  boolean sees(String symbol) {
    return token == Token.SYMBOL && text.equals(symbol);
  }

  boolean takes(String symbol) {
    if (sees(symbol)) {
      next();
      return true;
    }
    return false;
  }

  private int look(int position) {
    return position < source.length() ? source.charAt(position) : -1;
  }

  /** Goes to the next token. */
  void next() {
    at = end = skip(end);
    int c = look(at);
    if (c < 0) {
      become(Token.END, at);
    } else if (isDigit(c) || c == '.' && isDigit(look(at + 1))) {
      number();
    } else if (quoteStart() >= 0) {
      quoted(quoteStart());
    } else if (isLetter(c)) {
      int last = at;
      while (isLetter(look(last)) || isDigit(look(last))) {
        last++;
      }
      become(Token.NAME, last);
    } else if (c == '`') {
      quotedName();
    } else if (c < 128 && look(at + 1) >= 0 && PAIRS.contains(source.substring(at, at + 2) + " ")) {
      become(Token.SYMBOL, at + 2);
    } else if (SINGLES.indexOf(c) >= 0) {
      become(Token.SYMBOL, at + 1);
    } else {
      int point = source.codePointAt(at);
      String shown = source.substring(at, at + (point > 0xffff ? 2 : 1));
      String remedy = c == '=' ? "Write == to compare." : "Remove it, or put text in quotes.";
      throw Problem.at(source, at, "'" + shown + "' means nothing here", remedy);
    }
  }

  private void become(Token kind, int last) {
    token = kind;
    text = source.substring(at, last);
    end = last;
  }

  private int skip(int from) {
    int i = from;
    while (true) {
      int c = look(i);
      if (c == '/' && look(i + 1) == '/') {
        while (look(i) >= 0 && look(i) != '\n') {
          i++;
        }
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        i++;
      } else {
        return i;
      }
    }
  }

  private void number() {
    int last = at;
    if (look(at) == '0' && (look(at + 1) | 32) == 'x') {
      last = at + 2;
      while (Quotes.hexDigit(look(last)) >= 0) {
        last++;
      }
      integer(last);
      return;
    }
    last = digits(last);
    boolean fraction = look(last) == '.' && isDigit(look(last + 1));
    if (fraction) {
      last = digits(last + 1);
    }
    int sign = look(last + 1) == '+' || look(last + 1) == '-' ? 2 : 1;
    boolean exponent = (look(last) | 32) == 'e' && isDigit(look(last + sign));
    if (exponent) {
      last = digits(last + sign);
    }
    if (fraction || exponent) {
      become(Token.DOUBLE, last);
    } else {
      integer(last);
    }
  }

  private int digits(int from) {
    int last = from;
    while (isDigit(look(last))) {
      last++;
    }
    return last;
  }

  private void integer(int last) {
    boolean unsigned = (look(last) | 32) == 'u';
    become(unsigned ? Token.UINT : Token.INT, last);
    end = unsigned ? last + 1 : last;
  }

  /** Where the quote of a literal stands after its prefix of r and b; -1 where there is none. */
  private int quoteStart() {
    int i = at;
    while (i < at + 2 && ((look(i) | 32) == 'r' || (look(i) | 32) == 'b')) {
      i++;
    }
    boolean twice = i == at + 2 && (look(at) | 32) == (look(at + 1) | 32);
    return !twice && (look(i) == '\'' || look(i) == '"') ? i : -1;
  }

  private void quoted(int quote) {
    String prefix = source.substring(at, quote);
    boolean raw = prefix.indexOf('r') >= 0 || prefix.indexOf('R') >= 0;
    boolean bytes = prefix.indexOf('b') >= 0 || prefix.indexOf('B') >= 0;
    String mark = source.substring(quote, quote + 1);
    boolean triple = source.startsWith(mark.repeat(3), quote);
    String close = triple ? mark.repeat(3) : mark;
    int from = quote + close.length();
    int last = from;
    while (!source.startsWith(close, last)) {
      int c = look(last);
      if (c < 0 || !triple && (c == '\n' || c == '\r')) {
        throw Problem.at(source, at, "the text is not closed", "End it with " + close + ".");
      }
      last += c == '\\' && !raw && look(last + 1) >= 0 ? 2 : 1;
    }
    token = bytes ? Token.BYTES : Token.STRING;
    text = Quotes.read(source, from, last, raw, bytes);
    end = last + close.length();
  }

  private void quotedName() {
    int last = source.indexOf('`', at + 1);
    boolean good = last > at + 1;
    for (int i = at + 1; i < last; i++) {
      good = good && (isLetter(look(i)) || isDigit(look(i)) || ".-/ ".indexOf(look(i)) >= 0);
    }
    if (!good) {
      throw Problem.at(
          source,
          at,
          "the name in backticks is none",
          "Use letters, digits and _ . - / there, or write ['name'].");
    }
    token = Token.QUOTED_NAME;
    text = source.substring(at + 1, last);
    end = last + 1;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
