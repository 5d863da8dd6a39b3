/**
 * Expressions: rules, constraints, defaults, filters and upgrades as data, the same on every peer.
 *
 * <p>The language is a subset of the Common Expression Language (CEL); docs/guide/expressions.md
 * says what it knows.
 *
 * <pre>
 *   "size(title) > 3"
 *      | syntax    Lexer: tokens; Parser: a Tree; Printer: back to the one canonical text
 *      v
 *   Tree
 *      | check     Checker: names to places, types, what cannot work is refused with its place
 *      v
 *   Node           run: nodes that give a Datum, a failure among them, for a Frame
 *      |             data: what they compute with; decimal, time, pattern: three crafts of theirs
 *      v
 *   Result         a value, a failure with its place, or an item that must be loaded first
 * </pre>
 *
 * <p>What always holds: evaluation ends, within a cost that is counted the same everywhere; it
 * never throws; and it gives the same bit for bit on the JVM and in JavaScript. So numbers are
 * read, printed and compared by code of this room, and time is computed without a calendar of the
 * platform. Start reading at {@code Expression}. May import: value, host, error.
 */
@NullMarked
package dev.goatdb.core.expression;

import org.jspecify.annotations.NullMarked;
