/**
 * Makes running nodes of a tree, once it is known which variables there are and of what types.
 *
 * <p>What cannot work is refused here, with the place and the nearest word; what depends on the
 * data is left to the run. Start reading at {@code Checker}. May import: data, syntax, run,
 * pattern, error.
 */
@NullMarked
package dev.goatdb.core.expression.check;

import org.jspecify.annotations.NullMarked;
