package dev.goatdb.core.schema;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;
import dev.goatdb.core.value.Value;
import dev.goatdb.error.GoatException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A field of a schema version.
 *
 * @param required whether every item must have it from its creation on
 * @param fallback the value that an item without it shows and merges from; every peer computes the
 *     same
 * @param computed what the creator of an item evaluates once and writes where no value was given
 * @param merge which of several concurrent changes stays
 * @param constraint what must be true of its {@code value}, and of the other fields by their names
 */
public record FieldDefinition(
    String name,
    FieldType type,
    boolean required,
    Optional<Value> fallback,
    Optional<Computed> computed,
    MergePolicy merge,
    Optional<Computed> constraint) {

  /** The key of a computed default. */
  public static final String EXPRESSION = "expr";

  public FieldDefinition {
    if (name.isEmpty() || !isName(name)) {
      throw new GoatException.InvalidDefinition(
          "'" + name + "' is not a name for a field.",
          "Use letters a-z, A-Z, digits and _, not a digit first.");
    }
    if (fallback.isPresent() && computed.isPresent()) {
      throw new GoatException.InvalidDefinition(
          "The field '" + name + "' has two defaults.", "Keep the value or the expression.");
    }
    computed = checked(name, type, computed);
    if (!merge.suits(type)) {
      throw new GoatException.InvalidDefinition(
          "The field '"
              + name
              + "' cannot merge by '"
              + merge.word()
              + "', for it is "
              + type.phrase()
              + ".",
          "Leave \"merge\" out, or choose another policy or type.");
    }
    if (fallback.isPresent() && readsAsExpression(fallback.get())) {
      throw new GoatException.InvalidDefinition(
          "The default of the field '" + name + "' would be read as an expression.",
          "Write an expression that gives it: {\"expr\": \"{'expr': '...'}\"}.");
    }
    if (fallback.isPresent() && !type.accepts(fallback.get())) {
      throw new GoatException.InvalidDefinition(
          "The default of the field '" + name + "' is not " + type.phrase() + ".",
          "Change the default or the type.");
    }
  }

  /**
   * Whether a literal looks like a computed default in a definition: a map of 'expr' to a text,
   * which bytes are, too, in JSON.
   */
  public static boolean readsAsExpression(Value literal) {
    if (!(literal instanceof Value.Dict dict) || dict.entries().size() != 1) {
      return false;
    }
    Value only = dict.entries().get(EXPRESSION);
    return only instanceof Value.Str || only instanceof Value.Bytes;
  }

  private static Optional<Computed> checked(
      String name, FieldType type, Optional<Computed> written) {
    if (written.isEmpty()) {
      return written;
    }
    Computed computed = written.get().in(Surroundings.OF_DEFAULTS);
    if (!computed.fits(type)) {
      throw new GoatException.InvalidDefinition(
          "The default "
              + computed
              + " of the field '"
              + name
              + "' gives "
              + computed.typeName()
              + ", not "
              + type.phrase()
              + ".",
          "Change the default or the type.");
    }
    return Optional.of(computed);
  }

  /**
   * The same with its constraint checked against the fields of its version; throws {@code
   * InvalidDefinition} where it names others or is no yes or no.
   */
  public FieldDefinition among(Collection<FieldDefinition> all) {
    if (constraint.isEmpty()) {
      return this;
    }
    Computed judge = constraint.get().in(Surroundings.ofConstraint(this, all));
    if (!judge.fits(FieldType.Scalar.BOOLEAN)) {
      throw new GoatException.InvalidDefinition(
          "The constraint "
              + judge
              + " of the field '"
              + name
              + "' gives "
              + judge.typeName()
              + ", not true or false.",
          "Compare it with something.");
    }
    return withConstraint(judge);
  }

  /**
   * What the creator of an item writes; throws {@code InvalidValue} where the expression fails.
   * Called only where there is a computed default.
   */
  public Value compute(Scope scope) {
    Computed expression = computed.orElseThrow();
    Result result = expression.evaluate(scope);
    if (result instanceof Result.Given given) {
      Value value = type.settle(given.value());
      if (type.accepts(value)) {
        return value;
      }
    }
    String why =
        result instanceof Result.Failed failed
            ? "fails: " + failed.message()
            : "does not give " + type.phrase();
    throw new GoatException.InvalidValue(
        "The default " + expression + " of the field '" + name + "' " + why + ".",
        "Give a value, or change the default.");
  }

  /** Whether an item without a value for it is not whole: collections and texts are just empty. */
  public boolean needsValue() {
    return required && !type.isCollection() && type != FieldType.Scalar.TEXT;
  }

  public static FieldDefinition of(String name, FieldType type) {
    return new FieldDefinition(
        name,
        type,
        false,
        Optional.empty(),
        Optional.empty(),
        MergePolicy.usual(type),
        Optional.empty());
  }

  /** The same, required or not. */
  public FieldDefinition withRequired(boolean isRequired) {
    return new FieldDefinition(name, type, isRequired, fallback, computed, merge, constraint);
  }

  /** The same with a literal default. */
  public FieldDefinition withFallback(Value value) {
    return new FieldDefinition(
        name, type, required, Optional.of(value), Optional.empty(), merge, constraint);
  }

  /** The same with a default that the creator of an item computes. */
  public FieldDefinition withComputed(Computed expression) {
    return new FieldDefinition(
        name, type, required, Optional.empty(), Optional.of(expression), merge, constraint);
  }

  /** The same with another policy. */
  public FieldDefinition withMerge(MergePolicy policy) {
    return new FieldDefinition(name, type, required, fallback, computed, policy, constraint);
  }

  /** The same with a constraint, which the schema that the field becomes part of checks. */
  public FieldDefinition withConstraint(Computed expression) {
    return new FieldDefinition(
        name, type, required, fallback, computed, merge, Optional.of(expression));
  }

  /** The definition as data, as it stands in a definition file. */
  Value toValue() {
    TreeMap<String, Value> entries = new TreeMap<>();
    type.describe(entries);
    if (required) {
      entries.put("required", Value.TRUE);
    }
    fallback.ifPresent(value -> entries.put("default", value));
    computed.ifPresent(expression ->
        entries.put("default", Value.dictOf(Map.of(EXPRESSION, Value.of(expression.toString())))));
    if (merge != MergePolicy.usual(type)) {
      entries.put("merge", Value.of(merge.word()));
    }
    constraint.ifPresent(expression -> entries.put("constraint", Value.of(expression.toString())));
    return Value.dictOf(entries);
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      boolean digit = i > 0 && c >= '0' && c <= '9';
      if (!letter && !digit) {
        return false;
      }
    }
    return true;
  }
}
