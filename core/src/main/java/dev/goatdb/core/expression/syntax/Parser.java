package dev.goatdb.core.expression.syntax;

import dev.goatdb.core.expression.data.Bounds;
import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.syntax.Lexer.Token;
import dev.goatdb.error.GoatException;
import java.util.ArrayList;
import java.util.List;

/** Reads a source into a tree, by descent; the operators by their precedence. */
public final class Parser {
  private static final String KEYWORDS = " true false null in ";
  private static final String RESERVED =
      " as break const continue else for function if import let loop package namespace return var"
          + " void while ";

  private final String source;
  private final Lexer lexer;
  private int depth;

  /** How many levels the tree has that was read last. */
  private int height;

  private Parser(String source) {
    this.source = source;
    this.lexer = new Lexer(source);
  }

  /** Reads a source; throws {@code InvalidDefinition} where it is no expression. */
  public static Tree parse(String source) {
    if (source.length() > Bounds.SOURCE) {
      throw Problem.at(
          source,
          Bounds.SOURCE,
          "it is longer than " + Bounds.SOURCE + " characters",
          "Say it shorter, or in several rules.");
    }
    Parser parser = new Parser(source);
    Tree tree = parser.ternary();
    if (parser.lexer.token != Token.END) {
      throw parser.unexpected("an operator or the end");
    }
    return tree;
  }

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(" " + word + " ");
  }

  private GoatException unexpected(String wanted) {
    boolean end = lexer.token == Token.END;
    String found =
        end ? "the expression ends" : "'" + source.substring(lexer.at, tokenEnd()) + "' stands";
    return Problem.at(
        source, lexer.at, found + " where " + wanted + " was expected", "Complete or correct it.");
  }

  private int tokenEnd() {
    int end = lexer.at + Math.max(1, Math.min(20, lexer.text.length()));
    return Math.min(end, source.length());
  }

  private void expect(String symbol) {
    if (!lexer.takes(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  private void limit(int levels, int at) {
    if (levels > Bounds.NESTING) {
      throw Problem.at(
          source,
          at,
          "it nests deeper than " + Bounds.NESTING,
          "Say it flatter: a list with 'in' replaces many comparisons.");
    }
  }

  private Tree grown(Tree tree, int other) {
    height = Math.max(height, other) + 1;
    limit(height, tree.at());
    return tree;
  }

  private Tree ternary() {
    limit(++depth, lexer.at);
    Tree condition = binary(Printer.OR);
    int at = lexer.at;
    if (lexer.takes("?")) {
      int levels = height;
      Tree yes = binary(Printer.OR);
      levels = Math.max(levels, height);
      expect(":");
      condition = grown(new Tree.Operator("?:", List.of(condition, yes, ternary()), at), levels);
    }
    depth--;
    return condition;
  }

  private Tree binary(int precedence) {
    if (precedence == Printer.UNARY) {
      return unary();
    }
    Tree left = binary(precedence + 1);
    while (binaryPrecedence() == precedence) {
      int levels = height;
      int at = lexer.at;
      String symbol = lexer.text;
      lexer.next();
      Tree right = binary(precedence + 1);
      left = grown(new Tree.Operator(symbol, List.of(left, right), at), levels);
    }
    return left;
  }

  private int binaryPrecedence() {
    boolean operator =
        lexer.token == Token.SYMBOL && !lexer.sees("!")
            || lexer.token == Token.NAME && lexer.text.equals("in");
    return operator ? Printer.precedence(lexer.text) : 0;
  }

  private Tree unary() {
    int at = lexer.at;
    if (!lexer.sees("!") && !lexer.sees("-")) {
      return member(primary(false));
    }
    limit(++depth, at);
    String symbol = lexer.text;
    lexer.next();
    boolean number = lexer.token == Token.INT || lexer.token == Token.DOUBLE;
    Tree tree =
        symbol.equals("-") && number
            ? member(primary(true))
            : grown(new Tree.Operator(symbol, List.of(unary()), at), 0);
    depth--;
    return tree;
  }

  private Tree member(Tree start) {
    Tree tree = start;
    while (true) {
      int at = lexer.at;
      int levels = height;
      if (lexer.takes("[")) {
        tree = grown(new Tree.Operator("[]", List.of(tree, ternary()), at), levels);
        expect("]");
      } else if (lexer.takes(".")) {
        at = lexer.at;
        String name = fieldName();
        boolean call = lexer.takes("(");
        tree =
            grown(
                call
                    ? Macros.of(source, tree, name, arguments(")"), at)
                    : new Tree.Field(tree, name, at),
                levels);
      } else {
        return tree;
      }
    }
  }

  private String fieldName() {
    boolean plain = lexer.token == Token.NAME && !isKeyword(lexer.text);
    if (!plain && lexer.token != Token.QUOTED_NAME) {
      throw unexpected("the name of a field");
    }
    String name = lexer.text;
    lexer.next();
    return name;
  }

  private List<Tree> arguments(String close) {
    List<Tree> arguments = new ArrayList<>();
    int levels = 0;
    while (!lexer.sees(close)) {
      arguments.add(ternary());
      levels = Math.max(levels, height);
      if (!lexer.takes(",")) {
        break;
      }
      if (close.equals(")") && lexer.sees(close)) {
        throw unexpected("an argument");
      }
    }
    expect(close);
    height = levels;
    return arguments;
  }

  private Tree primary(boolean negative) {
    int at = lexer.at;
    Token token = lexer.token;
    String text = lexer.text;
    height = 1;
    switch (token) {
      case INT, UINT, DOUBLE, STRING, BYTES -> {
        lexer.next();
        return new Tree.Literal(Literals.of(source, at, token, text, negative), at);
      }
      case NAME -> {
        return name(at, "");
      }
      case SYMBOL -> {
        if (lexer.takes("(")) {
          Tree inner = ternary();
          expect(")");
          return inner;
        }
        if (lexer.takes("[")) {
          return grown(new Tree.Items(arguments("]"), at), 0);
        }
        if (lexer.takes("{")) {
          return grown(entries(at), 0);
        }
        if (lexer.takes(".")) {
          return name(at, ".");
        }
        throw unexpected("a value");
      }
      case END, QUOTED_NAME -> throw unexpected("a value");
    }
    throw unexpected("a value");
  }

  private Tree name(int at, String root) {
    String name = lexer.text;
    if (lexer.token != Token.NAME || name.equals("in") || RESERVED.contains(" " + name + " ")) {
      throw unexpected("a name that is not reserved");
    }
    lexer.next();
    if (root.isEmpty() && isKeyword(name)) {
      Datum value = name.equals("null") ? Datum.NULL : Datum.of(name.equals("true"));
      return new Tree.Literal(value, at);
    }
    if (lexer.takes("(")) {
      Tree call = Macros.of(source, root + name, arguments(")"), at);
      return grown(call, 0);
    }
    return new Tree.Name(root + name, at);
  }

  private Tree entries(int at) {
    List<Tree> keys = new ArrayList<>();
    List<Tree> values = new ArrayList<>();
    int levels = 0;
    while (!lexer.sees("}")) {
      keys.add(ternary());
      levels = Math.max(levels, height);
      expect(":");
      values.add(ternary());
      levels = Math.max(levels, height);
      if (!lexer.takes(",")) {
        break;
      }
    }
    expect("}");
    height = levels;
    return new Tree.Entries(keys, values, at);
  }
}
