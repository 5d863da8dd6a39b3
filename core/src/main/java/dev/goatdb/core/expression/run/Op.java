package dev.goatdb.core.expression.run;

import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;

/**
 * The table of operators and functions.
 *
 * <p>A signature is a letter for each part and one for the result: {@code o} bool, {@code i} int,
 * {@code u} uint, {@code d} double, {@code s} string, {@code b} bytes, {@code l} list, {@code m}
 * map, {@code t} timestamp, {@code p} duration, {@code y} type, {@code n} any number, {@code a}
 * anything, {@code e} what the first part holds.
 */
@SuppressWarnings("ReferenceEquality") // There is one unknown type.
public enum Op {
  NOT("!", 'o', "oo"),
  NEGATE("-", 'o', "ii dd"),
  ADD("+", 'o', "iii uuu ddd sss bbb lll tpt ptt ppp"),
  SUBTRACT("-", 'o', "iii uuu ddd ttp tpt ppp"),
  MULTIPLY("*", 'o', "iii uuu ddd"),
  DIVIDE("/", 'o', "iii uuu ddd"),
  REST("%", 'o', "iii uuu"),
  EQUAL("==", 'o', "aao"),
  UNEQUAL("!=", 'o', "aao"),
  LESS("<", 'o', "nno sso ooo bbo tto ppo"),
  AT_MOST("<=", 'o', "nno sso ooo bbo tto ppo"),
  MORE(">", 'o', "nno sso ooo bbo tto ppo"),
  AT_LEAST(">=", 'o', "nno sso ooo bbo tto ppo"),
  IN("in", 'o', "alo amo"),
  INDEX("[]", 'o', "lie mae"),
  SIZE("size", 'x', "si bi li mi"),
  STARTS_WITH("startsWith", 'm', "sso"),
  ENDS_WITH("endsWith", 'm', "sso"),
  CONTAINS("contains", 'm', "sso"),
  MATCHES("matches", 'x', "sso"),
  TO_BOOL("bool", 'f', "oo so"),
  TO_INT("int", 'f', "ii ui di si ti"),
  TO_UINT("uint", 'f', "uu iu du su"),
  TO_DOUBLE("double", 'f', "dd id ud sd"),
  TO_STRING("string", 'f', "ss os is us ds bs ts ps"),
  TO_BYTES("bytes", 'f', "bb sb"),
  TO_TIMESTAMP("timestamp", 'f', "tt st it"),
  TO_DURATION("duration", 'f', "pp sp"),
  TYPE_OF("type", 'f', "ay"),
  DYN("dyn", 'f', "a*"),
  YEAR("getFullYear", 'm', "ti tsi"),
  MONTH("getMonth", 'm', "ti tsi"),
  DATE("getDate", 'm', "ti tsi"),
  DAY_OF_MONTH("getDayOfMonth", 'm', "ti tsi"),
  DAY_OF_WEEK("getDayOfWeek", 'm', "ti tsi"),
  DAY_OF_YEAR("getDayOfYear", 'm', "ti tsi"),
  HOURS("getHours", 'm', "ti tsi pi"),
  MINUTES("getMinutes", 'm', "ti tsi pi"),
  SECONDS("getSeconds", 'm', "ti tsi pi"),
  MILLISECONDS("getMilliseconds", 'm', "ti tsi pi"),
  ITEM("item", 'f', "s*");

  private final String word;
  private final char style;
  private final String signatures;

  Op(String word, char style, String signatures) {
    this.word = word;
    this.style = style;
    this.signatures = signatures;
  }

  /** The symbol or name. */
  public String word() {
    return word;
  }

  public String[] signatures() {
    int count = 1;
    for (int i = signatures.indexOf(' '); i >= 0; i = signatures.indexOf(' ', i + 1)) {
      count++;
    }
    String[] parts = new String[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int end = signatures.indexOf(' ', from);
      parts[i] = signatures.substring(from, end < 0 ? signatures.length() : end);
      from = end + 1;
    }
    return parts;
  }

  public boolean isOperator() {
    return style == 'o';
  }

  /** Whether it may be written {@code f(x)}. */
  public boolean isFunction() {
    return style == 'f' || style == 'x';
  }

  /** Whether it may be written {@code x.f()}. */
  public boolean isMethod() {
    return style == 'm' || style == 'x';
  }

  /** Whether a part of this type may stand where the signature has this letter. */
  public static boolean fits(Type type, char letter) {
    return letter == 'a'
        || type == Types.DYN
        || (letter == 'n' ? type.kind().isNumber() : type.kind() == kind(letter));
  }

  /** The kind that a letter means; {@link Kind#FAILURE} for several. */
  public static Kind kind(char letter) {
    return switch (letter) {
      case 'o' -> Kind.BOOL;
      case 'i' -> Kind.INT;
      case 'u' -> Kind.UINT;
      case 'd' -> Kind.DOUBLE;
      case 's' -> Kind.STRING;
      case 'b' -> Kind.BYTES;
      case 'l' -> Kind.LIST;
      case 'm' -> Kind.MAP;
      case 't' -> Kind.TIMESTAMP;
      case 'p' -> Kind.DURATION;
      case 'y' -> Kind.TYPE;
      default -> Kind.FAILURE;
    };
  }
}
