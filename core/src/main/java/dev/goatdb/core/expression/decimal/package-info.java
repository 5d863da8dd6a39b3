/**
 * Decimal text of doubles, both ways, the same bit for bit on every platform.
 *
 * <p>The runtimes' own conversions differ in the last place, so the language has its own: {@code
 * Reading} rounds correctly, {@code Digits} finds the shortest text that reads back as the same
 * double. May import nothing.
 */
@NullMarked
package dev.goatdb.core.expression.decimal;

import org.jspecify.annotations.NullMarked;
