package dev.goatdb.core.expression.syntax;

import dev.goatdb.core.expression.syntax.Tree.Macro;
import java.util.List;

/** Tells macros from calls: macros look like calls, but name a field or a variable. */
final class Macros {
  private Macros() {}

  /** {@code has(e.f)}, or the call of a function. */
  static Tree of(String source, String function, List<Tree> arguments, int at) {
    if (!function.equals("has")) {
      return new Tree.Call(function, arguments, at);
    }
    if (arguments.size() == 1 && arguments.get(0) instanceof Tree.Field field) {
      return new Tree.Presence(field.of(), field.name(), at);
    }
    throw Problem.at(source, at, "has() is not given one field", "Write has(item.field).");
  }

  /** {@code e.all(x, p)} and its like, or the call of a method. */
  static Tree of(String source, Tree target, String function, List<Tree> arguments, int at) {
    for (Macro macro : Macro.values()) {
      int count = arguments.size();
      if (macro.word().equals(function) && (count == 2 || count == 3 && macro == Macro.MAP)) {
        if (arguments.get(0) instanceof Tree.Name variable && variable.name().charAt(0) != '.') {
          return new Tree.Loop(macro, target, variable.name(), arguments.subList(1, count), at);
        }
        throw Problem.at(
            source,
            arguments.get(0).at(),
            function + "() needs a name for each element first",
            "Write list." + function + "(x, ...) with x in the rest.");
      }
    }
    return new Tree.Method(target, function, arguments, at);
  }
}
