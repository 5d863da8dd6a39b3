package dev.goatdb.core.expression.syntax;

import dev.goatdb.core.expression.data.Datum;
import java.util.List;

/**
 * What a text says, before anything is known of the names in it. Each part knows where it stands:
 * {@code at} counts UTF-16 units from 0.
 */
public sealed interface Tree {
  int at();

  /** A literal: a number with its sign, text, bytes, a boolean or null. */
  record Literal(Datum value, int at) implements Tree {}

  /** A name; one that begins with a point passes over the variables of macros. */
  record Name(String name, int at) implements Tree {}

  /** {@code of.name}. */
  record Field(Tree of, String name, int at) implements Tree {}

  /** {@code has(of.name)}. */
  record Presence(Tree of, String name, int at) implements Tree {}

  /** An operator by its symbol: one operand for {@code ! -}, three for {@code ?:}, else two. */
  record Operator(String symbol, List<Tree> operands, int at) implements Tree {}

  /** {@code function(arguments)}. */
  record Call(String function, List<Tree> arguments, int at) implements Tree {}

  /** {@code target.function(arguments)}. */
  record Method(Tree target, String function, List<Tree> arguments, int at) implements Tree {}

  /** {@code [items]}. */
  record Items(List<Tree> items, int at) implements Tree {}

  /** {@code {key: value}}. */
  record Entries(List<Tree> keys, List<Tree> values, int at) implements Tree {}

  /** {@code range.macro(variable, parts)}. */
  record Loop(Macro macro, Tree range, String variable, List<Tree> parts, int at) implements Tree {}

  /** The macros over the elements of a list or the keys of a map. */
  enum Macro {
    ALL("all"),
    EXISTS("exists"),
    EXISTS_ONE("exists_one"),
    FILTER("filter"),
    MAP("map");

    private final String word;

    Macro(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
