package dev.goatdb.core.expression;

import dev.goatdb.core.expression.check.Checker;
import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.run.Node;
import dev.goatdb.core.expression.syntax.Parser;
import dev.goatdb.core.expression.syntax.Printer;
import dev.goatdb.core.expression.syntax.Tree;
import org.jspecify.annotations.Nullable;

/**
 * An expression: parsed once, checked against the names it may use, and then evaluated any number
 * of times.
 *
 * <p>Two expressions are equal if they print the same; the print is what schemas store.
 */
public final class Expression {
  private final String source;
  private final Tree tree;
  private final String printed;

  /** The program that was made last; most expressions are only ever checked one way. */
  private @Nullable Program last;

  private Expression(String source) {
    this.source = source;
    this.tree = Parser.parse(source);
    this.printed = Printer.print(tree);
  }

  /**
   * Reads an expression of up to {@value dev.goatdb.core.expression.data.Bounds#SOURCE} characters;
   * throws {@code InvalidDefinition} with line and column where it is none.
   */
  public static Expression parse(String source) {
    return new Expression(source);
  }

  /**
   * Checks names and types and compiles; throws {@code InvalidDefinition} with line, column and the
   * nearest word where something cannot work.
   */
  public Program check(Environment environment) {
    Program known = last;
    if (known != null && known.environment() == environment) {
      return known;
    }
    Checker checker = new Checker(source, environment);
    Node root = checker.check(tree);
    Program made = new Program(source, environment, root, checker.locals());
    last = made;
    return made;
  }

  /** What it says, without what stands between the words. */
  public Tree tree() {
    return tree;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Expression that && printed.equals(that.printed);
  }

  @Override
  public int hashCode() {
    return printed.hashCode();
  }

  /** The one form in which it is stored: it reads back as the same expression. */
  @Override
  public String toString() {
    return printed;
  }
}
