/**
 * Points and lengths of time: their text, and the calendar.
 *
 * <p>A timestamp is text as in RFC 3339, from year 1 to 9999; a duration is text like {@code 1h30m}
 * and lies within about 292 years. Time zones are fixed offsets: a table of named zones would be
 * data that changes under an expression's feet, so there is none. May import: data.
 */
@NullMarked
package dev.goatdb.core.expression.time;

import org.jspecify.annotations.NullMarked;
