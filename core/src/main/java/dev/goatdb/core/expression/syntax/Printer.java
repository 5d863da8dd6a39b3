package dev.goatdb.core.expression.syntax;

import java.util.List;

/** Prints a tree: one space around operators, single quotes, no parentheses that say nothing. */
public final class Printer {
  static final int OR = 2;
  static final int UNARY = 7;

  private static final int TERNARY = 1;
  private static final int MEMBER = 8;
  private static final String[] SYMBOLS = {
    "", "?:", "||", "&&", "== != < <= >= > in", "+ -", "* / %"
  };

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /** The text of a tree, which reads back as the same tree. */
  public static String print(Tree tree) {
    Printer printer = new Printer();
    printer.write(tree, 0);
    return printer.out.toString();
  }

  /** How strongly a symbol binds its two operands; 0 for what is no such operator. */
  static int precedence(String symbol) {
    for (int i = OR; i < SYMBOLS.length; i++) {
      if ((" " + SYMBOLS[i] + " ").contains(" " + symbol + " ")) {
        return i;
      }
    }
    return 0;
  }

  private static int precedence(Tree tree) {
    if (!(tree instanceof Tree.Operator operator) || operator.symbol().equals("[]")) {
      return MEMBER;
    }
    return switch (operator.operands().size()) {
      case 1 -> UNARY;
      case 2 -> precedence(operator.symbol());
      default -> TERNARY;
    };
  }

  private void write(Tree tree, int least) {
    boolean parentheses = precedence(tree) < least;
    if (parentheses) {
      out.append('(');
    }
    switch (tree) {
      case Tree.Literal literal -> Literals.print(out, literal.value());
      case Tree.Name name -> out.append(name.name());
      case Tree.Field field -> writeField(field.of(), field.name());
      case Tree.Presence presence -> {
        out.append("has(");
        writeField(presence.of(), presence.name());
        out.append(')');
      }
      case Tree.Operator operator -> writeOperator(operator.symbol(), operator.operands());
      case Tree.Call call -> {
        out.append(call.function()).append('(');
        writeAll(call.arguments());
        out.append(')');
      }
      case Tree.Method method -> {
        writeField(method.target(), method.function());
        out.append('(');
        writeAll(method.arguments());
        out.append(')');
      }
      case Tree.Items items -> {
        out.append('[');
        writeAll(items.items());
        out.append(']');
      }
      case Tree.Entries entries -> writeEntries(entries);
      case Tree.Loop loop -> {
        writeField(loop.range(), loop.macro().word());
        out.append('(').append(loop.variable()).append(", ");
        writeAll(loop.parts());
        out.append(')');
      }
    }
    if (parentheses) {
      out.append(')');
    }
  }

  private void writeAll(List<Tree> trees) {
    for (int i = 0; i < trees.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      write(trees.get(i), 0);
    }
  }

  private void writeEntries(Tree.Entries entries) {
    out.append('{');
    for (int i = 0; i < entries.keys().size(); i++) {
      out.append(i == 0 ? "" : ", ");
      write(entries.keys().get(i), 0);
      out.append(": ");
      write(entries.values().get(i), 0);
    }
    out.append('}');
  }

  private void writeField(Tree of, String name) {
    write(of, MEMBER);
    boolean plain = Lexer.isLetter(name.charAt(0)) && !Parser.isKeyword(name);
    for (int i = 0; i < name.length(); i++) {
      plain = plain && (Lexer.isLetter(name.charAt(i)) || Lexer.isDigit(name.charAt(i)));
    }
    out.append(plain ? "." : ".`").append(name).append(plain ? "" : "`");
  }

  private void writeOperator(String symbol, List<Tree> operands) {
    if (symbol.equals("[]")) {
      write(operands.get(0), MEMBER);
      out.append('[');
      write(operands.get(1), 0);
      out.append(']');
    } else if (operands.size() == 1) {
      writeUnary(symbol, operands.get(0));
    } else if (operands.size() == 3) {
      write(operands.get(0), OR);
      out.append(" ? ");
      write(operands.get(1), OR);
      out.append(" : ");
      write(operands.get(2), TERNARY);
    } else {
      int precedence = precedence(symbol);
      write(operands.get(0), precedence);
      out.append(' ').append(symbol).append(' ');
      write(operands.get(1), precedence + 1);
    }
  }

  /** A minus right before a digit would become part of the number. */
  private void writeUnary(String symbol, Tree operand) {
    out.append(symbol);
    int start = out.length();
    write(operand, UNARY);
    if (symbol.equals("-") && Lexer.isDigit(out.charAt(start))) {
      out.insert(start, '(').append(')');
    }
  }
}
