/**
 * Patterns: a subset of RE2's regular expressions, matched in linear time.
 *
 * <pre>
 *   text --Reader--> Part (a tree) --Compiler--> Pattern (instructions) --Machine--> yes or no
 * </pre>
 *
 * <p>A pattern is a small program for a machine that is in many places at once (Thompson, "Regular
 * expression search algorithm", 1968; Pike's way to run it): each character of the text moves every
 * place one step, so the time is at most length times size and there is nothing to backtrack. The
 * size is bounded when a pattern is read. May import: data (for the bounds).
 */
@NullMarked
package dev.goatdb.core.expression.pattern;

import org.jspecify.annotations.NullMarked;
