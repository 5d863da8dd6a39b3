/**
 * Compiled expressions, as they run: a tree of nodes over numbered variables.
 *
 * <p>Every node gives a datum, a failure among them, and never throws. A {@code Frame} is one
 * evaluation: its scope, the variables of its macros and what is left of its budget. {@code Op} is
 * the table of all operators and functions; {@code Operations} carries them out, whatever they are
 * given. Start reading at {@code Node}. May import: data, decimal, time, pattern, syntax, value,
 * host.
 */
@NullMarked
package dev.goatdb.core.expression.run;

import org.jspecify.annotations.NullMarked;
