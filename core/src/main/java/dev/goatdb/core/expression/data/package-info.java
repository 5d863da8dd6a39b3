/**
 * What expressions compute with: data, their kinds, the types the checker knows, and the borders to
 * and from stored values.
 *
 * <p>The language tells 1, 1u and 1.0 apart, counts time in nanoseconds and has values that no
 * field holds, so its data are not the values of the value room: {@code Stored} looks at a value as
 * a datum without copying it, {@code Storable} makes a value of a result. A failure is a datum too;
 * nothing is thrown while an expression runs. Start reading at {@code Datum}. May import: value,
 * host.
 */
@NullMarked
package dev.goatdb.core.expression.data;

import org.jspecify.annotations.NullMarked;
