package dev.goatdb.core.expression.check;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Fault;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.pattern.Pattern;
import dev.goatdb.core.expression.run.Call;
import dev.goatdb.core.expression.run.Leaf;
import dev.goatdb.core.expression.run.Match;
import dev.goatdb.core.expression.run.Node;
import dev.goatdb.core.expression.run.Op;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the operator or function of a call, and what it gives for parts of these types. */
@SuppressWarnings("ReferenceEquality") // There is one unknown type.
final class Calls {
  private final Checker checker;
  private final Environment environment;

  Calls(Checker checker, Environment environment) {
    this.checker = checker;
    this.environment = environment;
  }

  Node operator(String symbol, List<Node> parts, int at) {
    for (Op op : Op.values()) {
      if (op.isOperator() && op.word().equals(symbol) && arity(op, parts.size())) {
        return call(op, parts, at);
      }
    }
    return checker.refuse(Fault.UNKNOWN, at, "'" + symbol + "' is not known", "Remove it.");
  }

  Node function(String name, List<Node> parts, int at) {
    String plain = name.startsWith(".") ? name.substring(1) : name;
    boolean offered = environment.offers(plain);
    if (offered && parts.isEmpty() && plain.equals(Environment.NOW)) {
      return new Leaf.Now(at);
    }
    if (offered && parts.isEmpty() && plain.equals(Environment.NEW_ID)) {
      return new Leaf.NewId(at);
    }
    if (!offered && Environment.ASKING.contains(plain)) {
      return checker.refuse(
          Fault.UNKNOWN,
          at,
          "the function '" + name + "' is not allowed here, for all must compute the same",
          "Store what it gives in a field, by a default.");
    }
    Set<String> known = new TreeSet<>(environment.offered());
    known.add("has");
    for (Op op : Op.values()) {
      if (op.isFunction() && (op != Op.ITEM || offered)) {
        if (op.word().equals(plain)) {
          return call(op, parts, at);
        }
        known.add(op.word());
      }
    }
    return unknown("the function '" + name + "'", plain, known, at);
  }

  Node method(String name, List<Node> parts, int at) {
    Set<String> known = new TreeSet<>(List.of("all", "exists", "exists_one", "filter", "map"));
    for (Op op : Op.values()) {
      if (op.isMethod()) {
        if (op.word().equals(name)) {
          return call(op, parts, at);
        }
        known.add(op.word());
      }
    }
    return unknown("the function '." + name + "'", name, known, at);
  }

  private Node unknown(String what, String name, Set<String> known, int at) {
    String problem = what + (known.contains(name) ? " takes other parts" : " is not known");
    String remedy =
        known.contains(name) ? "See the table of functions." : Nearest.remedy(name, known);
    return checker.refuse(Fault.UNKNOWN, at, problem, remedy);
  }

  private static boolean arity(Op op, int count) {
    for (String signature : op.signatures()) {
      if (signature.length() == count + 1) {
        return true;
      }
    }
    return false;
  }

  private Node call(Op op, List<Node> parts, int at) {
    Type result = result(op, parts);
    boolean countable = arity(op, parts.size());
    if (!countable || environment.strict() && (result == null || !sensible(op, parts))) {
      return checker.refuse(
          Fault.NO_OVERLOAD,
          at,
          "'" + op.word() + "' does not take " + words(parts),
          "It takes: " + forms(op) + ".");
    }
    Node first = parts.get(0);
    Node second = parts.size() > 1 ? parts.get(1) : null;
    if (op == Op.MATCHES && second instanceof Leaf.Constant literal) {
      Node match = literalMatch(first, literal, at);
      if (match != null) {
        return match;
      }
    }
    return new Call(op, first, second, at, result == null ? Types.DYN : result);
  }

  private @Nullable Node literalMatch(Node text, Leaf.Constant literal, int at) {
    if (!(literal.value() instanceof Datum.Text pattern)) {
      return null;
    }
    Pattern read = Pattern.of(pattern.value());
    return read.problem().isEmpty()
        ? new Match(text, read, at)
        : checker.refuse(
            Fault.PATTERN, literal.at(), read.problem(), "See the guide for what patterns know.");
  }

  /** What the call gives: null where it takes no such parts, unknown where that depends on them. */
  private static @Nullable Type result(Op op, List<Node> parts) {
    Type result = null;
    for (String signature : op.signatures()) {
      boolean fits = signature.length() == parts.size() + 1;
      for (int i = 0; fits && i < parts.size(); i++) {
        fits = Op.fits(parts.get(i).type(), signature.charAt(i));
      }
      if (fits) {
        Type given = given(signature.charAt(parts.size()), parts);
        result = result == null ? given : Types.either(result, given);
      }
    }
    return result;
  }

  private static Type given(char letter, List<Node> parts) {
    return switch (letter) {
      case 'o' -> Types.BOOL;
      case 'i' -> Types.INT;
      case 'u' -> Types.UINT;
      case 'd' -> Types.DOUBLE;
      case 's' -> Types.STRING;
      case 'b' -> Types.BYTES;
      case 't' -> Types.TIMESTAMP;
      case 'p' -> Types.DURATION;
      case 'y' -> Types.TYPE;
      case 'e' -> parts.get(0).type().value();
      case 'l' ->
          Types.listOf(
              Types.either(
                  parts.get(0).type().value(), parts.get(parts.size() - 1).type().value()));
      default -> Types.DYN;
    };
  }

  /** Whether a comparison can ever be true. */
  private static boolean sensible(Op op, List<Node> parts) {
    Type first = parts.get(0).type();
    Type second = parts.get(parts.size() - 1).type();
    return switch (op) {
      case EQUAL, UNEQUAL -> comparable(first, second);
      case IN -> comparable(first, second.kind() == Kind.MAP ? second.key() : second.value());
      case INDEX -> first.kind() != Kind.MAP || comparable(second, first.key());
      default -> true;
    };
  }

  private static boolean comparable(Type a, Type b) {
    Kind x = a.kind();
    Kind y = b.kind();
    boolean open = a == Types.DYN || b == Types.DYN || x == Kind.NULL || y == Kind.NULL;
    if (open || x.isNumber() && y.isNumber()) {
      return true;
    }
    return x == y && contentsComparable(a, b);
  }

  private static boolean contentsComparable(Type a, Type b) {
    boolean holds = a.kind() == Kind.LIST || a.kind() == Kind.MAP;
    return !holds || comparable(a.key(), b.key()) && comparable(a.value(), b.value());
  }

  private static String words(List<Node> parts) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      words.append(i == 0 ? "" : " and ").append(parts.get(i).type().name());
    }
    return parts.isEmpty() ? "nothing" : words.toString();
  }

  private static String forms(Op op) {
    StringBuilder forms = new StringBuilder();
    for (String signature : op.signatures()) {
      forms.append(forms.length() == 0 ? "" : "; ");
      for (int i = 0; i < signature.length() - 1; i++) {
        char letter = signature.charAt(i);
        forms
            .append(i == 0 ? "" : " and ")
            .append(letter == 'a' ? "any" : letter == 'n' ? "number" : Op.kind(letter).phrase());
      }
    }
    return forms.toString();
  }
}
