package dev.goatdb;

import dev.goatdb.core.schema.Computed;
import dev.goatdb.core.schema.ParsedExpression;
import dev.goatdb.error.GoatException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How items of one version of a schema become items of the next. It is data, so every peer computes
 * the same; fields that it does not name keep their name and value.
 *
 * <p>Upgrades are immutable; each method returns a longer one. {@link Schema#upgrade} begins one.
 */
public final class Upgrade {
  static final Upgrade NONE = new Upgrade(Map.of(), Set.of(), Map.of(), Set.of());

  private final Map<String, String> renamed;
  private final Set<String> dropped;
  private final Map<String, Computed> set;
  private final Set<String> coded;

  private Upgrade(
      Map<String, String> renamed,
      Set<String> dropped,
      Map<String, Computed> set,
      Set<String> coded) {
    this.renamed = renamed;
    this.dropped = dropped;
    this.set = set;
    this.coded = coded;
  }

  /** The field {@code old} is called {@code name} from now on. */
  public Upgrade rename(String old, String name) {
    Map<String, String> more = new TreeMap<>(renamed);
    requireFirst(more.put(old, name) == null, old);
    return new Upgrade(more, dropped, set, coded);
  }

  /** The field {@code old} has no place any more. */
  public Upgrade drop(String old) {
    Set<String> more = new TreeSet<>(dropped);
    requireFirst(more.add(old), old);
    return new Upgrade(renamed, more, set, coded);
  }

  /**
   * The field {@code name} is what the expression gives; it calls the fields of before {@code
   * old.title}, and may use {@code now()}, which is when the item was created, and {@code newId()}.
   */
  public Upgrade set(String name, Expr expression) {
    Map<String, Computed> more = new TreeMap<>(set);
    requireFirst(more.put(name, ParsedExpression.of(expression.expression())) == null, name);
    return new Upgrade(renamed, dropped, more, coded);
  }

  /** The same with the text of an expression. */
  public Upgrade set(String name, String expression) {
    return set(name, Expr.expr(expression));
  }

  /**
   * The fields of these names are what code at the server computes: the function that its options
   * give for this version. Until it has run they show their defaults.
   */
  public Upgrade code(String... names) {
    Set<String> more = new TreeSet<>(coded);
    for (String name : names) {
      requireFirst(more.add(name), name);
    }
    return new Upgrade(renamed, dropped, set, more);
  }

  private static void requireFirst(boolean first, String field) {
    if (!first) {
      throw new GoatException.InvalidDefinition(
          "An upgrade names the field '" + field + "' twice.", "Name it once.");
    }
  }

  dev.goatdb.core.schema.Upgrade definition() {
    return new dev.goatdb.core.schema.Upgrade(renamed, dropped, set, coded);
  }
}
