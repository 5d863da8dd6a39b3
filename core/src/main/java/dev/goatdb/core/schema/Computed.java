package dev.goatdb.core.schema;

import dev.goatdb.core.expression.Result;
import dev.goatdb.core.expression.run.Scope;

/**
 * What computes a default: an expression that was parsed and checked, by whatever part of the
 * program does that here.
 *
 * <p>Two are equal if they print the same; {@code toString} is the print, which schemas store and
 * hash.
 */
public interface Computed {
  /** Whether what it gives may be written to a field of this type. */
  boolean fits(FieldType type);

  /** The type of what it gives, in words: {@code list(string)}. */
  String typeName();

  /** Computes it once; never throws. */
  Result evaluate(Scope scope);
}
