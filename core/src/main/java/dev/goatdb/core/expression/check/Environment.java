package dev.goatdb.core.expression.check;

import dev.goatdb.core.expression.data.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that an expression may use: variables with types, each in its place, and which of the
 * functions that ask the world around it there are. Immutable.
 */
public final class Environment {
  /** Nothing but the language itself. */
  public static final Environment EMPTY =
      new Environment(List.of(), List.of(), new TreeSet<>(), true);

  /** The current time. */
  public static final String NOW = "now";

  /** A random text of 26 characters of a-z and 2-7. */
  public static final String NEW_ID = "newId";

  /** The fields of another item by its path. */
  public static final String ITEM = "item";

  /** All that ask the world around them. */
  static final List<String> ASKING = List.of(NOW, NEW_ID, ITEM);

  private final List<String> names;
  private final List<Type> types;
  private final Set<String> offered;
  private final boolean strict;

  private Environment(List<String> names, List<Type> types, Set<String> offered, boolean strict) {
    this.names = names;
    this.types = types;
    this.offered = offered;
    this.strict = strict;
  }

  /** The same with one more variable, in the next place; a name may have points in it. */
  public Environment with(String name, Type type) {
    return with(List.of(name), List.of(type));
  }

  /** The same with more variables of these types, in the next places. */
  public Environment with(List<String> more, List<Type> ofTypes) {
    List<String> moreNames = new ArrayList<>(names);
    List<Type> moreTypes = new ArrayList<>(types);
    moreNames.addAll(more);
    moreTypes.addAll(ofTypes);
    return new Environment(moreNames, moreTypes, offered, strict);
  }

  /** The same with some of the functions {@link #NOW}, {@link #NEW_ID} and {@link #ITEM}. */
  public Environment offering(String... functions) {
    Set<String> more = new TreeSet<>(offered);
    more.addAll(Arrays.asList(functions));
    return new Environment(names, types, more, strict);
  }

  /**
   * The same without checks: what would be refused at load fails when it runs instead, where it
   * does run.
   */
  public Environment unchecked() {
    return new Environment(names, types, offered, false);
  }

  /** The names of the variables in the order of their places. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** The place of a variable, or -1. */
  int place(String name) {
    return names.lastIndexOf(name);
  }

  Type type(int place) {
    return types.get(place);
  }

  boolean offers(String function) {
    return offered.contains(function);
  }

  Set<String> offered() {
    return offered;
  }

  boolean strict() {
    return strict;
  }
}
