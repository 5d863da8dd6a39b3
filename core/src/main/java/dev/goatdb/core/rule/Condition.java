package dev.goatdb.core.rule;

import dev.goatdb.core.expression.Expression;
import dev.goatdb.core.expression.Program;
import dev.goatdb.core.expression.check.Environment;
import dev.goatdb.core.expression.data.Type;
import dev.goatdb.core.expression.data.Types;
import dev.goatdb.error.GoatException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The condition of a rule, compiled.
 *
 * @param program for an attempt at one item
 * @param ofRepository the same where it does not depend on the item; nothing where it does
 */
record Condition(Program program, Optional<Program> ofRepository) {
  static final String SESSION = "session";
  static final String PATH = "path";
  static final String ITEM = "item";
  static final String BEFORE = "before";
  static final String AFTER = "after";
  static final String CHANGED = "changed";

  /**
   * Checks and compiles; throws {@code InvalidDefinition} with the place in the source.
   *
   * @param items what items hold, as far as that is known
   */
  static Condition of(Rule rule, Expression source, Type items) {
    boolean reads = rule.allow().contains(Access.READ);
    Environment read = reading(rule, items);
    Program program = reads ? readable(source, items, read) : source.check(writing(read, items));
    if (!program.type().fits(Types.BOOL)) {
      throw new GoatException.InvalidDefinition(
          "it gives " + program.type().name() + ", not bool.",
          "Compare it with something.",
          "it gives " + program.type().name() + ", not bool.",
          0);
    }
    return new Condition(program, reads ? ofRepository(rule, source) : Optional.empty());
  }

  private static Environment reading(Rule rule, Type items) {
    return ofPath(rule, true).with(ITEM, items);
  }

  private static Environment ofPath(Rule rule, boolean withItem) {
    Map<String, Type> parts = new TreeMap<>();
    rule.path().variables(withItem).forEach(name -> parts.put(name, Types.STRING));
    return Environment.EMPTY
        .with(SESSION, Who.TYPE)
        .with(PATH, new Type.Fields(parts))
        .offering(Environment.ITEM);
  }

  private static Environment writing(Environment reading, Type items) {
    return reading
        .with(BEFORE, items)
        .with(AFTER, items)
        .with(CHANGED, Types.listOf(Types.STRING))
        .offering(Environment.NOW);
  }

  /** What is only known in writing is missed most likely by who wrote one rule for both. */
  private static Program readable(Expression source, Type items, Environment environment) {
    try {
      return source.check(environment);
    } catch (GoatException.InvalidDefinition wrong) {
      if (isGood(source, writing(environment, items))) {
        throw new GoatException.InvalidDefinition(
            wrong.problem(),
            "A rule about reading knows session, path and item; write another one about writing.",
            wrong.problem(),
            wrong.at());
      }
      throw wrong;
    }
  }

  private static boolean isGood(Expression source, Environment environment) {
    try {
      source.check(environment);
      return true;
    } catch (GoatException.InvalidDefinition wrong) {
      return false;
    }
  }

  /** A condition that does without the item decides about all items of a repository at once. */
  private static Optional<Program> ofRepository(Rule rule, Expression source) {
    Environment without = ofPath(rule, false);
    return isGood(source, without) ? Optional.of(source.check(without)) : Optional.empty();
  }
}
