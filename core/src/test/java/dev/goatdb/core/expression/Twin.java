package dev.goatdb.core.expression;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.syntax.Tree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates trees of ints, bools and lists as simply as can be; a failure is nothing. */
final class Twin {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Twin() {}

  static Optional<Object> value(Tree tree, List<Object> loops) {
    return switch (tree) {
      case Tree.Literal literal ->
          Optional.of(
              literal.value() instanceof Datum.Int number
                  ? BigInteger.valueOf(number.value())
                  : literal.value().equals(Datum.TRUE));
      case Tree.Name name -> Optional.of(loops.getLast());
      case Tree.Call call -> value(call.arguments().get(0), loops).map(Twin::size);
      case Tree.Items items -> all(items.items(), loops).map(list -> (Object) list);
      case Tree.Operator operator -> operator(operator.symbol(), operator.operands(), loops);
      case Tree.Loop loop -> value(loop.range(), loops).flatMap(range -> loop(loop, range, loops));
      default -> throw new IllegalArgumentException("no such tree");
    };
  }

  private static Object size(Object list) {
    return BigInteger.valueOf(((List<?>) list).size());
  }

  private static Optional<List<Object>> all(List<Tree> trees, List<Object> loops) {
    List<Object> all = new ArrayList<>();
    for (Tree tree : trees) {
      Optional<Object> value = value(tree, loops);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      all.add(value.get());
    }
    return Optional.of(all);
  }

  private static Optional<Object> operator(String symbol, List<Tree> parts, List<Object> loops) {
    if (symbol.equals("&&") || symbol.equals("||")) {
      Object decides = symbol.equals("||");
      Optional<Object> left = value(parts.get(0), loops);
      Optional<Object> right = value(parts.get(1), loops);
      boolean decided = left.equals(Optional.of(decides)) || right.equals(Optional.of(decides));
      return decided ? Optional.of(decides) : left.isPresent() ? right : left;
    }
    if (symbol.equals("?:")) {
      return value(parts.get(0), loops)
          .flatMap(condition -> value(parts.get((Boolean) condition ? 1 : 2), loops));
    }
    return all(parts, loops).flatMap(values -> apply(symbol, values.get(0), values.get(1)));
  }

  private static Optional<Object> apply(String symbol, Object x, Object y) {
    if (symbol.equals("in")) {
      return Optional.of(((List<?>) y).contains(x));
    }
    BigInteger a = (BigInteger) x;
    BigInteger b = (BigInteger) y;
    if ("/%".contains(symbol) && b.signum() == 0) {
      return Optional.empty();
    }
    Object result =
        switch (symbol) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          case "/" -> a.divide(b);
          case "%" -> a.remainder(b);
          case "==" -> a.equals(b);
          case "!=" -> !a.equals(b);
          case "<" -> a.compareTo(b) < 0;
          case "<=" -> a.compareTo(b) <= 0;
          case ">" -> a.compareTo(b) > 0;
          default -> a.compareTo(b) >= 0;
        };
    boolean tooLarge =
        result instanceof BigInteger number
            && (number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0);
    return tooLarge ? Optional.empty() : Optional.of(result);
  }

  private static Optional<Object> loop(Tree.Loop loop, Object range, List<Object> loops) {
    List<Object> kept = new ArrayList<>();
    List<Optional<Object>> parts = new ArrayList<>();
    for (Object element : (List<?>) range) {
      List<Object> inner = new ArrayList<>(loops);
      inner.add(element);
      Optional<Object> part = value(loop.parts().get(0), inner);
      parts.add(part);
      if (part.equals(Optional.of(true))) {
        kept.add(element);
      }
    }
    boolean whole = parts.stream().allMatch(Optional::isPresent);
    return switch (loop.macro()) {
      case ALL ->
          parts.contains(Optional.of((Object) false))
              ? Optional.of(false)
              : whole ? Optional.of(true) : Optional.empty();
      case EXISTS ->
          !kept.isEmpty() ? Optional.of(true) : whole ? Optional.of(false) : Optional.empty();
      case EXISTS_ONE -> whole ? Optional.of(kept.size() == 1) : Optional.empty();
      case FILTER -> whole ? Optional.of(kept) : Optional.empty();
      case MAP ->
          whole ? Optional.of(parts.stream().map(Optional::get).toList()) : Optional.empty();
    };
  }
}
