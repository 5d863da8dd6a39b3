package dev.goatdb.core.expression;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.syntax.Tree;
import dev.goatdb.core.host.Octets;
import dev.goatdb.core.property.Chance;
import java.util.ArrayList;
import java.util.List;

/** Random trees, of any types and of given ones; and whether two say the same. */
public final class Trees {
  private static final List<String> NAMES = List.of("x", "y", "tags", "_a1", ".root");
  private static final List<String> FIELDS = List.of("name", "for", "in", "content-type", "a b");
  private static final List<String> BINARY =
      List.of("||", "&&", "==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%", "[]");

  private static final List<Tree.Macro> DECIDING =
      List.of(Tree.Macro.ALL, Tree.Macro.EXISTS, Tree.Macro.EXISTS_ONE);

  private final Chance chance;

  public Trees(Chance chance) {
    this.chance = chance;
  }

  /** Any tree, whether or not it makes sense. */
  public Tree any(int depth) {
    if (depth == 0) {
      return chance.oneIn(2) ? literal() : new Tree.Name(chance.oneOf(NAMES), 0);
    }
    return switch (chance.below(10)) {
      case 0 -> new Tree.Field(any(depth - 1), chance.oneOf(FIELDS), 0);
      case 1 -> new Tree.Presence(any(depth - 1), chance.oneOf(FIELDS), 0);
      case 2 -> new Tree.Operator(chance.oneIn(2) ? "-" : "!", List.of(any(depth - 1)), 0);
      case 3 -> new Tree.Operator("?:", List.of(any(depth - 1), any(depth - 1), any(depth - 1)), 0);
      case 4 -> new Tree.Call("size", several(depth), 0);
      case 5 -> new Tree.Method(any(depth - 1), "contains", several(depth), 0);
      case 6 -> new Tree.Items(several(depth), 0);
      case 7 -> {
        List<Tree> keys = several(depth);
        List<Tree> values = new ArrayList<>();
        keys.forEach(key -> values.add(any(depth - 1)));
        yield new Tree.Entries(keys, values, 0);
      }
      case 8 -> {
        Tree.Macro macro = chance.oneOf(List.of(Tree.Macro.values()));
        List<Tree> parts = new ArrayList<>(List.of(any(depth - 1)));
        if (macro == Tree.Macro.MAP && chance.oneIn(2)) {
          parts.add(any(depth - 1));
        }
        yield new Tree.Loop(macro, any(depth - 1), "x", parts, 0);
      }
      default ->
          new Tree.Operator(chance.oneOf(BINARY), List.of(any(depth - 1), any(depth - 1)), 0);
    };
  }

  private List<Tree> several(int depth) {
    List<Tree> several = new ArrayList<>();
    for (int i = chance.below(4); i > 0; i--) {
      several.add(any(depth - 1));
    }
    return several;
  }

  private Tree literal() {
    Datum datum =
        switch (chance.below(8)) {
          case 0 -> Datum.NULL;
          case 1 -> Datum.of(chance.oneIn(2));
          case 2 -> new Datum.UInt(chance.integer());
          case 3 -> Datum.of(chance.number());
          case 4 -> Datum.of(chance.text(6));
          case 5 -> new Datum.Blob(Octets.wrap(chance.bytes(chance.below(5))));
          default -> Datum.of(chance.oneIn(5) ? Long.MIN_VALUE : chance.integer());
        };
    return new Tree.Literal(datum, 0);
  }

  /** A tree that gives an int, if it gives anything; {@code v} is in sight {@code inLoop}. */
  Tree integer(int depth, boolean inLoop) {
    if (depth == 0) {
      return inLoop && chance.oneIn(2)
          ? new Tree.Name("v", 0)
          : new Tree.Literal(Datum.of(chance.oneIn(8) ? Long.MAX_VALUE : chance.below(9) - 3L), 0);
    }
    return switch (chance.below(4)) {
      case 0 -> new Tree.Call("size", List.of(list(depth - 1, inLoop)), 0);
      case 1 ->
          new Tree.Operator(
              "?:",
              List.of(
                  bool(depth - 1, inLoop), integer(depth - 1, inLoop), integer(depth - 1, inLoop)),
              0);
      default ->
          new Tree.Operator(
              chance.oneOf(List.of("+", "-", "*", "/", "%")),
              List.of(integer(depth - 1, inLoop), integer(depth - 1, inLoop)),
              0);
    };
  }

  public Tree bool(int depth, boolean inLoop) {
    if (depth == 0) {
      return new Tree.Literal(Datum.of(chance.oneIn(2)), 0);
    }
    return switch (chance.below(5)) {
      case 0, 1 ->
          new Tree.Operator(
              chance.oneIn(2) ? "&&" : "||",
              List.of(bool(depth - 1, inLoop), bool(depth - 1, inLoop)),
              0);
      case 2 ->
          new Tree.Operator("in", List.of(integer(depth - 1, inLoop), list(depth - 1, inLoop)), 0);
      case 3 -> {
        Tree.Macro macro = chance.oneOf(DECIDING);
        yield new Tree.Loop(macro, list(depth - 1, inLoop), "v", List.of(bool(depth - 1, true)), 0);
      }
      default ->
          new Tree.Operator(
              chance.oneOf(List.of("==", "!=", "<", "<=", ">", ">=")),
              List.of(integer(depth - 1, inLoop), integer(depth - 1, inLoop)),
              0);
    };
  }

  Tree list(int depth, boolean inLoop) {
    if (depth > 0 && chance.oneIn(2)) {
      boolean map = chance.oneIn(2);
      Tree part = map ? integer(depth - 1, true) : bool(depth - 1, true);
      return new Tree.Loop(
          map ? Tree.Macro.MAP : Tree.Macro.FILTER, list(depth - 1, inLoop), "v", List.of(part), 0);
    }
    List<Tree> items = new ArrayList<>();
    for (int i = 1 + chance.below(3); i > 0; i--) {
      items.add(integer(Math.max(0, depth - 1), inLoop));
    }
    return new Tree.Items(items, 0);
  }

  /** A tree as text in which everything but the places stands. */
  static String words(Tree tree) {
    return switch (tree) {
      case Tree.Literal literal -> ConformanceCase.words(literal.value());
      case Tree.Name name -> "name " + name.name();
      case Tree.Field field -> "(" + words(field.of()) + " field " + field.name() + ")";
      case Tree.Presence field -> "(" + words(field.of()) + " has " + field.name() + ")";
      case Tree.Operator operator -> operator.symbol() + words(operator.operands());
      case Tree.Call call -> "call " + call.function() + words(call.arguments());
      case Tree.Method call ->
          "method " + words(call.target()) + call.function() + words(call.arguments());
      case Tree.Items items -> "items " + words(items.items());
      case Tree.Entries entries -> "map " + words(entries.keys()) + words(entries.values());
      case Tree.Loop loop ->
          loop.macro() + words(loop.range()) + loop.variable() + words(loop.parts());
    };
  }

  private static String words(List<Tree> trees) {
    return trees.stream().map(Trees::words).toList().toString();
  }
}
