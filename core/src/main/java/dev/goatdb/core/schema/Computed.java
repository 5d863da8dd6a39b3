package dev.goatdb.core.schema;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;

/**
 * An expression of a definition: what computes a default, judges a value, or makes a new field of
 * old ones. It is read by whatever part of the program does that here.
 *
 * <p>Two are equal if they print the same; {@code toString} is the print, which schemas store and
 * hash.
 */
public interface Computed {
  /**
   * The same, checked to use only what there is in its surroundings; throws {@code
   * InvalidDefinition} with the place where it does not. Only what was checked can be asked for
   * anything else but its print.
   */
  Computed in(Surroundings surroundings);

  /** Whether what it gives may be written to a field of this type. */
  boolean fits(FieldType type);

  /** The type of what it gives, in words: {@code list(string)}. */
  String typeName();

  /**
   * Computes it once; never throws. The scope has the variables of {@link Surroundings#names()}, or
   * in an upgrade {@code old} alone.
   */
  Result evaluate(Scope scope);
}
