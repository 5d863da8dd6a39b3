package dev.goatdb.core.expression.check;

import dev.goatdb.core.expression.data.Datum;
import dev.goatdb.core.expression.data.Kind;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.core.expression.run.Leaf;
import dev.goatdb.core.expression.run.Node;
import dev.goatdb.core.expression.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names in an expression stand for: variables of macros, of the environment, or types. */
final class Names {
  private final Environment environment;
  private final List<String> locals = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();
  private int most;

  Names(Environment environment) {
    this.environment = environment;
  }

  /** Brings the variable of a macro into sight and gives its place. */
  int enter(String name, Type type) {
    locals.add(name);
    types.add(type);
    most = Math.max(most, locals.size());
    return locals.size() - 1;
  }

  void leave() {
    locals.remove(locals.size() - 1);
    types.remove(types.size() - 1);
  }

  /** The most variables of macros that are in sight anywhere. */
  int most() {
    return most;
  }

  /** What a name stands for; null where it is unknown. */
  @Nullable Node find(String name, int at) {
    int local = locals.lastIndexOf(name);
    return local >= 0 ? new Leaf.Local(local, at, types.get(local)) : global(name, at);
  }

  private @Nullable Node global(String name, int at) {
    String plain = name.startsWith(".") ? name.substring(1) : name;
    int place = environment.place(plain);
    if (place >= 0) {
      return new Leaf.Variable(place, at, environment.type(place));
    }
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(plain) && kind != Kind.FAILURE) {
        return new Leaf.Constant(new Datum.TypeName(kind), at, Types.TYPE);
      }
    }
    return null;
  }

  /** What a name with points in it stands for; null where it is a field of something. */
  @Nullable Node findQualified(Tree.Field field) {
    String name = qualified(field);
    if (name == null) {
      return null;
    }
    String first = name.substring(0, name.indexOf('.', 1));
    return locals.contains(first) ? null : global(name, field.at());
  }

  private static @Nullable String qualified(Tree tree) {
    if (tree instanceof Tree.Name name) {
      return name.name();
    }
    String before = tree instanceof Tree.Field field ? qualified(field.of()) : null;
    return before != null && tree instanceof Tree.Field field ? before + "." + field.name() : null;
  }

  /** All names in sight but those of types. */
  List<String> known() {
    List<String> known = new ArrayList<>(locals);
    known.addAll(environment.names());
    return known;
  }
}
