package dev.goatdb;

import dev.goatdb.core.schema.FieldDefinition;
import dev.goatdb.core.schema.ParsedExpression;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A typed field of a schema, and the key to read and write it.
 *
 * <p>Fields are immutable; {@link #required()}, {@link #defaultsTo}, {@link #merge} and {@link
 * #constraint} return changed copies.
 *
 * @param <T> the Java type of its values
 */
public final class Field<T> {
  public static final Type<String> STRING = Type.STRING;
  public static final Type<Long> INTEGER = Type.INTEGER;
  public static final Type<Double> NUMBER = Type.NUMBER;
  public static final Type<Boolean> BOOLEAN = Type.BOOLEAN;
  public static final Type<Instant> INSTANT = Type.INSTANT;
  public static final Type<byte[]> BYTES = Type.BYTES;
  public static final Type<String> REFERENCE = Type.REFERENCE;

  private final Type<T> type;
  private final FieldDefinition definition;

  private Field(Type<T> type, FieldDefinition definition) {
    this.type = type;
    this.definition = definition;
  }

  /** Text; of concurrent changes the last one wins. */
  public static Field<String> string(String name) {
    return of(name, STRING);
  }

  /** A whole number of 64 bits; of concurrent changes the last one wins. */
  public static Field<Long> integer(String name) {
    return of(name, INTEGER);
  }

  /** A finite double; of concurrent changes the last one wins. */
  public static Field<Double> number(String name) {
    return of(name, NUMBER);
  }

  /** True or false; of concurrent changes the last one wins. */
  public static Field<Boolean> bool(String name) {
    return of(name, BOOLEAN);
  }

  /** A point in time, in milliseconds; finer parts are cut off. */
  public static Field<Instant> instant(String name) {
    return of(name, INSTANT);
  }

  /**
   * Bytes, copied on the way in and out; of concurrent changes the last one wins. An edit has room
   * for 256 KB.
   */
  public static Field<byte[]> bytes(String name) {
    return of(name, BYTES);
  }

  /**
   * The path of another item, {@code /type/repo/item}; of concurrent changes the last one wins. It
   * may name an item that is deleted, or not here.
   */
  public static Field<String> reference(String name) {
    return of(name, REFERENCE);
  }

  /**
   * A whole number that everybody adds to; concurrent additions sum up. Without a value it is 0.
   */
  public static Field<Long> counter(String name) {
    return of(name, Type.COUNTER);
  }

  /**
   * A text that several people write at once: whatever anybody inserted and nobody deleted is
   * there, and what was typed in one go stays together. Without a value it is empty. {@link
   * Item#edit(Field, java.util.function.Consumer)} changes parts of it; setting it changes what
   * differs.
   */
  public static Field<String> text(String name) {
    return of(name, Type.TEXT);
  }

  /**
   * A list, without a value an empty one; whatever anybody inserted and nobody removed is in it,
   * once, and of concurrent moves of an element the last one counts. {@link Item#edit(Field,
   * ListEdit.Steps)} changes parts of it; setting it changes what differs. What it holds may be
   * sets and maps, as {@link Type#setOf}; each element is one value, which is replaced as a whole.
   */
  public static <T> Field<List<T>> list(String name, Type<T> element) {
    return of(name, Type.listOf(element));
  }

  /**
   * A set; concurrent additions and removals unite, an addition wins over a removal that did not
   * see it. What it holds may be sets and maps again, as {@link Type#setOf}; each is added and
   * removed as a whole.
   */
  public static <T> Field<Set<T>> set(String name, Type<T> element) {
    return of(name, Type.setOf(element));
  }

  /**
   * A map by text; every entry merges on its own. An entry may be a set or map again, {@code
   * map("seen", Type.setOf(STRING))}; of concurrent writes of it the last one stays as a whole.
   */
  public static <T> Field<Map<String, T>> map(String name, Type<T> element) {
    return of(name, Type.mapOf(element));
  }

  private static <T> Field<T> of(String name, Type<T> type) {
    return new Field<>(type, FieldDefinition.of(name, type.definition()));
  }

  static Field<?> of(FieldDefinition definition) {
    return new Field<>(Type.of(definition.type()), definition);
  }

  /** Whether items cannot be created without a value for it. */
  public boolean isRequired() {
    return definition.required();
  }

  /** Items cannot be created without a value for it. */
  public Field<T> required() {
    return new Field<>(type, definition.withRequired(true));
  }

  /** Items that were never given a value show this one; a field that was cleared shows none. */
  public Field<T> defaultsTo(T value) {
    return new Field<>(type, definition.withFallback(type.toValue(value)));
  }

  /** Whoever creates an item without a value evaluates the expression and writes the result. */
  public Field<T> defaultsTo(Expr expression) {
    return new Field<>(type, definition.withComputed(ParsedExpression.of(expression.expression())));
  }

  /** Of concurrent changes the policy says which stays; it must suit the type. */
  public Field<T> merge(MergePolicy policy) {
    return new Field<>(type, definition.withMerge(policy.definition()));
  }

  /**
   * Its values must make the expression true, which calls them {@code value}, and may name the
   * other fields of the schema: {@code value <= due}. The schema checks it.
   */
  public Field<T> constraint(Expr expression) {
    return new Field<>(
        type, definition.withConstraint(ParsedExpression.of(expression.expression())));
  }

  /** The same with the text of an expression. */
  public Field<T> constraint(String expression) {
    return constraint(Expr.expr(expression));
  }

  public String name() {
    return definition.name();
  }

  public Type<T> type() {
    return type;
  }

  FieldDefinition definition() {
    return definition;
  }

  @Override
  public String toString() {
    return name();
  }
}
