/**
 * Immutable values and their one canonical form in bytes: deterministic CBOR (RFC 8949, section
 * 4.2).
 *
 * <p>Equal values have equal bytes on every platform, and a decoder refuses bytes that are not the
 * canonical form of something. So hashes of values can be compared, and what was signed is what was
 * meant. Start reading at {@code Value}; {@code CborWriter} and {@code CborReader} are also the
 * pens of every format of the engine. May import: host, error.
 */
@NullMarked
package dev.goatdb.core.value;

import org.jspecify.annotations.NullMarked;
